"""What a date is for a child by plan: care, closed, away, or nothing. Plain values, no rows."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from kiekeboe.planning.reading import kind_of_day
from kiekeboe.planning.rows import clock
from kiekeboe.planning.slices import Agreed, DayType, slices_of

NOTHING_AGREED = Agreed()
AHEAD = timedelta(days=14)  # how far we look for the next day of care


class Care(StrEnum):
    """What a date is for a child, by plan."""

    CONTRACT = "contract"
    CLOSED = "closed"
    SICK = "sick"
    LEAVE = "leave"
    AWAY = "unannounced"
    NONE = "none"


class Plan(NamedTuple):
    """The plan for one date: which kind of day, from when to when, and the name of a closed day.

    `kind` is the kind of care when it is not (only) that of the contract: extra, swap, …
    """

    care: Care
    starts_at: time | None = None
    ends_at: time | None = None
    name: str = ""
    kind: str = ""


NO_PLAN = Plan(Care.NONE)


@dataclass(frozen=True)
class Planning:
    """What was agreed around a date, and when the location is closed."""

    agreed: Agreed = NOTHING_AGREED
    closed: dict = field(default_factory=dict)
    schools: tuple = ()  # (first day, last day, calendar) of each school it goes to
    infections: tuple[tuple[date, date, str], ...] = ()  # first day, last day, illness

    def going_round(self, day: date) -> list[str]:
        """Illnesses in the group of which its families were told."""
        return sorted({name for first, last, name in self.infections if first <= day <= last})

    def kind_of_day(self, day: date) -> DayType | None:
        """What kind of day it is for the school of the child; None without a school."""
        return kind_of_day(self.schools, day)

    def on(self, day: date) -> Plan:
        if day in self.closed:
            return Plan(Care.CLOSED, name=self.closed[day])
        slices = slices_of(self.agreed, day, kind_of_day=self.kind_of_day(day))
        if not slices:
            return NO_PLAN
        here = [one for one in slices if one.comes]
        told = here or slices
        starts, ends = clock(told[0].start), clock(told[-1].end)
        if not here:
            return Plan(Care(told[0].away), starts, ends)
        kinds_of_care = {one.kind.value for one in here}
        return Plan(Care.CONTRACT, starts, ends, kind=min(kinds_of_care - {"fixed"}, default=""))

    def next_after(self, day: date) -> tuple[date, Plan] | None:
        """The next day of care, as far as we look ahead."""
        for ahead in range(1, AHEAD.days + 1):
            plan = self.on(day + timedelta(days=ahead))
            if plan.care is Care.CONTRACT:
                return day + timedelta(days=ahead), plan
        return None
