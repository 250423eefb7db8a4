"""Who works when in which group, and what each counts for: the roster as plain values."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from kiekeboe.people.models import Employee, Qualification, Role
from kiekeboe.planning.models import RosterShift, StaffAbsence
from kiekeboe.planning.ratio import Care
from kiekeboe.planning.room import Shift
from kiekeboe.planning.weighing import Duty, Skill, Worth, weighed, worth

SKILL = ("kind", "counts", "first_day", "last_day")


def on_duty():
    """Shifts of colleagues who work here that day and are not away."""
    here = Q(employee__ended_on=None) | Q(employee__ended_on__gte=F("day"))
    return RosterShift.objects.filter(
        here, ~Exists(_away()), employee__started_on__lte=F("day")
    ).annotate(learning=Exists(_learning()))


def _away():
    lasting = Q(last_day=None) | Q(last_day__gte=OuterRef("day"))
    return StaffAbsence.objects.filter(
        lasting, employee=OuterRef("employee"), state=StaffAbsence.State.APPROVED,
        first_day__lte=OuterRef("day"),
    )  # fmt: skip


def _learning():
    lasting = Q(ended_on=None) | Q(ended_on__gte=OuterRef("day"))
    return Role.objects.filter(
        lasting, employee=OuterRef("employee"), name=Role.Name.TRAINEE,
        started_on__lte=OuterRef("day"),
    )  # fmt: skip


def duties_of(location, first: date, last: date) -> dict[date, list[Duty]]:
    """Who works at a location per day, with what each counts for. One question."""
    rows = on_duty().filter(group__location=location, day__gte=first, day__lte=last)
    columns = ("pk", "employee", "group", "day", "starts_at", "ends_at", "learning")
    skills = (f"employee__qualifications__{name}" for name in SKILL)
    held: dict = {}
    for *shift, kind, counts, since, until in rows.order_by(
        "day", "starts_at", "employee", "pk"
    ).values_list(*columns, *skills):
        mine = held.setdefault(tuple(shift), [])
        if kind:
            mine.append(Skill(kind, counts, since, until))
    care, found = care_of(location), defaultdict(list)
    for (_, employee, group, day, starts, ends, learning), mine in held.items():
        value = worth(mine, day, care, learning=learning)
        found[day].append(Duty(group, minute(starts), minute(ends), value, employee))
    return dict(found)


def counting(duties: dict[date, list[Duty]]) -> dict[tuple, list[Shift]]:
    """{(group, day): the shifts that count for the ratio}, of one location."""
    return {
        (group, day): shifts
        for day, some in duties.items()
        for group, shifts in weighed(some, day).items()
    }


def shifts_of(location, first: date, last: date) -> dict[tuple, list[Shift]]:
    """The shifts that count for the ratio at a location. One question."""
    return counting(duties_of(location, first, last))


def worth_of(employees, day: date, care: Care | str) -> dict[object, Worth]:
    """{employee: what it counts for on a day}, for those who are clocked in. Two questions."""
    employees, skills = list(employees), defaultdict(list)
    rows = Qualification.objects.filter(employee__in=employees)
    for employee, *skill in rows.values_list("employee", *SKILL):
        skills[employee].append(Skill(*skill))
    roles = Role.objects.in_force(day).filter(employee__in=employees, name=Role.Name.TRAINEE)
    learning = set(roles.values_list("employee", flat=True))
    return {one: worth(skills[one], day, care, learning=one in learning) for one in employees}


def names_on(group, day: date) -> list[Employee]:
    """The colleagues who work in a group on a day, the first to come first (art. 9 lid 3)."""
    rows = on_duty().filter(group=group, day=day).select_related("employee").order_by("starts_at")
    return list(dict.fromkeys(row.employee for row in rows))


def minute(clock) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def care_of(location) -> Care:
    """Which rules of the law hold at a location."""
    return Care.BSO if location.care_type == "after_school" else Care.DAYCARE
