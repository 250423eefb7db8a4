"""Clocking in and out (H2): who really is in a group; the ratio of this moment reads it (B11)."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import Stint

AFTER = timedelta(hours=1)  # after closing time nobody is clocked in for long
OPEN = {"ended_at": None, "withdrawn_at": None}


class ClockedInSince(Exception):
    """The colleague clocked in again since: `stint` goes on."""

    def __init__(self, stint: Stint):
        super().__init__(str(stint.pk))
        self.stint = stint


@transaction.atomic
def clock_in(id: UUID, employee, group, *, by: Actor, at: datetime) -> Stint:
    """A colleague is in this group from `at`. Who is in it already stays so.

    Coming from another group ends the stint there. What is told late lies before what goes on.
    """
    locked_head(by.organisation)
    known = Stint.objects.filter(pk=id, organisation=by.organisation).first()
    if known:
        return known
    going = Stint.objects.filter(employee=employee, **OPEN).first()
    ended = None
    if going and going.started_at <= at:
        if going.group_id == group.pk:
            return going
        _end(going, at, by=by, at=at)
    elif going and going.group_id == group.pk:
        going.started_at = at
        going.save(update_fields=["started_at"])
        _tell("clocked_in", going, by=by, at=at)
        return going
    elif going:
        ended = going.started_at
    stint, _new = create_once(
        Stint.objects, id, by.organisation, employee=employee, group=group, started_at=at,
        ended_at=ended,
    )  # fmt: skip
    _tell("clocked_in", stint, by=by, at=at)
    return stint


@transaction.atomic
def clock_out(stint: Stint, *, ended_at: datetime, by: Actor, at: datetime) -> Stint:
    """A colleague left the group. Said again, the first moment stays; but what a person says goes
    before the moment at which the house closed it."""
    locked_head(by.organisation)
    stint.refresh_from_db()
    if stint.withdrawn_at is None and (stint.ended_at is None or stint.closed_by_house):
        _end(stint, ended_at, by=by, at=at)
    return stint


@transaction.atomic
def undo_clock_in(stint: Stint, *, by: Actor, at: datetime) -> Stint:
    """It was a mistake: the colleague did not come in. Said again, nothing changes."""
    locked_head(by.organisation)
    stint.refresh_from_db()
    if stint.withdrawn_at is None:
        stint.withdrawn_at = at
        stint.save(update_fields=["withdrawn_at"])
        _tell("clocking_in_undone", stint, by=by, at=at)
    return stint


@transaction.atomic
def undo_clock_out(stint: Stint, *, by: Actor, at: datetime) -> Stint:
    """It was a mistake: the colleague is still there. Raises ClockedInSince."""
    locked_head(by.organisation)
    stint.refresh_from_db()
    if stint.ended_at is None or stint.withdrawn_at is not None:
        return stint
    if going := Stint.objects.filter(employee=stint.employee_id, **OPEN).first():
        raise ClockedInSince(going)
    stint.ended_at, stint.closed_by_house = None, False
    stint.save(update_fields=["ended_at", "closed_by_house"])
    _tell("clocking_out_undone", stint, by=by, at=at)
    return stint


def close_forgotten(*, organisation: UUID, by: Actor, at: datetime) -> int:
    """Clock out who is clocked in an hour after closing time, at closing time and marked.

    Returns how many. Run late or twice, it ends the same.
    """
    closed = 0
    rows = Stint.objects.filter(organisation=organisation, **OPEN)
    for stint in rows.select_related("group__location").order_by("started_at"):
        closing = _closing(stint)
        if at >= max(closing, stint.started_at) + AFTER:
            closed += _close(stint, max(closing, stint.started_at), by=by, at=at)
    return closed


@transaction.atomic
def _close(stint, until, *, by, at) -> bool:
    locked_head(by.organisation)
    stint.refresh_from_db()
    if stint.ended_at is not None or stint.withdrawn_at is not None:
        return False
    _end(stint, until, by=by, at=at, by_house=True)
    return True


def _closing(stint) -> datetime:
    """When the location of a stint closed on the day on which it began."""
    place = stint.group.location
    day = stint.started_at.astimezone(place.zone).date()
    return datetime.combine(day, place.closes_at or time(23, 59), place.zone)


def _end(stint, until, *, by, at, by_house=False) -> None:
    stint.ended_at = max(until, stint.started_at)
    stint.closed_by_house = by_house
    stint.save(update_fields=["ended_at", "closed_by_house"])
    _tell("clocked_out", stint, by=by, at=at)


def _tell(verb: str, stint: Stint, *, by, at) -> None:
    record(verb, stint, by=by, at=at, group=stint.group_id, employee=str(stint.employee_id))
