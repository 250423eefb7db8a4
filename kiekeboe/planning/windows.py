"""Until when something may be asked, and how far a swap may reach. Pure.

Deadlines are local times on the clock of the location; days are its days. Working days are Monday
to Friday without the days that are given as free.
"""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

NO_DAYS: frozenset[date] = frozenset()


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before the care begins: so many hours, or so many days before at a time of day.

    Without a time, days are counted from the start of the care itself.
    """

    amount: int = 0
    unit: Unit = Unit.HOURS
    clock: time | None = None

    def latest(self, begins: datetime, free: Collection[date] = NO_DAYS) -> datetime:
        """The last moment at which it may still be asked. `begins` is local, with its zone."""
        if self.unit == Unit.HOURS:
            # Hours that really pass: over the night on which the clock changes too.
            moment = begins.timestamp() - self.amount * 3600
            return datetime.fromtimestamp(moment, begins.tzinfo)
        day = begins.date()
        if self.unit == Unit.WORKDAYS:
            day = workdays_before(day, self.amount, free)
        else:
            day -= timedelta(days=self.amount * (7 if self.unit == Unit.WEEKS else 1))
        clock = begins.time().replace(tzinfo=None) if self.clock is None else self.clock
        return datetime.combine(day, clock, begins.tzinfo)


def workdays_before(day: date, many: int, free: Collection[date] = NO_DAYS) -> date:
    """The working day that is so many working days before `day`."""
    while many > 0:
        day -= timedelta(days=1)
        many -= is_workday(day, free)
    return day


def workdays_after(day: date, many: int, free: Collection[date] = NO_DAYS) -> date:
    """The working day that is so many working days after `day`."""
    while many > 0:
        day += timedelta(days=1)
        many -= is_workday(day, free)
    return day


def is_workday(day: date, free: Collection[date] = NO_DAYS) -> bool:
    return day.weekday() < 5 and day not in free


class Reach(StrEnum):
    """How far the new day of a swap may lie from the old one."""

    ANY = "any"
    DAYS = "days"  # `before` and `after` days
    MONTH = "month"  # the same calendar month, and `after` working days of the next
    YEAR = "year"  # the same calendar year; December may spill `after` days into the next
    WEEK = "week"  # the same week, and `before`/`after` weeks beside it
    MONTHS = "months"  # `before` and `after` months


@dataclass(frozen=True, slots=True)
class Window:
    """Which days may be asked in return for a day."""

    reach: Reach = Reach.ANY
    before: int = 0
    after: int = 0
    spill_from: tuple[int, int] = (12, 24)  # with YEAR: from this day in December it may spill

    def days(self, old: date, free: Collection[date] = NO_DAYS) -> tuple[date, date]:
        """The first and the last day that may be asked in return for `old`."""
        match self.reach:
            case Reach.DAYS:
                return old - timedelta(days=self.before), old + timedelta(days=self.after)
            case Reach.MONTH:
                last = old.replace(day=calendar.monthrange(old.year, old.month)[1])
                return old.replace(day=1), workdays_after(last, self.after, free)
            case Reach.YEAR:
                last = date(old.year, 12, 31)
                spills = (old.month, old.day) >= self.spill_from
                return date(old.year, 1, 1), last + timedelta(days=self.after * spills)
            case Reach.WEEK:
                monday = old - timedelta(days=old.weekday())
                weeks = timedelta(weeks=1)
                return monday - self.before * weeks, monday + (self.after + 1) * weeks - A_DAY
            case Reach.MONTHS:
                return months_later(old, -self.before), months_later(old, self.after)
        return date.min, date.max

    def holds(self, old: date, new: date, free: Collection[date] = NO_DAYS) -> bool:
        first, last = self.days(old, free)
        return first <= new <= last


A_DAY = timedelta(days=1)


def months_later(day: date, many: int) -> date:
    """The same day so many months on, or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + many, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
