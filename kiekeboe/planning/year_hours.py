"""The hours of one child in a year, each minute counted under one heading (jaaroverzicht, E10).

Pure: reads the slices of each day. What the child comes for is counted under its kind of care,
what was planned and does not happen under the reason.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiekeboe.planning.slices import Agreed, Away, DayType, Kind, lasting, slices_of


@dataclass
class Hours:
    """Minutes that really pass, per kind of care and per kind of absence."""

    came: Counter[Kind] = field(default_factory=Counter)
    away: Counter[Away] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Everything that was planned: what happens and what does not."""
        return self.came.total() + self.away.total()


def hours_of(
    agreed: Agreed,
    first: date,
    last: date,
    zone: ZoneInfo,
    *,
    closed: Mapping[date, Any],
    kind_of_day: Callable[[date], DayType | None] = lambda day: None,
) -> Hours:
    """The hours between two days, both inclusive. A night in which the clock changes counts as
    long as it lasts. Source of the headings: features E10."""
    found = Hours()
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        for one in slices_of(agreed, day, closed=closed.get(day), kind_of_day=kind_of_day(day)):
            minutes = lasting(day, one.start, one.end, zone)
            if one.away is None:
                found.came[one.kind] += minutes
            else:
                found.away[one.away] += minutes
    return found
