"""What kind of day it is for a school, and which days are public holidays. Pure.

School holidays are those of the region (package holidays, category school); autumn and spring are
only advised, so a school has days of its own that go before. Sources: nl-rules §5.1 and §5.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

import holidays

from kiekeboe.planning.slices import DayType


class Region(StrEnum):
    NORTH = "Noord"
    MIDDLE = "Midden"
    SOUTH = "Zuid"


@lru_cache(maxsize=64)
def region_holidays(region: Region, year: int) -> Mapping[date, str]:
    """School holidays of a region in a calendar year, with their names."""
    found = holidays.country_holidays(
        "NL", subdiv=region.value, categories=("school",), years=year, language="nl"
    )
    return dict(found.items())


@dataclass(frozen=True)
class SchoolCalendar:
    """When one school has school. `own` are its own days; they go before the region."""

    region: Region
    free_afternoons: frozenset[int] = frozenset({3})  # weekdays; Monday is 1
    own: Mapping[date, DayType] = field(default_factory=dict)

    def on(self, day: date) -> DayType | None:
        """What kind of day it is; None at the weekend and on public holidays without school."""
        if day in self.own:
            return self.own[day]
        if day.isoweekday() > 5:
            return None
        if day in region_holidays(self.region, day.year):
            return DayType.HOLIDAY
        if is_free_for_all(day):
            return None
        return (
            DayType.FREE_AFTERNOON if day.isoweekday() in self.free_afternoons else DayType.SCHOOL
        )


class Holiday(StrEnum):
    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER = "easter"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION = "ascension"
    PENTECOST = "pentecost"
    PENTECOST_MONDAY = "pentecost_monday"
    CHRISTMAS_EVE = "christmas_eve"
    CHRISTMAS = "christmas"
    SECOND_CHRISTMAS = "second_christmas"
    NEW_YEARS_EVE = "new_years_eve"


# Not a day off for everybody: a location says so itself.
CHOSEN = frozenset(
    {Holiday.GOOD_FRIDAY, Holiday.LIBERATION_DAY, Holiday.CHRISTMAS_EVE, Holiday.NEW_YEARS_EVE}
)
NAMES = {
    "New Year's Day": Holiday.NEW_YEAR,
    "Good Friday": Holiday.GOOD_FRIDAY,
    "Easter Sunday": Holiday.EASTER,
    "Easter Monday": Holiday.EASTER_MONDAY,
    "King's Day": Holiday.KINGS_DAY,
    "Liberation Day": Holiday.LIBERATION_DAY,
    "Ascension Day": Holiday.ASCENSION,
    "Pentecost": Holiday.PENTECOST,
    "Pentecost Monday": Holiday.PENTECOST_MONDAY,
    "Christmas Day": Holiday.CHRISTMAS,
    "Second Day of Christmas": Holiday.SECOND_CHRISTMAS,
}


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Mapping[date, Holiday]:
    """The public holidays of a year in the Netherlands, also those that not everybody has."""
    known = holidays.country_holidays(
        "NL", categories=("public", "optional"), years=year, language="en_US"
    )
    found = {}
    for day, names in known.items():
        for name in names.split("; "):
            if name in NAMES:
                found[day] = NAMES[name]
    found.setdefault(date(year, 5, 5), Holiday.LIBERATION_DAY)
    found[date(year, 12, 24)] = Holiday.CHRISTMAS_EVE
    found[date(year, 12, 31)] = Holiday.NEW_YEARS_EVE
    return dict(sorted(found.items()))


def is_free_for_all(day: date) -> bool:
    """Whether it is a public holiday that everybody has."""
    holiday = public_holidays(day.year).get(day)
    return holiday is not None and holiday not in CHOSEN
