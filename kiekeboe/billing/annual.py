"""The figures of the annual statement (jaaropgave, K5), out of lines as they were issued.

Pure. Adding up what was invoiced is the rule; hours × price over the year is a few cents off.
Source: Regeling Wet kinderopvang art. 11; nl-rules §2.3.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kiekeboe.billing.engine import Kind, Line
from kiekeboe.billing.rounding import half_up, hundredths


@dataclass(frozen=True, slots=True)
class Annual:
    """Hours (two decimals), cents of care, the average price of an hour in cents, and the cents of
    everything that is no care."""

    hours: Fraction
    care: int
    average: int | None  # None without hours
    other: int


def annual(lines: Iterable[Line]) -> Annual:
    """The year of one child, kind of care and payer. Rounding belongs to the care."""
    hours, care, other = Fraction(0), 0, 0
    for one in lines:
        if one.kind is Kind.PRODUCT:
            other += one.amount
        else:
            hours += hundredths(one.hours)
            care += one.amount
    return Annual(hours, care, half_up(care / hours) if hours else None, other)
