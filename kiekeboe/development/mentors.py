"""The mentor of a child: one at a time, somebody who works in its group (H3).

The law asks a mentor for every child, a colleague who works with it. When the child moves to
another group the mentor goes with it or changes; the office is told until it did.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models.functions import Coalesce
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
    working = _working(mentors.values(), day)
    return [_followed(one, mentors.get(one.child_id), working, talks, day) for one in placed]


def _followed(placement, mentor, working, talks, day) -> Followed:
    child, group = placement.child, placement.group
    mine = talks.get(child.pk, [])
    dues = _dues(group.location.care_type, child.born_on, child.started_on or placement.started_on)
    return Followed(
        child, group, mentor, bool(mentor) and (mentor.pk, group.pk) in working,
        asked_now(dues, _days(one.shared_at for one in mine), day), coming(dues, day),
        next((one for one in mine if not one.shared_at), None),
    )  # fmt: skip


def how_many_ask(children, day: date) -> int:
    """For how many of these children something is to be done, see `asks`. Four queries, and no
    more of a row than it takes: the desk asks this of every child at once."""
    placed = Placement.objects.in_force(day).filter(child__in=children)
    mentors = dict(_roles(children, day).values_list("child", "employee"))
    working = _working(mentors.values(), day)
    shared: dict = {}
    for child, at in (
        Talk.objects.shared().filter(child__in=children).values_list("child", "shared_at")
    ):
        shared.setdefault(child, []).append(at)
    return sum(
        (mentors.get(child), group) not in working
        or asked_now(_dues(kind, born_on, first), _days(shared.get(child, ())), day) is not None
        for child, group, kind, born_on, first in placed.values_list(
            "child", "group", "group__location__care_type", "child__born_on",
            Coalesce("child__started_on", "started_on"),
        )
    )  # fmt: skip


def _dues(care_type: str, born_on: date, started_on: date) -> list[Due]:
    return [] if care_type == NO_TALKS else talks_due(born_on, max(born_on, started_on))


def _days(moments) -> list[date]:
    return [timezone.localtime(one).date() for one in moments if one]


def _working(employees, day) -> set:
    """{(employee, group)} of those of these who work in a group."""
    roles = Role.objects.in_force(day).filter(employee__in=employees, name__in=GROUP_ROLES)
    return set(roles.values_list("employee", "group"))


def _roles(children, day):
    """The roles of mentors, the newest last."""
    return Role.objects.in_force(day).filter(
        child__in=children, name=Role.Name.MENTOR, employee__in=Employee.objects.working_on(day)
    ).order_by("started_on")  # fmt: skip


def _mentors(ids, day) -> dict:
    return {one.child_id: one.employee for one in _roles(ids, day).select_related("employee")}


def _talks(ids) -> dict:
    found = {}
    for talk in Talk.objects.standing().filter(child__in=ids).order_by("drafted_at"):
        found.setdefault(talk.child_id, []).append(talk)
    return found


def asks(one: Followed) -> bool:
    """Whether something is to be done: a mentor who works here, or a talk that is due."""
    return not one.works_here or one.due is not None
