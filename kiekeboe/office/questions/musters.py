"""Evacuations and drills of a location: the list, and the report of one (B12)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from kiekeboe.care.models import Muster, MusterTick, Visit
from kiekeboe.care.mustering import LONGEST, newest_ticks
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Child, Employee
from kiekeboe.planning.models import RosterShift


@dataclass(frozen=True)
class Line:
    """One person on the list: where, and who ticked them when."""

    name: str
    place: str
    safe: bool
    at: datetime | None = None
    by: str = ""


@dataclass
class Report:
    """Who was on the list, and who of them was ticked."""

    children: list[Line] = field(default_factory=list)
    colleagues: list[Line] = field(default_factory=list)

    @property
    def everyone(self) -> list[Line]:
        return [*self.children, *self.colleagues]

    @property
    def safe(self) -> int:
        return sum(line.safe for line in self.everyone)

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.everyone if not line.safe]


def of_location(location: Location):
    """Newest first."""
    musters = Muster.objects.filter(organisation=location.organisation_id, location=location)
    return musters.select_related("began_by", "ended_by", "device").order_by("-began_at")


def report(muster: Muster) -> Report:
    """Everybody who was in the house by the books, and everybody who was ticked. Seven questions.

    The books are those of now: a visit that was corrected since counts with its true times.
    """
    ticks = newest_ticks(muster)
    inside, working = _inside(muster), _working(muster)
    return Report(
        children=_lines(Child, inside, ticks, MusterTick.What.CHILD),
        colleagues=_lines(Employee, working, ticks, MusterTick.What.EMPLOYEE),
    )


def _inside(muster) -> dict[Any, str]:
    """The children who were inside, with the name of the group they were in."""
    end = muster.ended_at or muster.began_at + LONGEST
    visits = Visit.objects.between(muster.began_at, end).filter(
        organisation=muster.organisation_id, group__location=muster.location_id
    )
    return dict(visits.values_list("child", "group__name"))


def _working(muster) -> dict[Any, str]:
    """The colleagues on the roster of that moment, with the name of their group."""
    local = timezone.localtime(muster.began_at, muster.location.zone)
    shifts = RosterShift.objects.filter(
        organisation=muster.organisation_id,
        group__location=muster.location_id,
        day=local.date(),
        starts_at__lte=local.time(),
        ends_at__gt=local.time(),
    )
    return dict(shifts.values_list("employee", "group__name"))


def _lines(model, expected, ticks, what) -> list[Line]:
    """A line per person; who is missing stands on top."""
    ticked = {person for person, tick in ticks.items() if tick.what == what}
    people = model.objects.in_bulk([*expected, *(ticked - expected.keys())])
    lines = [_line(one, expected.get(id, ""), ticks.get(id)) for id, one in people.items()]
    return sorted(lines, key=lambda line: (line.safe, line.name.casefold()))


def _line(person, place, tick) -> Line:
    if tick is None:
        return Line(str(person), place, False)
    return Line(str(person), place, tick.safe, tick.at, str(tick.by or tick.device or ""))
