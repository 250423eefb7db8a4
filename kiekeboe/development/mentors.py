"""The mentor of a child: one at a time, somebody who works in its group (H3).

The law asks a mentor for every child, a colleague who works with it. When the child moves to
another group the mentor goes with it or changes; the office is told until it did.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from kiekeboe.development.due import Due, asked_now, coming, talks_due
from kiekeboe.development.models import Talk
from kiekeboe.events.actors import Actor
from kiekeboe.people.models import Employee, Role
from kiekeboe.people.rights import GROUP_ROLES
from kiekeboe.planning.models import Placement

NO_TALKS = "after_school"  # there a talk is held where it is wanted


class Followed(NamedTuple):
    """A child, where it is, who is its mentor, and which talk is due."""

    child: object
    group: object
    mentor: Employee | None
    works_here: bool  # whether the mentor works in the child's group
    due: Due | None
    next_due: Due | None
    draft: Talk | None


@transaction.atomic
def appoint(child, employee: Employee, *, started_on: date, by: Actor, at: datetime) -> None:
    """Make a colleague the mentor. One at a time: the one of before ends the day before."""
    for role in Role.objects.filter(child=child, name=Role.Name.MENTOR, ended_on=None):
        if role.employee_id != employee.pk:
            role.end(on=max(started_on - timedelta(days=1), role.started_on), by=by, at=at)
    Role.objects.give(employee, Role.Name.MENTOR, child=child, started_on=started_on, by=by, at=at)


def mentor_of(child_id, day: date) -> Employee | None:
    """Who is the mentor on `day`; nobody when that colleague does not work here any more."""
    return _mentors([child_id], day).get(child_id)


def followed(children, day: date) -> list[Followed]:
    """These children that have a place on `day`, as a mentor thinks of them. Four queries."""
    placements = Placement.objects.in_force(day).filter(child__in=children)
    placed = list(
        placements.select_related("child", "group__location").order_by(
            "group__name", "child__first_name", "child__last_name"
        )
    )
    ids = [one.child_id for one in placed]
    mentors, talks = _mentors(ids, day), _talks(ids)
    working = set(
        Role.objects.in_force(day)
        .filter(employee__in=mentors.values(), name__in=GROUP_ROLES)
        .values_list("employee", "group")
    )
    return [_followed(one, mentors.get(one.child_id), working, talks, day) for one in placed]


def _followed(placement, mentor, working, talks, day) -> Followed:
    child, group = placement.child, placement.group
    mine = talks.get(child.pk, [])
    dues = []
    if group.location.care_type != NO_TALKS:
        begun = max(child.born_on, child.started_on or placement.started_on)
        dues = talks_due(child.born_on, begun)
    shared = [timezone.localtime(one.shared_at).date() for one in mine if one.shared_at]
    return Followed(
        child, group, mentor, bool(mentor) and (mentor.pk, group.pk) in working,
        asked_now(dues, shared, day), coming(dues, day),
        next((one for one in mine if not one.shared_at), None),
    )  # fmt: skip


def _mentors(ids, day) -> dict:
    roles = Role.objects.in_force(day).filter(
        child__in=ids, name=Role.Name.MENTOR, employee__in=Employee.objects.working_on(day)
    )
    return {
        one.child_id: one.employee
        for one in roles.select_related("employee").order_by("started_on")
    }


def _talks(ids) -> dict:
    found = {}
    for talk in Talk.objects.standing().filter(child__in=ids).order_by("drafted_at"):
        found.setdefault(talk.child_id, []).append(talk)
    return found


def asks(one: Followed) -> bool:
    """Whether something is to be done: a mentor who works here, or a talk that is due."""
    return not one.works_here or one.due is not None
