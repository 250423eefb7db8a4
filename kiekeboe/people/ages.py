"""Ages in whole months. A month is full on the same day number, or on the last day."""

from calendar import monthrange
from datetime import date


def age_in_months(born_on: date, day: date) -> int:
    """Completed months on `day`; 0 before the first month is full and for unborn children."""
    months = (day.year - born_on.year) * 12 + day.month - born_on.month
    last = monthrange(day.year, day.month)[1]
    if day.day < min(born_on.day, last):
        months -= 1
    return max(months, 0)
