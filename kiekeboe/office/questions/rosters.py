"""The roster of a location in one week: colleagues down, days across (H2)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kiekeboe.office.questions.weeks_ahead import Week
from kiekeboe.people.models import Employee, Role
from kiekeboe.people.rights import GROUP_ROLES
from kiekeboe.planning.group_day import GroupDay
from kiekeboe.planning.models import RosterShift, StaffAbsence
from kiekeboe.planning.reading import Plan, minute, plan_of
from kiekeboe.planning.staffed_days import staffed, whole_location

OPEN = (StaffAbsence.State.REQUESTED, StaffAbsence.State.APPROVED)


@dataclass(frozen=True)
class Cell:
    """One colleague on one day. `away` was agreed; `asked` waits for an answer."""

    day: date
    shifts: list
    away: StaffAbsence | None
    asked: StaffAbsence | None
    employed: bool

    @property
    def in_vain(self) -> bool:
        """Whether a shift stands here that counts for nobody."""
        return bool(self.shifts) and (self.away is not None or not self.employed)


@dataclass(frozen=True)
class Line:
    """One colleague; minutes of this week by the roster and by contract (None: not known)."""

    employee: Employee
    cells: list[Cell]
    planned: int
    contract: int | None

    @property
    def more(self) -> int:
        """Minutes more than the contract says; fewer is below zero."""
        return self.planned - (self.contract or self.planned)


@dataclass(frozen=True)
class Sum:
    """What a group, or a whole location, needs and has on each day."""

    group: object  # None: the whole location
    days: list[tuple[date, GroupDay]]


@dataclass(frozen=True)
class Roster:
    week: Week
    days: list[date]
    lines: list[Line]
    sums: list[Sum]
    plan: Plan


def roster(location, groups, week: Week, *, only=None) -> Roster:
    """The roster of these groups of a location; `only` one of them for its own colleagues."""
    plan = plan_of(location, week.monday, week.sunday, today=week.today)
    people = _colleagues([only] if only else groups, week)
    shifts, absences = _shifts(people, week), _absences(people, week)
    days = week.days({shift.day for some in shifts.values() for shift in some})
    lines = [_line(one, shifts[one.pk], absences[one.pk], days) for one in people]
    return Roster(week, days, lines, _sums(plan, groups, days, only), plan)


def _colleagues(groups, week: Week) -> list[Employee]:
    """Who has a role in one of these groups this week, or a shift."""
    standing = Q(roles__ended_on=None) | Q(roles__ended_on__gte=week.monday)
    role = standing & Q(
        roles__name__in=GROUP_ROLES, roles__group__in=groups, roles__started_on__lte=week.sunday
    )
    shift = RosterShift.objects.filter(group__in=groups, day__range=(week.monday, week.sunday))
    here = Q(ended_on=None) | Q(ended_on__gte=week.monday)
    in_service = here & Q(started_on__lte=week.sunday)
    found = Employee.objects.filter(
        (role & in_service) | Q(pk__in=shift.values("employee")),
        organisation__in={one.organisation_id for one in groups},
    )
    return list(found.distinct().order_by("first_name", "last_name", "pk"))


def _shifts(people, week: Week) -> dict:
    """Shifts per colleague, also at other locations."""
    found = defaultdict(list)
    rows = RosterShift.objects.filter(employee__in=people, day__range=(week.monday, week.sunday))
    for row in rows.select_related("group").order_by("day", "starts_at"):
        found[row.employee_id].append(row)
    return found


def _absences(people, week: Week) -> dict:
    found = defaultdict(list)
    lasting = Q(last_day=None) | Q(last_day__gte=week.monday)
    rows = StaffAbsence.objects.filter(
        lasting, employee__in=people, state__in=OPEN, first_day__lte=week.sunday
    )
    for row in rows.order_by("first_day"):
        found[row.employee_id].append(row)
    return found


def _line(employee, shifts, absences, days) -> Line:
    cells = []
    for day in days:
        there = [one for one in absences if holds(one, day)]
        agreed = (one for one in there if one.state == StaffAbsence.State.APPROVED)
        asked = (one for one in there if one.state == StaffAbsence.State.REQUESTED)
        mine = [one for one in shifts if one.day == day]
        employed = in_service(employee, day)
        cells.append(Cell(day, mine, next(agreed, None), next(asked, None), employed))
    planned = sum(minute(one.ends_at) - minute(one.starts_at) for one in shifts)
    return Line(employee, cells, planned, employee.contract_minutes)


def holds(absence: StaffAbsence, day: date) -> bool:
    return absence.first_day <= day and (absence.last_day is None or day <= absence.last_day)


def in_service(employee: Employee, day: date) -> bool:
    return employee.started_on <= day and (employee.ended_on is None or day <= employee.ended_on)


def _sums(plan: Plan, groups, days, only) -> list[Sum]:
    """One line per group; where the law counts the whole location, one for that on top."""
    sums = []
    if any(plan.law(day).whole_location for day in days):
        sums.append(Sum(None, [(day, whole_location(plan, groups, day)) for day in days]))
    shown = [only] if only else groups
    sums += [Sum(one, [(day, staffed(plan, one, day)) for day in days]) for one in shown]
    return sums


def roles_in(groups, day: date):
    """Colleagues who may be planned in these groups: those with a role there, then the others."""
    here = Role.objects.in_force(day).filter(name__in=GROUP_ROLES, group__in=groups)
    return Employee.objects.working_on(day).filter(pk__in=here.values("employee"))
