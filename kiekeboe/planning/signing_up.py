"""Families that come (E11): signing up with so many, and talks that exactly one family gets."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.models import Occasion, SignUp, TalkSlot
from kiekeboe.planning.occasions import day_of
from kiekeboe.planning.organising import children_of, people

MOST_PEOPLE = 8  # of one family
REMINDED_FROM = time(9)
JUST_NOW = timedelta(hours=12)


class Closed(Exception):
    """One cannot sign up (any more): not published, called off, or too late."""


class Full(Exception):
    """There are fewer places than people; `left` says how many there are."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


class Taken(Exception):
    """Another family has this talk."""


class BookedByTheOther(Exception):
    """A guardian in another household has a talk about this child already."""


def is_open(occasion: Occasion, at: datetime) -> bool:
    """Whether families can sign up at this moment."""
    until = occasion.sign_up_until or occasion.starts_at
    standing = occasion.published_at is not None and occasion.cancelled_at is None
    return standing and at < min(until, occasion.starts_at)


def places_left(occasion: Occasion) -> int | None:
    """Places that are free; None when there is no maximum."""
    return None if occasion.places is None else max(0, occasion.places - people(occasion))


@transaction.atomic
def sign_up(
    id: UUID, occasion: Occasion, guardian, *, many: int = 1, by: Actor, at: datetime
) -> SignUp:
    """A guardian comes, with `many` people in all. Saying it again changes how many.

    Raises Closed, and Full when there are fewer places. Nobody loses a place by asking for more.
    """
    stored = _opened(occasion, by, at)
    if stored.kind == Occasion.Kind.TALKS:
        raise Closed
    mine = SignUp.objects.filter(occasion=stored, guardian=guardian, slot=None, cancelled_at=None)
    known = mine.first()
    if known and known.people == many:
        return known
    left = places_left(stored)
    if left is not None and many > left + (known.people if known else 0):
        raise Full(left)
    if known:
        known.people = many
        known.save(update_fields=["people"])
        _tell("sign_up_changed", known, by=by, at=at)
        return known
    coming, new = create_once(
        SignUp.objects, _unused(id), by.organisation, occasion=stored, guardian=guardian,
        people=many, signed_at=at,
    )  # fmt: skip
    if new:
        _tell("signed_up", coming, by=by, at=at)
    return coming


def _unused(id: UUID) -> UUID:
    """This id, or a fresh one where it was used: a form that is sent again after it was taken back
    asks again. Who is on the list already was answered before."""
    return uuid7() if SignUp.objects.filter(pk=id).exists() else id


@transaction.atomic
def book_talk(id: UUID, slot: TalkSlot, child, guardian, *, by: Actor, at: datetime) -> SignUp:
    """A family takes a talk about a child; exactly one gets it. Another time gives up the old one.

    Raises Closed, Taken, or BookedByTheOther: what another household booked is not moved.
    """
    _opened(slot.occasion, by, at)
    if at >= slot.starts_at:
        raise Closed
    holder = SignUp.objects.filter(slot=slot, cancelled_at=None).first()
    if holder and holder.child_id == child.pk and holder.guardian_id == guardian.pk:
        return holder
    if holder and holder.child_id != child.pk:
        raise Taken
    old = (
        SignUp.objects.filter(
            occasion=slot.occasion_id, child=child, slot__isnull=False, cancelled_at=None
        )
        .select_related("guardian")
        .first()
    )
    if old and old.guardian.household_id != guardian.household_id:
        raise BookedByTheOther
    if old and old.slot_id == slot.pk:
        return old
    if old:
        SignUp.objects.filter(pk=old.pk).update(cancelled_at=at)
    talk, new = create_once(
        SignUp.objects, _unused(id), by.organisation, occasion=slot.occasion, slot=slot,
        child=child, guardian=guardian, signed_at=at,
    )  # fmt: skip
    if new:
        _tell("talk_moved" if old else "talk_booked", talk, by=by, at=at)
    return talk


@transaction.atomic
def withdraw(coming: SignUp, *, by: Actor, at: datetime) -> SignUp:
    """The family does not come after all. Twice changes nothing. Raises Closed once it began."""
    locked_head(by.organisation)
    stored = SignUp.objects.select_related("occasion", "slot").get(pk=coming.pk)
    if stored.cancelled_at:
        return stored
    if at >= stored.begins:
        raise Closed
    stored.cancelled_at = at
    stored.save(update_fields=["cancelled_at"])
    _tell("sign_up_withdrawn", stored, by=by, at=at)
    return stored


@transaction.atomic
def remind(*, organisation: UUID, by: Actor, at: datetime) -> int:
    """Tell who comes tomorrow, or still today when the clock was away. Once each; how many.

    Not before nine in the morning where it is, and not who signed up just now.
    """
    locked_head(organisation)
    coming = SignUp.objects.filter(
        organisation=organisation, cancelled_at=None, reminded_at=None,
        signed_at__lt=at - JUST_NOW, occasion__cancelled_at=None,
        occasion__published_at__isnull=False, occasion__ends_at__gt=at,
    ).select_related("occasion__location", "slot")  # fmt: skip
    due = [one for one in coming.order_by("signed_at", "id") if _is_near(one, at)]
    for one in due:
        one.reminded_at = at
        one.save(update_fields=["reminded_at"])
        _tell("sign_up_reminded", one, by=by, at=at)
    return len(due)


def _is_near(coming: SignUp, at: datetime) -> bool:
    here = at.astimezone(coming.occasion.location.zone)
    days = (coming.begins.astimezone(here.tzinfo).date() - here.date()).days
    return at < coming.begins and days <= 1 and here.time() >= REMINDED_FROM


def _opened(occasion: Occasion, by: Actor, at: datetime) -> Occasion:
    """The occasion as it stands in our turn to write, when one can sign up for it."""
    locked_head(by.organisation)
    stored = Occasion.objects.select_related("location").get(
        pk=occasion.pk, organisation=by.organisation
    )
    if not is_open(stored, at):
        raise Closed
    return stored


def _tell(verb: str, coming: SignUp, *, by: Actor, at: datetime) -> None:
    """The event is about the occasion, and names the guardian: news leads to its page."""
    about = [coming.child_id] if coming.child_id else _children_of(coming)
    record(verb, coming.occasion, by=by, at=at, children=about, group=coming.occasion.group_id,
           guardian=str(coming.guardian_id), sign_up=str(coming.pk))  # fmt: skip


def _children_of(coming: SignUp) -> list[UUID]:
    mine = Guardianship.objects.in_force(day_of(coming.occasion)).parental()
    mine = mine.filter(guardian=coming.guardian_id, child__in=children_of(coming.occasion))
    return list(mine.values_list("child", flat=True))
