"""What the rule of who is in a conversation needs to know, read from the tables."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from kiekeboe.chat.audience import MANAGER_ROLES, OFFICE_ROLES, Place, Post, Relation, Span
from kiekeboe.people.models import Employee, Guardianship, Role
from kiekeboe.planning.models import Placement, RosterShift, Stint

ROLES = ("caregiver", "mentor", *sorted(MANAGER_ROLES | OFFICE_ROLES))


def places_of(children) -> dict[UUID, list[Place]]:
    """Every place that each of these children has, had or will have. One query."""
    found = defaultdict(list)
    rows = Placement.objects.filter(child__in=children)
    told = rows.values_list("child", "group", "group__location", "started_on", "ended_on")
    for child, group, location, first, last in told:
        found[child].append(Place(group, location, Span(first, last)))
    return found


def relations_of(children) -> dict[UUID, list[Relation]]:
    """What every adult is to each of these children. One query."""
    found = defaultdict(list)
    for one in Guardianship.objects.filter(child__in=children).select_related("guardian"):
        found[one.child_id].append(
            Relation(
                guardian=one.guardian_id,
                household=one.guardian.household_id,
                days=Span(one.started_on, one.ended_on),
                blocked=one.blocked_at is not None,
                relative=one.is_relative,
                sees=one.receives_updates,
            )
        )
    return found


def posts_of(organisation: UUID, day: date, *, about=None, employee=None) -> list[Post]:
    """Who works where on `day`: roles, and in which group a caregiver is planned or clocked in.

    `about` narrows it to a condition on roles (groups, children); `employee` to one colleague.
    Two queries.
    """
    here = Role.objects.in_force(day).filter(
        organisation=organisation,
        name__in=ROLES,
        employee__in=Employee.objects.working_on(day).filter(organisation=organisation),
    )
    here = here.filter(employee=employee) if employee else here
    here = here.filter(about) if about is not None else here
    days = Span(day, day)
    posts = [
        Post(one.employee_id, one.name, days, one.location_id, one.group_id, one.child_id)
        for one in here
    ]
    return posts + _on_the_floor(organisation, day, days, employee)


def _on_the_floor(organisation, day, days, employee) -> list[Post]:
    """Caregivers of another group who work here today read what parents tell this group."""
    caregiver = Role.objects.in_force(day).filter(name="caregiver", employee=OuterRef("employee"))
    working = Employee.objects.working_on(day).filter(pk=OuterRef("employee"))
    planned = RosterShift.objects.filter(organisation=organisation, day=day)
    inside = Stint.objects.filter(organisation=organisation, ended_at=None, withdrawn_at=None)
    planned, inside = (
        (rows.filter(employee=employee) if employee else rows)
        .filter(Exists(caregiver), Exists(working))
        .values_list("employee", "group")
        for rows in (planned, inside)
    )
    found = planned.union(inside)
    return [Post(one, "caregiver", days, group=group) for one, group in found]


def concerning(places: list[Place], child) -> Q:
    """Roles that can matter for a conversation with the group of a child."""
    groups = {one.group for one in places}
    return Q(group__in=groups) | Q(child=child) | Q(name__in=MANAGER_ROLES)
