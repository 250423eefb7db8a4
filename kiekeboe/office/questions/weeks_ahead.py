"""Weeks as an office looks at them: which days are shown, and which week comes before and after."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateparse import parse_date

WEEK = timedelta(days=7)
FIRST, LAST = date(2020, 1, 1), date(2100, 1, 1)  # of which we know the law


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday; `today` is the day of who looks."""

    monday: date
    today: date

    @classmethod
    def asked(cls, text: str | None, today: date) -> "Week":
        """The week of a day in an address; that of today when it says nothing we can read."""
        day = day_of(text) or today
        return cls(day - timedelta(days=day.weekday()), today)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def is_now(self) -> bool:
        return self.monday <= self.today <= self.sunday

    @property
    def before(self) -> date:
        return self.monday - WEEK

    @property
    def after(self) -> date:
        return self.monday + WEEK

    def days(self, also=()) -> list[date]:
        """Monday to Friday, and a day of the weekend on which something is planned."""
        return [day for day in self.all_days() if day.isoweekday() < 6 or day in also]

    def all_days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]


def day_of(text: str | None) -> date | None:
    """The day that an address names, or None."""
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    return day if day and FIRST <= day <= LAST else None
