"""Visits to settle in (wennen): free care before or beside the contract."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.asking import offer_next
from kiekeboe.planning.models import Booking
from kiekeboe.planning.reading import minute, plan_of


class ComesAlready(ValueError):
    """The child is planned in this stretch already."""


@transaction.atomic
def plan_visit(
    id: UUID, child, group, *, day: date, starts_at: time, ends_at: time, by: Actor, at: datetime
) -> Booking:
    """The child comes for free in this stretch. Twice changes nothing. Raises ComesAlready."""
    locked_head(by.organisation)
    known = Booking.objects.filter(pk=id, organisation=by.organisation).first()
    if known:
        return known
    start, end = minute(starts_at), minute(ends_at)
    plan = plan_of(group.location, day, day, today=day, also=[child.pk])
    if any(one.start < end and one.end > start for one in plan.slices(child.pk, day)):
        raise ComesAlready
    visit, _ = create_once(
        Booking.objects, id, by.organisation, child=child, group=group, kind=Booking.Kind.BONUS,
        day=day, starts_at=starts_at, ends_at=ends_at, made_at=at,
    )  # fmt: skip
    record("visit_planned", visit, by=by, at=at, children=[child.pk], group=group.pk)
    return visit


@transaction.atomic
def cancel_visit(visit: Booking, *, by: Actor, at: datetime) -> None:
    """The child does not come; who waits for the place hears of it. Twice changes nothing."""
    locked_head(by.organisation)
    stored = Booking.objects.select_related("group__location").get(pk=visit.pk)
    if stored.cancelled_at or stored.kind != Booking.Kind.BONUS:
        return
    stored.cancelled_at = at
    stored.save(update_fields=["cancelled_at"])
    record("visit_cancelled", stored, by=by, at=at, children=[stored.child_id],
           group=stored.group_id)  # fmt: skip
    offer_next(stored.group, stored.day, by=by, at=at)
