"""Opening a conversation, and the hours in which somebody reads it."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kiekeboe.chat.models import ChatPolicy, OutOfOffice, Thread
from kiekeboe.chat.policy import DEFAULT, House, Policy, holding
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.models import ClosedDay

ANYWHERE = (time(8), time(18))


@transaction.atomic
def with_group(child, household: UUID, *, by: Actor, at: datetime) -> Thread:
    """The conversation about a child between a household and its group; opened when there is none.

    Opening tells nobody anything, so it is no event. Who may is asked by the verbs that speak.
    """
    return _open(by, at, kind=Thread.Kind.GROUP, household_id=household, child_id=child.pk)


@transaction.atomic
def with_office(household: UUID, *, by: Actor, at: datetime) -> Thread:
    """The conversation of a household with the office."""
    return _open(by, at, kind=Thread.Kind.OFFICE, household_id=household, child_id=None)


def homes_of(child, day) -> dict[UUID, str]:
    """The households in which somebody talks about a child on `day`: {household: first names}."""
    relations = Guardianship.objects.in_force(day).parental().filter(child=child)
    rows = relations.filter(receives_updates=True).values_list(
        "guardian__household", "guardian__first_name"
    )
    found: dict[UUID, str] = {}
    for home, name in rows.order_by("guardian__first_name"):
        found[home] = f"{found[home]}, {name}" if home in found else name
    return found


def _open(by, at, **key) -> Thread:
    known = Thread.objects.filter(organisation=by.organisation, **key)
    if found := known.first():
        return found
    locked_head(by.organisation)
    return known.first() or Thread.objects.create(
        organisation_id=by.organisation, opened_at=at, **key
    )


def house_of(location: Location | None) -> House:
    """The hours and the policies of a location as a value. Two queries."""
    if location is None:
        return House(timezone.get_default_timezone(), *ANYWHERE)
    closed = ClosedDay.objects.filter(location=location.pk).values_list("day", flat=True)
    return House(
        zone=location.zone,
        opens_at=location.opens_at,
        closes_at=location.closes_at,
        policies=policies_of(location),
        closed=frozenset(closed),
    )


def policies_of(location: Location) -> tuple[Policy, ...]:
    """What a location ever agreed about chat, oldest first. One query."""
    return tuple(one.plain() for one in ChatPolicy.objects.of(location.pk))


def policy_at(location: Location | None, moment: datetime) -> Policy:
    """What holds at a location at a moment. One query."""
    if location is None:
        return DEFAULT
    return holding(policies_of(location), moment.astimezone(location.zone).date())


def away_on(employees, day) -> dict[UUID, OutOfOffice]:
    """Who of these colleagues is away on `day`, with what they left behind. One query."""
    rows = OutOfOffice.objects.filter(
        employee__in=employees, first_day__lte=day, last_day__gte=day, withdrawn_at=None
    )
    found = rows.select_related("employee", "instead").order_by("written_at")
    return {one.employee_id: one for one in found}
