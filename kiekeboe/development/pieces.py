"""Weekly pieces are kept as drafts, sent, read by a manager where that is asked, and published.

One text may be for several children; each reads its own name where {name} or {naam} stands (B9).
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kiekeboe.care.models import Visit
from kiekeboe.development.models import Piece, PiecePhoto, PieceRule
from kiekeboe.development.models.pieces import LONGEST, NAME
from kiekeboe.development.noting import NothingSaid
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.recording import locked_head, record
from kiekeboe.photos.models import Photo

DRAFT, WAITING, PUBLISHED = Piece.Status.values
WEEK = timedelta(days=7)
MOST_PHOTOS = 12
NAMED = re.compile(r"\{\s*(?:name|naam)\s*\}", re.IGNORECASE)


class AlreadyWritten(Exception):
    """A child has a piece of that week in another text, or this text was sent. The draft of a
    colleague is none: who is ill on Friday keeps nobody from writing."""


class NotTheirs(Exception):
    """A colleague writes this piece."""


@dataclass(frozen=True)
class Told:
    """What is kept, under the id that the page chose. `monday` begins the week; a draft that
    somebody goes on with stays of its own week."""

    id: UUID
    monday: date
    text: str
    photos: tuple[UUID, ...] = ()


def monday_of(day: date) -> date:
    """The first day of the ISO week in which a day falls."""
    return day - timedelta(days=day.weekday())


@transaction.atomic
def keep(told: Told, children, *, by: Actor, at: datetime) -> list[Piece]:
    """Keep a draft for these children, who are in reach of `by`; who is left out loses it.

    Only the author goes on with it. The same again changes nothing. Raises NothingSaid, NotTheirs
    or AlreadyWritten; then nothing is kept.
    """
    locked_head(by.organisation)
    if Piece.objects.filter(batch=told.id).exclude(author=by.person).exists():
        raise NotTheirs
    text = NAMED.sub(NAME, told.text.replace("\0", "").strip())[:LONGEST]
    if not text or not children:
        raise NothingSaid
    batch = Piece.objects.filter(organisation=by.organisation, batch=told.id)
    mine = batch.standing()
    if begun := batch.first():
        told = replace(told, monday=begun.monday)
    if batch.exclude(status=DRAFT).exists() or _others(told, children, by).exists():
        raise AlreadyWritten
    for left in mine.exclude(child__in=children):
        withdraw(left, by=by, at=at)
    return [_kept(told, text, child, by, at) for child in children]


def _others(told: Told, children, by: Actor):
    """What these children have of that week in another text: sent, or begun by the same writer."""
    rows = Piece.objects.standing().filter(child__in=children, monday=told.monday)
    return rows.exclude(batch=told.id).filter(~Q(status=DRAFT) | Q(author=by.person))


@transaction.atomic
def drop(batch: UUID, *, by: Actor, at: datetime) -> None:
    """The author throws a draft away. Twice changes nothing, and so does somebody else."""
    locked_head(by.organisation)
    mine = Piece.objects.filter(organisation=by.organisation, batch=batch, author=by.person)
    for piece in mine.standing().filter(status=DRAFT).order_by("pk"):
        withdraw(piece, by=by, at=at)


@transaction.atomic
def send(batch: UUID, *, by: Actor, at: datetime) -> None:
    """The author is done with a draft: families read it, or the desk first. Twice changes nothing,
    and so does somebody else. A child that got a piece of that week meanwhile keeps that one."""
    locked_head(by.organisation)
    drafts = Piece.objects.standing().filter(
        organisation=by.organisation, batch=batch, status=DRAFT, author=by.person
    )
    for piece in drafts.order_by("pk"):
        sent = Piece.objects.standing().filter(child=piece.child_id, monday=piece.monday)
        if sent.exclude(status=DRAFT).exists():
            continue
        if by.kind == Kind.CAREGIVER and needs_approval(piece.location_id):
            Piece.objects.filter(pk=piece.pk).update(status=WAITING)
            _record("weekly_piece_sent", piece, by, at)
        else:
            publish(piece, by=by, at=at)


@transaction.atomic
def publish(piece: Piece, *, by: Actor, at: datetime) -> None:
    """Let the family of the child read it. Twice changes nothing."""
    unread = Piece.objects.standing().filter(pk=piece.pk).exclude(status=PUBLISHED)
    if unread.update(status=PUBLISHED, published_at=at, published_by=by.person,
                     published_on=at.astimezone(piece.location.zone).date()):  # fmt: skip
        _record("weekly_piece_published", piece, by, at)
    piece.refresh_from_db()


def needs_approval(location: UUID) -> bool:
    """Whether the desk reads a piece of this location first; not where nobody chose."""
    return PieceRule.objects.filter(location=location, needs_approval=True).exists()


@transaction.atomic
def choose(location, *, needs_approval: bool, by: Actor, at: datetime) -> None:
    """Read first at this location, or not. The same again changes nothing."""
    locked_head(by.organisation)
    rule, _ = PieceRule.objects.get_or_create(
        location=location, defaults={"organisation_id": by.organisation}
    )
    if rule.needs_approval != needs_approval:
        rule.needs_approval = needs_approval
        rule.save(update_fields=["needs_approval"])
        record("weekly_piece_rule_chosen", rule, by=by, at=at, approval=needs_approval)


@transaction.atomic
def withdraw(piece: Piece, *, by: Actor, at: datetime) -> None:
    """Nobody reads it any more, parents neither. Twice changes nothing."""
    standing = Piece.objects.standing().filter(pk=piece.pk)
    if standing.update(withdrawn_at=at, withdrawn_by=by.person):
        _record("weekly_piece_withdrawn", piece, by, at)
    piece.refresh_from_db()


@transaction.atomic
def take_back(sent, *, by: Actor, at: datetime) -> list[Piece]:
    """Families do not read these any more, and each stands as a draft of its writer again.

    `sent` are pieces in reach of `by`; drafts among them stay as they are. Together they are one
    text again, under an id of its own. Twice changes nothing.
    """
    locked_head(by.organisation)
    rows = sent.standing().filter(organisation=by.organisation).exclude(status=DRAFT)
    found = list(rows.select_related("child").order_by("pk"))
    return [_draft_again(row, uuid5(found[0].pk, "again"), by, at) for row in found]


def _draft_again(row: Piece, batch: UUID, by: Actor, at: datetime) -> Piece:
    withdraw(row, by=by, at=at)
    draft = Piece.objects.create(
        organisation_id=by.organisation, child=row.child, batch=batch,
        monday=row.monday, text=row.text, author_id=row.author_id, written_at=at,
        location_id=row.location_id,
    )  # fmt: skip
    _record("weekly_piece_returned", draft, by, at)
    for beside in row.beside.all():
        PiecePhoto.objects.create(
            organisation_id=by.organisation, piece=draft, photo_id=beside.photo_id
        )
    return draft


def without_piece(children, monday: date, zone: ZoneInfo):
    """Children who were there in the week of this Monday and of whom nothing is written yet; a
    draft is not, for nobody reads it.

    Days are those of the nursery: midnight in its own zone.
    """
    start, end = (
        datetime(day.year, day.month, day.day, tzinfo=zone) for day in (monday, monday + WEEK)
    )
    there = Visit.objects.filter(arrived_at__gte=start, arrived_at__lt=end).values("child")
    sent = Piece.objects.standing().filter(monday=monday).exclude(status=DRAFT)
    return (
        children.filter(pk__in=there)
        .exclude(pk__in=sent.values("child"))
        .order_by("first_name", "pk")
    )


def _kept(told: Told, text, child, by, at) -> Piece:
    row = Piece.objects.filter(batch=told.id, child=child).first()
    if row is None:
        row = Piece.objects.create(
            organisation_id=by.organisation, child=child, batch=told.id, monday=told.monday,
            text=text, author_id=by.person, written_at=at, location=_place_of(child, at),
        )  # fmt: skip
        _record("weekly_piece_kept", row, by, at)
    elif row.text != text or row.withdrawn_at:
        row.text, row.withdrawn_at, row.withdrawn_by = text, None, None
        row.save(update_fields=["text", "withdrawn_at", "withdrawn_by"])
        _record("weekly_piece_changed", row, by, at)
    _picture(row, told.photos, child, at)
    return row


def _place_of(child, at: datetime):
    """The location of the group of the child; the last one when it has left."""
    placed = child.placements.select_related("group__location").order_by("started_on")
    return (placed.in_force(timezone.localtime(at).date()).last() or placed.last()).group.location


def _picture(row: Piece, chosen, child, at: datetime) -> None:
    """Beside the piece of a child only photos on which it is, and to which nobody says no."""
    allowed = Photo.objects.standing().still_allowed(timezone.localdate(at))
    photos = allowed.filter(
        organisation=row.organisation_id, appearances__child=child, pk__in=chosen[:MOST_PHOTOS]
    )
    row.beside.exclude(photo__in=photos).delete()
    for photo in photos.exclude(pk__in=row.beside.values("photo")):
        PiecePhoto.objects.create(organisation_id=row.organisation_id, piece=row, photo=photo)


def _record(verb: str, piece: Piece, by, at) -> None:
    record(verb, piece, by=by, at=at, children=[piece.child_id], monday=piece.monday.isoformat())
