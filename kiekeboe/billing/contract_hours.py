"""The hours of a contract as its days stand: per week, and on average per month (E12, K1)."""

from collections.abc import Mapping
from datetime import time
from fractions import Fraction

from kiekeboe.billing.hours import YearPart
from kiekeboe.planning.contract_changes import Standing, minutes_of

# Weeks of a year as schools count them (nl-rules §3.2).
WEEKS, SCHOOL_WEEKS, HOLIDAY_WEEKS = 52, 40, 12


def parts_of(standing: Standing, weeks: int = WEEKS) -> list[YearPart]:
    """The days that hold as parts of a year: every week, every other week, school or holidays.

    `weeks` is how many weeks a year a contract has for days whatever the school does (40 to 52).
    """
    return [part_of(row, weeks) for row in standing.rows]


def part_of(row, weeks: int = WEEKS) -> YearPart:
    """One contract day as a part of a year."""
    if row.day_types:
        weeks = HOLIDAY_WEEKS if set(row.day_types) == {"holiday"} else SCHOOL_WEEKS
    minutes = minutes_of({row.weekday: (row.starts_at, row.ends_at)})
    return YearPart(minutes, Fraction(weeks, row.every_weeks))


def parts_of_week(week: Mapping[int, tuple[time, time]]) -> list[YearPart]:
    """A plain week, all the year."""
    return [YearPart(minutes_of(week), WEEKS)]
