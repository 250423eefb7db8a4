"""How many hours a contract counts per month, and which part of a month it was in force.

Pure. Hours of a month are those of the year divided by twelve (K1): the same amount each month,
however many Mondays it has. Source: nl-rules §3.2, practice of Dutch price lists.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from kiekeboe.billing.rounding import Hours, hundredths


@dataclass(frozen=True, slots=True)
class YearPart:
    """So many minutes a week, in so many weeks of the year: school weeks, holiday weeks."""

    minutes: int  # per week
    weeks: Fraction | int = 52


class PartMonth(StrEnum):
    """What a part of a month costs. Three methods, three invoices: the terms say which."""

    CALENDAR = "calendar"  # days in force ÷ days of the month
    PLANNED = "planned"  # planned days in force ÷ planned days of the month
    ACTUAL = "actual"  # the hours that were planned, each for the hourly price


def of_a_year(parts: Iterable[YearPart]) -> Fraction:
    """Hours per year."""
    return sum((Fraction(one.minutes) * one.weeks for one in parts), Fraction(0)) / 60


def of_a_month(parts: Iterable[YearPart]) -> Fraction:
    """Hours per month, exact."""
    return of_a_year(parts) / 12


def of_a_month_rounded(parts: Iterable[YearPart], how: Hours) -> Fraction:
    """Hours per month as a price list prints them. Who drops decimals does so for each part of the
    week: two days of 47.66 hours are 95.32."""
    if how is Hours.DOWN:
        return sum((hundredths(of_a_month([one]), how) for one in parts), Fraction(0))
    return hundredths(of_a_month(parts), how)


def of_months_in_steps(parts: Iterable[YearPart], how: Hours = Hours.HALF_UP) -> list[Fraction]:
    """Hours of January to December that together are exactly those of the year (47.67, 47.66, …).

    Plain rounding of each month drifts: 12 × 47.67 is 572.04 where 572 were agreed.
    """
    year = of_a_year(tuple(parts))
    so_far = [hundredths(year * month / 12, how) for month in range(13)]
    return [so_far[month] - so_far[month - 1] for month in range(1, 13)]


def days_of_month(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    return [first + timedelta(days=n) for n in range((after - first).days)]


def part_in_force(
    method: PartMonth,
    days: list[date],
    in_force: Callable[[date], bool],
    planned: Callable[[date], int],
) -> Fraction:
    """Which part of a month counts, by calendar or planned days: 0 to 1.

    `planned` gives the minutes of the pattern on a day, as if it were in force all month. A month
    in which the pattern has no day at all counts by the calendar. Raises ValueError for ACTUAL:
    that counts hours, no part.
    """
    if method is PartMonth.ACTUAL:
        raise ValueError("actual hours are no part of a month")
    all_days = days
    if method is PartMonth.PLANNED:
        all_days = [day for day in days if planned(day)] or days
    return Fraction(sum(1 for day in all_days if in_force(day)), len(all_days))
