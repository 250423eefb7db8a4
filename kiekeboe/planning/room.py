"""Is there room (plek): places of the group and the ratio, at every moment of the stretch (E8).

Pure. The same function answers an extra day, a swap, settling in, the start of a contract, a move
to another group and a birthday: each is a day with a child more, less, or older.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from kiekeboe.planning.ratio import Needed, RuleSet

QUARTER = 15  # minutes
ENOUGH = 99  # staff, where only places are asked or no roster is made yet


@dataclass(frozen=True, slots=True)
class Presence:
    """A child that is planned from `start` to `end` (minutes of the day), counted in age `step`."""

    start: int
    end: int
    step: int
    child: Any = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A colleague who counts for the ratio from `start` to `end`; `weight` is 1, or less for a
    trainee who counts in part."""

    start: int
    end: int
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch in which nothing changes: who is there, who works, what is needed."""

    start: int
    end: int
    counts: tuple[int, ...]
    staff: int
    needed: Needed

    @property
    def children(self) -> int:
        return sum(self.counts)

    @property
    def short(self) -> int:
        """How many staff too few; a group that may not be together lacks at least one."""
        if self.needed.staff is None:
            return 1
        return max(0, self.needed.staff - self.staff)


class Why(StrEnum):
    """Why there is no room."""

    FULL = "full"  # the group has no place left
    NOT_TOGETHER = "not_together"  # these ages may not be in one group
    TOO_FEW_STAFF = "too_few_staff"
    GROUP_CLOSED = "group_closed"  # the location is closed then


@dataclass(frozen=True, slots=True)
class Room:
    """The answer. When there is none: why, from when (minute), and the moment that decides."""

    free: bool
    why: Why | None = None
    at: int | None = None
    moment: Moment | None = None


def moments(presences: Iterable[Presence], shifts: Iterable[Shift], law: RuleSet) -> list[Moment]:
    """The day of one group cut where somebody comes or goes, in order; empty stretches too.

    Exact to the minute: what is asked per quarter hour is read from these.
    """
    load = Counter((one.start, one.end, one.step) for one in presences)
    return list(day_of(frozenset(load.items()), tuple(shifts), law))


@lru_cache(maxsize=1 << 14)
def day_of(load: frozenset, shifts: tuple[Shift, ...], law: RuleSet) -> tuple[Moment, ...]:
    """The same from a load: {((start, end, step), how many)}. Weeks look alike, so it is kept."""
    edges: dict[int, list] = {}
    for (start, end, step), many in load:
        if start < end:
            edges.setdefault(start, []).append((step, many))
            edges.setdefault(end, []).append((step, -many))
    working = _edges_of_staff(shifts)
    counts, staff, found = [0] * len(law.ages), 0.0, []
    for start, end in pairwise(sorted(edges.keys() | working.keys())):
        for step, change in edges.get(start, ()):
            counts[step] += change
        staff += working.get(start, 0)
        here = tuple(counts)
        found.append(Moment(start, end, here, int(staff + 1e-9), law.needed(here)))
    return tuple(found)


def _edges_of_staff(shifts) -> dict[int, float]:
    edges: dict[int, float] = {}
    for one in shifts:
        if one.start < one.end:
            edges[one.start] = edges.get(one.start, 0) + one.weight
            edges[one.end] = edges.get(one.end, 0) - one.weight
    return edges


def room_for(
    candidate: Presence,
    there: Sequence[Presence],
    shifts: Sequence[Shift],
    law: RuleSet,
    *,
    places: int,
    opens: int = 0,
    closes: int = 24 * 60,
) -> Room:
    """Whether a child more fits in a group, in every moment of its stretch.

    `there` are the others that are planned, without those who stay away. What was wrong before
    this child came does not count against it at moments when it is not there.
    """
    if candidate.start < opens or candidate.end > closes:
        return Room(False, Why.GROUP_CLOSED, candidate.start)
    with_it = moments([*there, candidate], shifts, law)
    for one in with_it:
        if max(one.start, candidate.start) >= min(one.end, candidate.end):
            continue  # it is not there in this moment; in a stretch of no minutes it never is
        if one.children > places:
            return Room(False, Why.FULL, one.start, one)
        if one.needed.staff is None:
            return Room(False, Why.NOT_TOGETHER, one.start, one)
        if one.staff < one.needed.staff:
            return Room(False, Why.TOO_FEW_STAFF, one.start, one)
    return Room(True)


def room_in(
    candidate: Presence,
    own: tuple[Sequence[Presence], Sequence[Shift]],
    law: RuleSet,
    *,
    whole: tuple[Sequence[Presence], Sequence[Shift]] | None = None,
    places: int,
    opens: int = 0,
    closes: int = 24 * 60,
) -> Room:
    """The same where the law may count a whole location (out-of-school care since July 2024).

    `own` and `whole` are who is there and who works, in the group and in all groups together.
    With `whole` the group has its places only, and the ratio counts for all.
    """
    if whole is None:
        return room_for(candidate, *own, law, places=places, opens=opens, closes=closes)
    enough = [Shift(0, 24 * 60, ENOUGH)]
    answer = room_for(candidate, own[0], enough, law, places=places, opens=opens, closes=closes)
    if not answer.free:
        return answer
    return room_for(candidate, *whole, law, places=len(whole[0]) + 1)


def consequence(
    candidate: Presence, there: Sequence[Presence], shifts: Sequence[Shift], law: RuleSet
) -> Moment | None:
    """The moment in which this child asks most of the staff: what the office sees before it
    decides. None when the stretch is empty."""
    with_it = [
        one
        for one in moments([*there, candidate], shifts, law)
        if one.start < candidate.end and one.end > candidate.start
    ]
    return max(
        with_it, key=lambda one: (one.short, one.needed.staff or 0, -one.start), default=None
    )


class QuarterHour(NamedTuple):
    """A quarter of an hour at its worst: most children, fewest staff, what was needed at most."""

    start: int
    children: int
    staff: int
    needed: int | None
    short: int


NOBODY = (0, 0, 0, 0)


def quarters(day: Iterable[Moment], opens: int, closes: int) -> list[QuarterHour]:
    """The day per quarter hour between two times, each at its worst moment."""
    found: list[tuple | None] = [None] * len(range(opens, closes, QUARTER))
    for one in day:
        first = max(0, (one.start - opens) // QUARTER)
        last = min(len(found), -(-(one.end - opens) // QUARTER))
        told = (one.children, one.staff, one.needed.staff, one.short)
        for place in range(first, last):
            known = found[place]
            found[place] = told if known is None else _worst(known, told)
    return [
        QuarterHour(opens + place * QUARTER, *(told or NOBODY)) for place, told in enumerate(found)
    ]


def _worst(one: tuple, other: tuple) -> tuple:
    """Both as (children, staff, needed, short)."""
    both = one[2], other[2]
    needed = None if None in both else max(both)
    return max(one[0], other[0]), min(one[1], other[1]), needed, max(one[3], other[3])
