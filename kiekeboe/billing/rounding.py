"""Rounding of hours and money: exact fractions in, whole cents or hundredths out.

Pure. Half a cent goes up (away from zero), which Python's own rounding does not do: 128.625 is
128.63 here. There is no norm in law; which way a location rounds hours is its own setting.
"""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


class Hours(StrEnum):
    """How hours are rounded before they are multiplied by the price."""

    EXACT = "exact"  # not at all: only the amount is rounded
    HALF_UP = "half_up"  # to hundredths of an hour
    DOWN = "down"  # hundredths, the rest dropped, as some price lists print


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes away from zero: a credit mirrors its invoice."""
    return floor(value + HALF) if value >= 0 else -floor(-value + HALF)


def hundredths(hours: Fraction, how: Hours = Hours.HALF_UP) -> Fraction:
    """Hours to two decimals as a location rounds them. Exact hours stay as they are."""
    if how is Hours.EXACT:
        return hours
    if how is Hours.DOWN:
        whole = floor(abs(hours) * 100)
        return Fraction(whole if hours >= 0 else -whole, 100)
    return Fraction(half_up(hours * 100), 100)


def in_steps(parts: Iterable[Fraction], how: Hours) -> list[Fraction]:
    """Parts rounded so that together they are what their sum would be: a month that is cut in
    two has the hours of the whole month."""
    found, before, exact = [], Fraction(0), Fraction(0)
    for part in parts:
        exact += part
        so_far = hundredths(exact, how)
        found.append(so_far - before)
        before = so_far
    return found
