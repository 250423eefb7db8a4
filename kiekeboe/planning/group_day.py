"""One group on one day, judged: who is there, what is needed, what lacks and whether that may be.

Pure. Planned and actual days are judged alike: the moments of `room` and the adults in the building
in, a `GroupDay` out. Times are minutes of the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiekeboe.planning.ratio import Care, Needed
from kiekeboe.planning.room import QUARTER, Moment, QuarterHour, quarters
from kiekeboe.planning.short_staffed import (
    Judged,
    Second,
    Stretch,
    judge,
    minutes_allowed,
    second_adult,
)


@dataclass(frozen=True, slots=True)
class Lack:
    """A stretch in which staff lack; `needed` None: these children may not be together."""

    start: int
    end: int
    children: int
    staff: int
    needed: Needed

    @property
    def short(self) -> int:
        return max(1, (self.needed.staff or 0) - self.staff)


@dataclass(frozen=True, slots=True)
class GroupDay:
    """What holds for a group on a day. `alone` are the stretches in which one professional stands
    alone, with what to see to."""

    moments: tuple[Moment, ...]
    judged: Judged
    lacks: tuple[Lack, ...]
    full: tuple[tuple[int, int], ...]
    alone: tuple[tuple[int, int, frozenset[Second]], ...]
    opens: int
    closes: int

    @property
    def busiest(self) -> Moment | None:
        """The moment that asks most: the most staff, then the most children."""
        there = (one for one in self.moments if one.children)
        return max(
            there, key=lambda one: (one.short, one.needed.staff or 99, one.children, -one.start),
            default=None,
        )  # fmt: skip

    @property
    def children(self) -> int:
        return max((one.children for one in self.moments), default=0)

    @property
    def may_be_together(self) -> bool:
        return all(one.needed.allowed for one in self.lacks)

    @property
    def short_spans(self) -> list[tuple[int, int]]:
        """From when to when staff lack, whatever the number."""
        found: list[tuple[int, int]] = []
        for one in self.lacks:
            if found and found[-1][1] == one.start:
                found[-1] = (found[-1][0], one.end)
            else:
                found.append((one.start, one.end))
        return found

    def quarters(self) -> list[QuarterHour]:
        return quarters(self.moments, *self.whole_hours())

    def whole_hours(self) -> tuple[int, int]:
        """From the first to the last quarter in which the house is open or somebody is there."""
        busy = [one for one in self.moments if one.children or one.staff]
        first = min([self.opens, *(one.start for one in busy)])
        last = max([self.closes, *(one.end for one in busy)])
        return first // QUARTER * QUARTER, -(-last // QUARTER) * QUARTER


def judged_day(
    moments: Iterable[Moment],
    adults: Sequence[tuple[int, int]],
    *,
    care: Care,
    places: int,
    opens: int,
    closes: int,
    school_day: bool = False,
) -> GroupDay:
    """Judge a day. `adults` is from when to when each adult is in the building, in this group and
    beside it; `opens` and `closes` are the hours of the location."""
    day = tuple(moments)
    allowed = minutes_allowed(care, open_minutes=closes - opens, school_day=school_day)
    cut = [part for one in day if one.children for part in _cut(one, adults)]
    stretches = [
        Stretch(end - start, one.needed.staff or 0, one.staff, there)
        for one, start, end, there in cut
    ]
    return GroupDay(
        day, judge(stretches, allowed=allowed), _lacks(day), _full(day, places),
        _alone(cut, care), opens, closes,
    )  # fmt: skip


def _cut(one: Moment, adults) -> Iterable[tuple[Moment, int, int, int]]:
    """A moment cut where an adult comes into the building or leaves it."""
    edges = {one.start, one.end}
    edges.update(at for each in adults for at in each if one.start < at < one.end)
    for start, end in pairwise(sorted(edges)):
        yield one, start, end, sum(first <= start < last for first, last in adults)


def _lacks(day) -> tuple[Lack, ...]:
    found: list[Lack] = []
    for one in day:
        if not one.short or not one.children:
            continue
        last = found[-1] if found else None
        same = last and last.end == one.start and last.staff == one.staff
        if last and same and last.needed.staff == one.needed.staff:
            most = max((last, one), key=lambda each: each.children)
            found[-1] = Lack(last.start, one.end, most.children, one.staff, most.needed)
        else:
            found.append(Lack(one.start, one.end, one.children, one.staff, one.needed))
    return tuple(found)


def _full(day, places: int) -> tuple[tuple[int, int], ...]:
    """Stretches with more children than places."""
    found: list[tuple[int, int]] = []
    for one in day:
        if one.children > places:
            if found and found[-1][1] == one.start:
                found[-1] = (found[-1][0], one.end)
            else:
                found.append((one.start, one.end))
    return tuple(found)


def _alone(cut, care) -> tuple[tuple[int, int, frozenset[Second]], ...]:
    found: list[tuple[int, int, frozenset[Second]]] = []
    for one, start, end, there in cut:
        needed = one.needed.staff or 0
        said = second_adult(care, needed=needed, present=one.staff, adults=max(there, 1))
        if not said:
            continue
        if found and found[-1][1:] == (start, said):
            found[-1] = (found[-1][0], end, said)
        else:
            found.append((start, end, said))
    return tuple(found)
