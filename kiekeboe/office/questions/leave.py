"""Leave of colleagues: what waits for an answer, and what a yes would leave the groups with."""

from dataclasses import dataclass
from datetime import date, timedelta

from kiekeboe.planning.group_day import Lack
from kiekeboe.planning.models import RosterShift, StaffAbsence
from kiekeboe.planning.reading import Plan, plan_of
from kiekeboe.planning.staffed_days import staffed
from kiekeboe.planning.staffing import counting

State, Kind = StaffAbsence.State, StaffAbsence.Kind
AHEAD = timedelta(days=8 * 7)  # further than a roster is made; leave beyond it costs no shift
MOST = 100


@dataclass(frozen=True)
class Row:
    """Leave that is asked, the shifts that it touches, and what then lacks, per group and day."""

    absence: StaffAbsence
    shifts: list[RosterShift]
    lacks: list[tuple[object, date, Lack]]


def reachable(member):
    """Absences of colleagues in reach."""
    found = StaffAbsence.objects.filter(
        organisation=member.organisation, employee__in=member.colleagues
    )
    return found.select_related("employee")


def waiting(member):
    return reachable(member).filter(state=State.REQUESTED).order_by("asked_at")[:MOST]


def standing(member):
    """Who is away now or later: agreed, not over, the first to begin first."""
    agreed = reachable(member).filter(state=State.APPROVED)
    return agreed.exclude(last_day__lt=member.day).order_by("first_day", "employee__first_name")


def decided_lately(member):
    closed = reachable(member).filter(state__in=[State.DECLINED, State.WITHDRAWN])
    return closed.order_by("-asked_at")[:10]


def rows(absences, *, today: date) -> list[Row]:
    """Each with its consequence. The planning of a location is read once."""
    absences = list(absences)
    if not absences:
        return []
    last = today + AHEAD
    shifts = list(
        RosterShift.objects.filter(
            employee__in={one.employee_id for one in absences}, day__range=(today, last)
        )
        .select_related("group__location")
        .order_by("day", "starts_at")
    )
    touched = {one.pk: [shift for shift in shifts if _falls(one, shift)] for one in absences}
    plans = _plans([shift for some in touched.values() for shift in some], today)
    return [Row(one, touched[one.pk], _lacks(one, touched[one.pk], plans)) for one in absences]


def _falls(one: StaffAbsence, shift: RosterShift) -> bool:
    return (
        one.employee_id == shift.employee_id
        and one.first_day <= shift.day
        and (one.last_day is None or shift.day <= one.last_day)
    )


def _plans(shifts, today: date) -> dict:
    """The planning of each location that is touched, over all the days together."""
    days: dict = {}
    for shift in shifts:
        days.setdefault(shift.group.location, set()).add(shift.day)
    return {
        location.pk: plan_of(location, min(some), max(some), today=today)
        for location, some in days.items()
    }


def _lacks(absence, shifts, plans) -> list[tuple[object, date, Lack]]:
    found = []
    for group, day in dict.fromkeys((shift.group, shift.day) for shift in shifts):
        plan = plans[group.location_id]
        if day in plan.closed:
            continue
        before = {(one.start, one.end) for one in staffed(plan, group, day).lacks}
        without = _without(plan, absence.employee_id, day)
        lacks = staffed(without, group, day).lacks
        found += [(group, day, one) for one in lacks if (one.start, one.end) not in before]
    return found


def _without(plan: Plan, employee, day: date) -> Plan:
    """The same planning of that day without one colleague."""
    left = [one for one in plan.duties.get(day, ()) if one.employee != employee]
    copy = Plan(plan.location, day, day, plan.today, plan.born, plan.agreed, plan.closed)
    copy.duties, copy.shifts = {day: left}, counting({day: left})
    copy.held, copy.schools = plan.held, plan.schools
    return copy
