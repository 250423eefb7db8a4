"""Dates in words. The same few are asked for on every page, so each is worked out once."""

from datetime import date
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language


def spelled(day: date, form: str) -> str:
    """The date in the active language; `form` is a date format of Django, such as "l j F"."""
    return _spelled(day.year, day.month, day.day, form, get_language())


@lru_cache(maxsize=4096)
def _spelled(year, month, day, form, language) -> str:
    return formats.date_format(date(year, month, day), form)
