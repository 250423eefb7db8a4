"""How full a location is, weeks ahead, and how many children of each age still fit (H4).

Everything comes from a `Plan`; no rows are read here. What fits is asked of the same moments as
`room`, so that a free place here is a yes there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kiekeboe.planning.ratio import RuleSet, age_step
from kiekeboe.planning.reading import Plan, minute, takes_a_place
from kiekeboe.planning.room import ENOUGH, Moment, day_of
from kiekeboe.planning.staffed_days import places_of

NOON = 13 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day: how many children at most, how many of each age still fit, and whether a
    roster was made. `free` has one number per column of the law."""

    children: int
    places: int
    free: tuple[int, ...]
    rostered: bool = True

    @property
    def most_free(self) -> int:
        return max(self.free, default=0)

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.children / self.places)) if self.places else 100


@dataclass(frozen=True, slots=True)
class GroupDay:
    """One group on one day: its parts in order of time, or why the location is closed."""

    day: date
    parts: tuple[Part, ...] = ()
    closed: str = ""

    @property
    def children(self) -> int:
        return max((one.children for one in self.parts), default=0)

    @property
    def places(self) -> int:
        return max((one.places for one in self.parts), default=0)

    @property
    def free(self) -> int:
        """How many children still fit all day, of the age of which most do."""
        return max(map(min, zip(*(one.free for one in self.parts), strict=True)), default=0)


def parts_of(location) -> list[tuple[int, int]]:
    """The parts of a day: the morning and the afternoon, of what is open."""
    opens, closes = minute(location.opens_at), minute(location.closes_at)
    return [(a, b) for a, b in ((opens, min(NOON, closes)), (max(NOON, opens), closes)) if a < b]


def occupied(plan: Plan, groups: Iterable, days: Sequence[date]) -> dict[tuple, GroupDay]:
    """{(group, day): how full it is}. The children of a day are cut into slices once."""
    groups, parts = list(groups), parts_of(plan.location)
    loads = _loads(plan, days)
    found = {}
    for day in days:
        law = plan.law(day)
        rostered = any(plan.shifts.get((group.pk, day)) for group in groups)
        together = _moments(plan, loads, groups, day, rostered) if law.whole_location else None
        for group in groups:
            if closed := plan.closed.get(day):
                found[group.pk, day] = GroupDay(day, closed=closed)
                continue
            own = _moments(plan, loads, [group], day, rostered)
            found[group.pk, day] = GroupDay(
                day, tuple(_part(own, together, part, places_of(plan, group, day), law, rostered)
                           for part in parts)
            )  # fmt: skip
    return found


def at_its_fullest(days: Iterable[GroupDay]) -> tuple[Part, ...]:
    """The parts of several days in one: most children, fewest free places of each age.

    A place that is free here is free on every one of these days.
    """
    some = [one.parts for one in days if one.parts]
    return tuple(
        Part(
            max(one.children for one in each),
            min(one.places for one in each),
            tuple(map(min, zip(*(one.free for one in each), strict=True))),
            all(one.rostered for one in each),
        )
        for each in zip(*some, strict=True)
    )


def _loads(plan: Plan, days: Sequence[date]) -> dict[tuple, Counter]:
    loads: dict[tuple, Counter] = {}
    for child in plan.agreed:
        for day in days:
            for one in plan.slices(child, day):
                if takes_a_place(one, day, plan.today):
                    step = age_step(plan.born[child], day, plan.care)
                    loads.setdefault((one.group, day), Counter())[one.start, one.end, step] += 1
    for (group, day), held in plan.held.items():
        for _, child, start, end in held:
            step = age_step(plan.born[child], day, plan.care)
            loads.setdefault((group, day), Counter())[start, end, step] += 1
    return loads


def _moments(plan: Plan, loads, groups, day: date, rostered: bool) -> tuple[Moment, ...]:
    load: Counter = Counter()
    shifts: list = []
    for group in groups:
        load.update(loads.get((group.pk, day), ()))
        shifts += plan.shifts.get((group.pk, day), ())
    return day_of(frozenset(load.items()), tuple(shifts) if rostered else (), plan.law(day))


def _part(own, together, part, places: int, law: RuleSet, rostered: bool) -> Part:
    """One part of the day of a group; `together` are the moments of the whole location where the
    law counts it so. A stretch in which nobody comes and nobody works is not full: no roster is
    made for it."""
    mine = [one.counts for one in _within(own, part, law)]
    free = [places - max(map(sum, mine))] * len(law.ages)
    rostered_here = rostered
    for one in _within(own if together is None else together, part, law):
        if not one.staff and not one.children:
            rostered_here = False  # nobody is planned to come, so nobody is planned to work
        staff = one.staff if rostered and (one.staff or one.children) else ENOUGH
        for step, most in enumerate(free):
            free[step] = min(most, _fit(one.counts, step, staff, max(0, most), law))
    return Part(max(map(sum, mine)), places, tuple(max(0, one) for one in free), rostered_here)


def _within(moments, part, law: RuleSet) -> list[Moment]:
    """The moments that touch a part; an empty one where nothing is planned in some of it."""
    start, end = part
    inside = [one for one in moments if one.start < end and one.end > start]
    covered = sum(min(one.end, end) - max(one.start, start) for one in inside)
    if covered < end - start:
        nobody = (0,) * len(law.ages)
        inside.append(Moment(start, end, nobody, 0, law.needed(nobody)))
    return inside


@lru_cache(maxsize=1 << 14)
def _fit(counts: tuple[int, ...], step: int, staff: int, most: int, law: RuleSet) -> int:
    """How many children more of one age these staff may have, at most `most`."""
    for more in range(1, most + 1):
        with_it = (*counts[:step], counts[step] + more, *counts[step + 1 :])
        needed = law.needed(with_it).staff
        if needed is None or needed > staff:
            return more - 1
    return most
