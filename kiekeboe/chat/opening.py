"""Opening a conversation, and the hours in which somebody reads it."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kiekeboe.chat.models import ChatPolicy, OutOfOffice, Thread
from kiekeboe.chat.policy import House
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head
from kiekeboe.organisation.models import Location
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
    policies = ChatPolicy.objects.of(location.pk)
    closed = ClosedDay.objects.filter(location=location.pk).values_list("day", flat=True)
    return House(
        zone=location.zone,
        opens_at=location.opens_at,
        closes_at=location.closes_at,
        policies=tuple(one.plain() for one in policies),
        closed=frozenset(closed),
    )


def away_on(employees, day) -> dict[UUID, OutOfOffice]:
    """Who of these colleagues is away on `day`, with what they left behind. One query."""
    rows = OutOfOffice.objects.filter(
        employee__in=employees, first_day__lte=day, last_day__gte=day, withdrawn_at=None
    )
    found = rows.select_related("employee", "instead").order_by("written_at")
    return {one.employee_id: one for one in found}
