"""Amounts and hours in the templates of the office."""

from fractions import Fraction

from django import template

from kiekeboe.billing.working import money as written
from kiekeboe.billing.working import plain

register = template.Library()


@register.filter
def money(cents) -> str:
    """Cents as "€ 1.039,13"."""
    return written(cents)


@register.filter
def hours(hundredths) -> str:
    """Hundredths of an hour as people write them: 95,33."""
    return plain(Fraction(hundredths, 100))


@register.filter
def exact(number) -> str:
    """A fraction with at most two decimals."""
    return plain(number)
