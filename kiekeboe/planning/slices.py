"""What one child does on one day: planned care and absence as slices of time (opvangmomenten).

Pure. Contract patterns, calendar, bookings and absences go in; slices come out, and everything
else (calendar, board, ratio, room, year overview, invoice) reads those. Times are minutes since
local midnight by the clock on the wall, half-open; days are those of the location. How long a
slice lasts is a question for `lasting`, which knows that two days of the year have another hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

DAY = 24 * 60


class Kind(StrEnum):
    """Kinds of planned care (E2). Counted apart, never merged."""

    FIXED = "fixed"
    FLEXIBLE = "flexible"
    EXTRA = "extra"
    SWAP = "swap"
    CREDIT = "credit"
    BONUS = "bonus"


class Away(StrEnum):
    """Kinds of absence (E2), the strongest first: a closed day is closed for a sick child too."""

    CLOSED = "closed"
    SICK = "sick"
    LEAVE = "leave"
    UNANNOUNCED = "unannounced"


class DayType(StrEnum):
    """What kind of day it is for the school of a child."""

    SCHOOL = "school"
    FREE_AFTERNOON = "free_afternoon"
    STUDY = "study"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A part of every week of a contract (vast dagdeel)."""

    group: Any
    weekday: int  # Monday is 1
    start: int
    end: int
    first: date
    last: date | None = None
    every: int = 1  # weeks; 2 is every other week, counted from the week of `first`
    days: frozenset[DayType] | None = None  # None: whatever the school does
    source: Any = None

    def falls_on(self, day: date, kind_of_day: DayType | None) -> bool:
        if day.isoweekday() != self.weekday or day < self.first:
            return False
        if self.last is not None and day > self.last:
            return False
        if self.every > 1 and (_monday(day) - _monday(self.first)).days // 7 % self.every:
            return False
        return self.days is None or kind_of_day in self.days


@dataclass(frozen=True, slots=True)
class Booking:
    """Care on one day apart from the pattern. A swap says which slot was given up for it; what a
    later swap gave up in turn is `gone`, and so is the slot that it came for."""

    group: Any
    kind: Kind
    day: date
    start: int
    end: int
    source: Any = None
    instead_of: "Slot | None" = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of one day."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence: of whole days, or of a part of one day when it has times."""

    kind: Away
    first: date
    last: date | None = None  # None: until the child is reported better
    start: int = 0
    end: int = DAY
    source: Any = None

    @property
    def is_of_whole_days(self) -> bool:
        return (self.start, self.end) == (0, DAY)

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Lent:
    """From the first to the last day the child is cared for in another group of the location
    (vervangende groep)."""

    group: Any
    first: date
    last: date
    source: Any = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Agreed:
    """Everything that says when one child comes, and where."""

    patterns: tuple[Pattern, ...] = ()
    bookings: tuple[Booking, ...] = ()
    absences: tuple[Leave, ...] = ()
    lent: tuple[Lent, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """One stretch of care as it is planned; `away` says why the child will not be there.

    `lent_from` is the group that lent the child to `group` that day, when one did.
    """

    start: int
    end: int
    group: Any
    kind: Kind
    source: Any = None
    away: Away | None = None
    away_source: Any = None
    lent_from: Any = None

    @property
    def comes(self) -> bool:
        return self.away is None


def slices_of(
    agreed: Agreed, day: date, *, closed: Any = None, kind_of_day: DayType | None = None
) -> list[Slice]:
    """The slices of one child on one day, in order of time, never overlapping.

    `closed` is what makes the location closed that day (any true value), or nothing. What was
    given up for another day is not there at all: it is no absence.
    """
    fixed = [
        Slice(one.start, one.end, one.group, Kind.FIXED, one.source)
        for one in agreed.patterns
        if one.falls_on(day, kind_of_day)
    ]
    planned: list[Slice] = []
    for one in sorted(fixed, key=_by_time):
        planned += _beside(one, planned)
    for slot in _given_up(agreed, day):
        planned = [part for one in planned for part in _without(one, slot.start, slot.end)]
    for one in sorted((each for each in agreed.bookings if _stands(each, day)), key=_by_time):
        booked = Slice(one.start, one.end, one.group, one.kind, one.source)
        planned += _beside(booked, planned)
    planned.sort(key=_by_time)
    if agreed.lent:
        planned = _lent(agreed, day, planned)
    if closed:
        return [replace(one, away=Away.CLOSED, away_source=closed) for one in planned]
    strongest = sorted(
        (one for one in agreed.absences if one.holds_on(day)), key=lambda one: _RANK[one.kind]
    )
    for absence in strongest:
        planned = [part for one in planned for part in _marked(one, absence)]
    return planned


def _lent(agreed: Agreed, day: date, planned: list[Slice]) -> list[Slice]:
    """The slices in the group that has the child that day."""
    for lent in agreed.lent:
        if lent.holds_on(day):
            return [
                one if one.group == lent.group
                else replace(one, group=lent.group, lent_from=one.group)
                for one in planned
            ]  # fmt: skip
    return planned


_RANK = {kind: rank for rank, kind in enumerate(Away)}


def weeks_of(agreed: Agreed) -> dict[int, list[Pattern]] | None:
    """The patterns per weekday when only days of the week decide, None when more does.

    What reads whole years asks this first: most days of most children are plain.
    """
    if any(one.every > 1 or one.days is not None for one in agreed.patterns):
        return None
    week: dict[int, list[Pattern]] = {}
    for one in agreed.patterns:
        week.setdefault(one.weekday, []).append(one)
    if any(len(each) > 1 for each in week.values()):
        return None
    return week


def _stands(one: Booking, day: date) -> bool:
    return one.day == day and not one.gone


def _given_up(agreed: Agreed, day: date) -> list[Slot]:
    swapped = (one.instead_of for one in agreed.bookings if one.instead_of is not None)
    return [one for one in swapped if one.day == day]


def _by_time(one):
    return one.start, one.end


def _beside(one: Slice, others: Iterable[Slice]) -> list[Slice]:
    """The parts of a slice in which nothing was planned yet: a child is never there twice."""
    parts = [one]
    for other in others:
        parts = [part for each in parts for part in _without(each, other.start, other.end)]
    return parts


def _without(one: Slice, start: int, end: int) -> list[Slice]:
    if end <= one.start or start >= one.end:
        return [one]
    parts = []
    if one.start < start:
        parts.append(replace(one, end=start))
    if end < one.end:
        parts.append(replace(one, start=end))
    return parts


def _marked(one: Slice, absence: Leave) -> list[Slice]:
    """A slice cut where the absence begins and ends, and the middle marked."""
    start, end = max(one.start, absence.start), min(one.end, absence.end)
    if one.away is not None or start >= end:
        return [one]
    parts = []
    if one.start < start:
        parts.append(replace(one, end=start))
    parts.append(replace(one, start=start, end=end, away=absence.kind, away_source=absence.source))
    if end < one.end:
        parts.append(replace(one, start=end))
    return parts


def moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """When the clock on the wall says so. An hour that comes twice is the first one; an hour that
    does not exist is as much later."""
    whole, minute = divmod(minute, DAY)
    wall = datetime.combine(day + timedelta(days=whole), time(minute // 60, minute % 60))
    return wall.replace(tzinfo=zone)


def lasting(day: date, start: int, end: int, zone: ZoneInfo) -> int:
    """How many minutes really pass between two times of the clock."""
    first, last = (moment(day, one, zone).timestamp() for one in (start, end))
    return max(0, round((last - first) / 60))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
