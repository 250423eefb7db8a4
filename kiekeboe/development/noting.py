"""Observations are written, of one child or of several at once, shared, and taken back (L1)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from kiekeboe.care.models import Entry
from kiekeboe.development.models import Observation, Practice
from kiekeboe.development.models.observations import LONGEST, Area
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7
from kiekeboe.photos.models import Photo

STEPS = range(1, 6)


class NothingSaid(Exception):
    """No words, or no area."""


class NotThatDay(Exception):
    """A day that is still to come, or before the child was born."""


class NotOfThisChild(Exception):
    """The moment it was written from is not one of every child it is about."""


class WaitsForManager(Exception):
    """In this organisation a manager shares what caregivers write."""


@dataclass(frozen=True)
class Seen:
    """What was seen, under the id that the page chose. At most one of `entry` and `photo`."""

    id: UUID
    area: str
    text: str
    seen_on: date
    entry: UUID | None = None
    photo: UUID | None = None
    wellbeing: int | None = None
    involvement: int | None = None


@transaction.atomic
def note(seen: Seen, children, *, by: Actor, at: datetime) -> list[Observation]:
    """Write one observation for each of these children, who are in reach of `by`.

    The same id again changes nothing. Raises NothingSaid, NotThatDay or NotOfThisChild; then
    nothing is written for anybody.
    """
    locked_head(by.organisation)
    known = Observation.objects.filter(organisation=by.organisation, batch=seen.id)
    if found := list(known.order_by("pk")):
        return found
    text = seen.text.replace("\0", "").strip()[:LONGEST]
    if not text or seen.area not in Area.values or not children:
        raise NothingSaid
    today = timezone.localtime(at).date()
    for child in children:
        if not child.born_on <= seen.seen_on <= today:
            raise NotThatDay
        _need_source(seen, child, timezone.localdate(at))
    return [_noted(seen, text, child, by, at) for child in children]


@transaction.atomic
def rewrite(
    observation: Observation, *, area: str, text: str, wellbeing=None, involvement=None, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """Other words for what parents do not read yet; once shared, nothing changes any more."""
    locked_head(by.organisation)
    text = text.replace("\0", "").strip()[:LONGEST]
    if not text or area not in Area.values:
        raise NothingSaid
    facts = {"area": area, "text": text, "wellbeing": _step(wellbeing),
             "involvement": _step(involvement)}  # fmt: skip
    mine = Observation.objects.standing().filter(pk=observation.pk, shared_at=None)
    if mine.exclude(**facts).update(**facts):
        _tell("observation_changed", observation, by, at)
    observation.refresh_from_db()


@transaction.atomic
def share(observation: Observation, *, by: Actor, at: datetime) -> None:
    """Let the parents of the child read it. Twice changes nothing. Raises WaitsForManager."""
    if by.kind == Kind.CAREGIVER and practice_of(by.organisation).manager_shares:
        raise WaitsForManager
    hidden = Observation.objects.standing().filter(pk=observation.pk, shared_at=None)
    if hidden.update(shared_at=at, shared_by=by.person):
        _tell("observation_shared", observation, by, at)
    observation.refresh_from_db()


@transaction.atomic
def withdraw(observation: Observation, *, by: Actor, at: datetime) -> None:
    """Nobody reads it any more, parents neither. Twice changes nothing."""
    standing = Observation.objects.standing().filter(pk=observation.pk)
    if standing.update(withdrawn_at=at, withdrawn_by=by.person):
        _tell("observation_withdrawn", observation, by, at)
    observation.refresh_from_db()


def practice_of(organisation: UUID) -> Practice:
    """How this organisation follows development; the careful way when it never chose."""
    found = Practice.objects.filter(organisation=organisation).first()
    return found or Practice(organisation_id=organisation)


@transaction.atomic
def choose(*, keeps_growth: bool, manager_shares: bool, by: Actor, at: datetime) -> Practice:
    """Another way to follow development. The same again changes nothing."""
    locked_head(by.organisation)
    row = practice_of(by.organisation)
    told = (keeps_growth, manager_shares)
    if told != (row.keeps_growth, row.manager_shares):
        row.keeps_growth, row.manager_shares = told
        row.save()
        record("development_chosen", row, by=by, at=at, growth=keeps_growth,
               manager=manager_shares)  # fmt: skip
    return row


def _need_source(seen: Seen, child, day: date) -> None:
    entries = Entry.objects.standing().filter(child=child, pk=seen.entry)
    allowed = Photo.objects.standing().still_allowed(day)
    photos = allowed.filter(appearances__child=child, pk=seen.photo)
    wrong = seen.entry and seen.photo
    wrong = wrong or (seen.entry and not entries.exists())
    if wrong or (seen.photo and not photos.exists()):
        raise NotOfThisChild


def _noted(seen: Seen, text, child, by, at) -> Observation:
    id = uuid5(seen.id, str(child.pk))
    row = Observation.objects.create(
        id=uuid7() if Observation.objects.filter(pk=id).exists() else id,
        organisation_id=by.organisation, child=child, batch=seen.id, area=seen.area, text=text,
        seen_on=seen.seen_on, months=child.months_on(seen.seen_on), entry_id=seen.entry,
        photo_id=seen.photo, wellbeing=_step(seen.wellbeing), involvement=_step(seen.involvement),
        author_id=by.person, noted_at=at,
    )  # fmt: skip
    _tell("observation_noted", row, by, at)
    return row


def _step(number: int | None) -> int | None:
    return number if number in STEPS else None


def _tell(verb: str, observation: Observation, by, at) -> None:
    record(verb, observation, by=by, at=at, children=[observation.child_id],
           area=observation.area)  # fmt: skip
