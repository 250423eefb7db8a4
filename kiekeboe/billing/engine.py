"""Invoice lines out of facts (K1): contract months, extra care, products.

Pure: plain values in, lines out; the database, numbers and papers are elsewhere. Amounts are whole
cents. Each line is rounded once; when the lines together differ from the exact sum, one line of
rounding says so. So a month that is cut in pieces costs what the whole month costs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from kiekeboe.billing.hours import (
    PartMonth,
    YearPart,
    days_of_month,
    of_a_month,
    of_a_month_rounded,
    of_months_in_steps,
    part_in_force,
)
from kiekeboe.billing.rounding import Hours, half_up, in_steps


class Kind(StrEnum):
    """What a line is for."""

    CONTRACT = "contract"
    FLEXIBLE = "flexible"
    EXTRA = "extra"
    PRODUCT = "product"  # not hours of care: lunches, an outing
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Terms:
    """How an organisation counts; printed in its conditions."""

    hours: Hours = Hours.EXACT
    part_month: PartMonth = PartMonth.CALENDAR
    in_steps: bool = False  # months that add up to the hours of the year exactly


@dataclass(frozen=True, slots=True)
class Version:
    """What was agreed for one child from `first` to `last` (inclusive; None: no end).

    `week` is minutes per weekday (Monday is 1), `year` the hours of the year in parts (a part per
    day of the week, or school weeks and holidays), `cents` the price of an hour. A pattern that a
    week cannot say (every other week, school days) gives the minutes of each day in `dated`.
    """

    source: Any
    first: date
    last: date | None
    week: tuple[tuple[int, int], ...]
    year: tuple[YearPart, ...]
    cents: int
    dated: Mapping[date, int] | None = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def minutes_on(self, day: date) -> int:
        if self.dated is not None:
            return self.dated.get(day, 0)
        return sum(minutes for weekday, minutes in self.week if weekday == day.isoweekday())


@dataclass(frozen=True, slots=True)
class Care:
    """A stretch of care apart from the contract: really lasting `minutes`, each hour `cents`."""

    kind: Kind
    day: date
    minutes: int
    cents: int
    source: Any = None


@dataclass(frozen=True, slots=True)
class Product:
    """So many of something at a price; not hours of care, so apart in the annual statement."""

    name: str
    day: date
    many: int
    cents: int
    source: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice. `month` is the month of the care (its first day), which may be
    another one than that of the invoice; `days` are the days behind the line."""

    kind: Kind
    month: date
    hours: Fraction
    cents: int  # of one hour or piece
    exact: Fraction  # cents, before rounding
    amount: int  # cents
    days: tuple[date, ...] = ()
    name: str = ""
    source: Any = None
    many: int = 0  # pieces of a product


def contract_lines(versions: Iterable[Version], year: int, month: int, terms: Terms) -> list[Line]:
    """The contract of one child in a month: a line per version that was in force in it."""
    days = days_of_month(year, month)
    here = sorted(
        (one for one in versions if any(one.holds_on(day) for day in days)),
        key=lambda one: (one.first, one.cents),
    )
    exact = [_hours(one, days, terms) for one in here]
    rounded = _by_price(here, exact, terms.hours)
    return [
        _line(
            Kind.CONTRACT, days[0], hours, one.cents, source=one.source,
            days=tuple(day for day in days if one.holds_on(day) and one.minutes_on(day)),
        )
        for one, hours in zip(here, rounded, strict=True)
    ]  # fmt: skip


def _hours(version: Version, days: Sequence[date], terms: Terms) -> Fraction:
    """Hours of one version in a month, exact."""
    if all(version.holds_on(day) for day in days):
        return _whole(version, days[0].month, terms)
    if terms.part_month is PartMonth.ACTUAL:
        planned = sum(version.minutes_on(day) for day in days if version.holds_on(day))
        return Fraction(planned, 60)
    part = part_in_force(terms.part_month, list(days), version.holds_on, version.minutes_on)
    return _whole(version, days[0].month, terms) * part


def _whole(version: Version, month: int, terms: Terms) -> Fraction:
    if terms.in_steps:
        how = terms.hours if terms.hours is not Hours.EXACT else Hours.HALF_UP
        return of_months_in_steps(version.year, how)[month - 1]
    if terms.hours is Hours.DOWN:
        return of_a_month_rounded(version.year, terms.hours)
    return of_a_month(version.year)


def _by_price(versions, exact, how: Hours) -> list[Fraction]:
    """Hours rounded in steps among versions of one price: pieces add up to the whole."""
    found: list[Fraction] = [Fraction(0)] * len(exact)
    for price in {one.cents for one in versions}:
        places = [at for at, one in enumerate(versions) if one.cents == price]
        steps = in_steps([exact[at] for at in places], how)
        for at, hours in zip(places, steps, strict=True):
            found[at] = hours
    return found


def care_lines(care: Iterable[Care], terms: Terms) -> list[Line]:
    """Extra and flexible care of past days: a line per kind, price and month."""
    sets: dict[tuple[date, Kind, int], list[Care]] = {}
    for one in care:
        sets.setdefault((one.day.replace(day=1), one.kind, one.cents), []).append(one)
    lines = []
    for (month, kind, cents), together in sorted(sets.items()):
        minutes = sum(one.minutes for one in together)
        (hours,) = in_steps([Fraction(minutes, 60)], terms.hours)
        days = tuple(sorted({one.day for one in together}))
        lines.append(_line(kind, month, hours, cents, days=days))
    return lines


def product_lines(products: Iterable[Product]) -> list[Line]:
    """Products: a line per name, price and month."""
    sets: dict[tuple[date, str, int], list[Product]] = {}
    for one in products:
        sets.setdefault((one.day.replace(day=1), one.name, one.cents), []).append(one)
    lines = []
    for (month, name, cents), together in sorted(sets.items()):
        many = sum(one.many for one in together)
        exact = Fraction(many * cents)
        days = tuple(sorted({one.day for one in together}))
        lines.append(
            Line(
                Kind.PRODUCT, month, Fraction(0), cents, exact, many * cents, days, name, None, many
            )
        )
    return lines


def _line(kind, month, hours: Fraction, cents: int, **rest) -> Line:
    exact = hours * cents
    return Line(kind, month, hours, cents, exact, half_up(exact), **rest)


def with_rounding(lines: Iterable[Line], month: date) -> list[Line]:
    """These lines, and one of rounding where together they are not the exact sum in cents."""
    lines = [one for one in lines if one.kind is not Kind.ROUNDING]
    exact = sum((one.exact for one in lines), Fraction(0))
    differs = half_up(exact) - sum(one.amount for one in lines)
    if not differs:
        return lines
    nothing = Fraction(0)
    return [*lines, Line(Kind.ROUNDING, month, nothing, 0, nothing, differs)]


def total(lines: Iterable[Line]) -> int:
    """What is to be paid, in cents."""
    return sum(one.amount for one in lines)


def credited(lines: Iterable[Line]) -> list[Line]:
    """The lines of a credit note: with its invoice, nothing is left."""
    return [
        replace(one, hours=-one.hours, exact=-one.exact, amount=-one.amount, many=-one.many)
        for one in lines
    ]
