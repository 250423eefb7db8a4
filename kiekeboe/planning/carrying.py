"""Carrying out what was granted, and undoing it, inside the transaction of a verb."""

from datetime import date, datetime

from kiekeboe.events.actors import Actor
from kiekeboe.planning import earning
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.models import Absence, Booking, Credit, Request
from kiekeboe.planning.reading import is_whole, minute
from kiekeboe.planning.request_policy import Mode
from kiekeboe.planning.requests_of import rules_on
from kiekeboe.planning.slices import lasting


def carry_out(request: Request, *, by: Actor, at: datetime) -> set[tuple]:
    """Write what was granted. Answers which (group, day) got a place free by it."""
    if request.ask == Request.Ask.LEAVE:
        return _leave(request, by, at)
    booking, _ = Booking.objects.update_or_create(
        id=request.pk,  # there already, cancelled, when a yes was taken back and said again
        defaults={
            "organisation_id": request.organisation_id,
            "child_id": request.child_id,
            "group_id": request.group_id,
            "kind": request.ask,
            "day": request.day,
            "starts_at": request.starts_at,
            "ends_at": request.ends_at,
            "old_day": request.old_day,
            "old_starts_at": request.old_starts_at,
            "old_ends_at": request.old_ends_at,
            "made_at": at,
            "cancelled_at": None,
        },
    )
    if request.ask == Request.Ask.CREDIT:
        _spend(request, at)
    if request.ask == Request.Ask.SWAP:
        _give_up(request)
    if booking.old_day is None or booking.old_day < at.date():
        return set()
    return {(request.group, booking.old_day)}


def used_since(request: Request) -> bool:
    """Whether what this yes gave was used again: its day was swapped for another, the day that it
    gave up was filled, or what came on the balance was spent. Taking it back would then make hours
    out of nothing, or lose some."""
    if request.ask == Request.Ask.LEAVE:
        return _spent_since(request)
    others = Booking.objects.standing().filter(child=request.child_id).exclude(pk=request.pk)
    if Booking.objects.standing().filter(pk=request.pk).exclude(given_up_to=None).exists():
        return True
    if request.old_day is None:
        return False
    return others.filter(
        day=request.old_day,
        given_up_to=None,
        starts_at__lt=request.old_ends_at,
        ends_at__gt=request.old_starts_at,
    ).exists()


def _spent_since(request: Request) -> bool:
    child, location = request.child, request.group.location
    if not Credit.objects.filter(source=request.pk, undone_at=None).exists():
        return False
    now, then = (balance_of(child, location, date.max, without=one) for one in (None, request.pk))
    return then.short > now.short


def _give_up(request: Request) -> None:
    """A day that was itself an extra or swapped one goes as a whole, to this swap."""
    Booking.objects.standing().filter(
        child=request.child_id, day=request.old_day, given_up_to=None,
        starts_at__gte=request.old_starts_at, ends_at__lte=request.old_ends_at,
    ).exclude(pk=request.pk).update(given_up_to=request.pk)  # fmt: skip


def undo(request: Request, *, at: datetime) -> None:
    """Take back what was granted; the rows stay, marked."""
    Booking.objects.filter(given_up_to=request.pk).update(given_up_to=None)
    Booking.objects.standing().filter(pk=request.pk).update(cancelled_at=at)
    Absence.objects.filter(pk=request.pk, withdrawn_at=None).update(withdrawn_at=at)
    Credit.objects.filter(source=request.pk, undone_at=None).update(undone_at=at)


def _leave(request: Request, by: Actor, at: datetime) -> set[tuple]:
    """One absence over the whole stretch; closed days in it are closed anyway. It has the id of
    the request, so that it is never there twice."""
    location = request.group.location
    earning.earn(request, at=at)
    part = request.day == request.last_day and (
        request.starts_at > location.opens_at or request.ends_at < location.closes_at
    )
    Absence.objects.update_or_create(
        id=request.pk,
        defaults={
            "organisation_id": request.organisation_id,
            "child_id": request.child_id,
            "kind": Absence.Kind.LEAVE,
            "first_day": request.day,
            "last_day": request.last_day,
            "starts_at": request.starts_at if part else None,
            "ends_at": request.ends_at if part else None,
            "reported_by_kind": by.kind,
            "reported_by": by.person,
            "reported_at": at,
            "withdrawn_at": None,
        },
    )
    return {(request.group, day) for day in _waited_for(request)}


def _waited_for(request: Request) -> list[date]:
    """Days of a leave on which another family waits for a place in the group."""
    waiting = Request.objects.filter(
        group=request.group_id,
        state=Request.State.WAITING,
        day__gte=request.day,
        day__lte=request.last_day,
    )
    return list(waiting.order_by("day").values_list("day", flat=True).distinct())


def _spend(request: Request, at: datetime) -> None:
    rules = rules_on(request.group.location, request.day)
    start, end = minute(request.starts_at), minute(request.ends_at)
    hours = rules.mode == Mode.HOURS
    location = request.group.location
    whole = is_whole(location, request.starts_at, request.ends_at)
    cost = lasting(request.day, start, end, location.zone) if hours else 1 + whole
    Credit.objects.create(
        organisation_id=request.organisation_id,
        child_id=request.child_id,
        location=location,
        unit=Credit.Unit.MINUTES if hours else Credit.Unit.POINTS,
        amount=-cost,
        day=request.day,
        because="booking",
        source=request.pk,
        written_at=at,
    )
