"""A child moves to another group of its location, with its contract days and what is booked."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head
from kiekeboe.planning.models import Booking, ContractDay, Placement


@transaction.atomic
def move(child, group, *, day: date, by: Actor, at: datetime) -> Placement:
    """From this day the child belongs to `group`; days in the group before go with it.

    Hours, weeks and days of school stay as they were agreed. Days in a third group, such as an
    extra day elsewhere, stay there. Moving again changes nothing.
    """
    locked_head(by.organisation)
    before = child.placements.in_force(day).values_list("group", flat=True).first()
    placement = Placement.objects.place(child=child, group=group, started_on=day, by=by, at=at)
    if before is None or before == group.pk:
        return placement
    lasting = Q(last_day=None) | Q(last_day__gte=day)
    for row in ContractDay.objects.filter(lasting, child=child, group=before):
        _go_on(row, group, day)
    Booking.objects.standing().filter(child=child, group=before, day__gte=day).update(group=group)
    return placement


def _go_on(row: ContractDay, group, day: date) -> None:
    """The same contract day in another group from a day on."""
    if row.first_day >= day:
        row.group = group
        row.save(update_fields=["group"])
        return
    fields = ("weekday", "starts_at", "ends_at", "every_weeks", "day_types", "last_day")
    kept = {name: getattr(row, name) for name in fields}
    row.stop_before(day)
    first = _in_step(row.first_day, day, row.every_weeks)
    if kept["last_day"] is None or kept["last_day"] >= first:
        ContractDay.objects.create(
            organisation_id=row.organisation_id, child_id=row.child_id, group=group,
            first_day=first, **kept,
        )  # fmt: skip


def _in_step(first: date, day: date, every: int) -> date:
    """The first day from `day` on in a week in which the pattern falls, counted from `first`."""
    monday = day - timedelta(days=day.weekday())
    weeks = (monday - (first - timedelta(days=first.weekday()))).days // 7
    late = -weeks % every
    return day if not late else monday + timedelta(weeks=late)
