"""What a family says back to the group: a heart or a few words, to an entry or a photo (D3).

A family sees only what it said itself, and whether somebody else of the family did too; what
another family says to the same photo is never seen. The group sees who said it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from kiekeboe.care.models import Entry, Reaction
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.prepared import Prepared
from kiekeboe.people.models import Guardianship

LONGEST = 500  # characters of a reply
REGRET = timedelta(minutes=5)  # how long a reply can be taken back
MOST = 20  # replies of one person to one thing


class OutOfReach(Exception):
    """This person does not see this now, so for this person it does not exist."""


class TooLate(Exception):
    """A reply stands after five minutes."""


class TooMany(Exception):
    """Who has more to say calls the group."""


@transaction.atomic
def react(
    relation: Guardianship,
    *,
    entry: UUID | None = None,
    photo: UUID | None = None,
    text: str = "",
    id: UUID | None = None,
    day: date,
    by: Actor,
    at: datetime,
) -> Reaction:
    """Say something about one entry or one photo of a child; without words it is a heart.

    A second heart changes nothing, and neither does a reply under an `id` that stands. Raises
    `OutOfReach` unless this relation shows it on `day`, and `TooMany`.
    """
    locked_head(by.organisation)
    if not _is_shown(relation, entry, photo, day):
        raise OutOfReach
    about = {"child_id": relation.child_id, "entry_id": entry, "photo_id": photo}
    mine = Reaction.objects.filter(guardian=relation.guardian_id, **about)
    text = text.strip()[:LONGEST]
    if known := _said_before(mine, text, id):
        return known
    if text and mine.standing().exclude(text="").count() >= MOST:
        raise TooMany
    reaction = Reaction.objects.create(
        id=id if id and not Reaction.objects.filter(pk=id).exists() else uuid7(),
        organisation_id=relation.organisation_id,
        guardian_id=relation.guardian_id,
        text=text,
        at=at,
        **about,
    )
    record("reacted", reaction, by=by, at=at, children=[relation.child_id])
    return reaction


def _said_before(mine, text, id) -> Reaction | None:
    return mine.filter(pk=id).first() if text else mine.standing().filter(text="").first()


def _is_shown(relation, entry, photo, day) -> bool:
    """As it stands in the tables at this moment, for this relation alone."""
    standing = Guardianship.objects.in_force(day).filter(pk=relation.pk, receives_updates=True)
    if not standing.exists():
        return False
    if entry:
        return Entry.objects.shown_to(relation).filter(pk=entry).exists()
    photos = apps.get_model("photos", "Photo").objects  # siblings do not import each other
    return photos.shown_to([relation.pk], day).filter(pk=photo).exists()


@transaction.atomic
def take_back(reaction: Reaction, *, by: Actor, at: datetime) -> None:
    """Take back one's own heart, or a reply within five minutes; it stays marked as taken back.

    Twice changes nothing. Raises `OutOfReach` for somebody else's, and `TooLate`.
    """
    if reaction.guardian_id != by.person:
        raise OutOfReach
    standing = Reaction.objects.standing().filter(pk=reaction.pk)
    if reaction.text and not reaction.withdrawn_at and at - reaction.at > REGRET:
        raise TooLate
    if standing.update(withdrawn_at=at):
        record("reaction_taken_back", reaction, by=by, at=at, children=[reaction.child_id])
    reaction.refresh_from_db()


@transaction.atomic
def see(reaction: Reaction, *, by: Actor, at: datetime) -> None:
    """Somebody in the group read it. The first reader stays."""
    unseen = Reaction.objects.filter(pk=reaction.pk, seen_at=None)
    if unseen.update(seen_at=at, seen_by=by.person):
        record("reaction_seen", reaction, by=by, at=at, children=[reaction.child_id])
    reaction.refresh_from_db()


class Reply(NamedTuple):
    """Something that this person wrote; `text` is empty once it was taken back."""

    id: UUID
    text: str
    at: datetime
    taken_back: bool
    may_take_back: bool


@dataclass
class Said:
    """What one person said to one thing, and whether somebody else of the family did too."""

    heart: bool = False
    others: bool = False
    replies: list[Reply] = field(default_factory=list)


def said_to(relation: Guardianship, things, *, now: datetime) -> dict[UUID, Said]:
    """What was said to these entries and photos, as this person may see it. One query at most."""
    found: dict[UUID, Said] = defaultdict(Said)
    if not things:
        return found
    asked = {"organisation": relation.organisation_id, "child": relation.child_id}
    for id, entry, photo, guardian, text, at, gone in _SAID(**asked, things=tuple(things)):
        said = found[entry or photo]
        if guardian != relation.guardian_id:
            said.others = said.others or gone is None
        elif text:
            words = "" if gone else text
            may = gone is None and now - at <= REGRET
            said.replies.append(Reply(id, words, at, gone is not None, may))
        elif gone is None:
            said.heart = True
    return found


def _said(organisation, child, things):
    return (
        Reaction.objects.filter(
            Q(entry__in=things) | Q(photo__in=things), organisation=organisation, child=child
        )
        .order_by("at", "id")
        .values_list("id", "entry_id", "photo_id", "guardian_id", "text", "at", "withdrawn_at")
    )


_SAID = Prepared(
    _said,
    organisation=models.UUIDField(),
    child=models.UUIDField(),
    things=models.UUIDField(),
)
