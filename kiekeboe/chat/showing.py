"""A conversation as one reader sees it: who said what, how far it came, what may still be done.

For every surface alike; the surfaces only draw it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiekeboe.chat import states
from kiekeboe.chat.models import Attachment, Message, Thread
from kiekeboe.chat.receiving import receipts_of
from kiekeboe.chat.states import State
from kiekeboe.chat.writing import EDITABLE, photos_shown
from kiekeboe.people.models import Employee, Guardian


@dataclass(frozen=True)
class Reader:
    """Who read a message, by first name, and when for the first time."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Bubble:
    """One message. `own`: said by this reader; `ours`: said by the side of this reader."""

    id: UUID
    sequence: int
    changed: int
    own: bool
    ours: bool
    writer: str
    letters: str
    portrait: str
    text: str
    photo: UUID | None
    attachments: tuple[Attachment, ...]
    at: datetime
    edited: bool
    deleted: bool
    urgent: bool
    state: State
    readers: tuple[Reader, ...]
    can_edit: bool
    can_delete: bool


def bubbles(
    thread: Thread, messages: list[Message], *, person: UUID, side: str, day, now: datetime,
    is_manager: bool = False,
) -> list[Bubble]:  # fmt: skip
    """These messages as `person`, on `side` ("family" or "staff"), sees them at `now`. Photos that
    may not be seen on `day` are left out, also when they were shown before. Four queries."""
    steps = list(receipts_of(thread))
    names = _names({one.person for one in steps if one.kind == "read"})
    photos = {one.photo_id for one in messages if one.photo_id}
    shown = photos_shown(thread, photos, day) if photos else set()
    reached = {family: states.states(steps, family) for family in (True, False)}
    by_side = {True: "staff", False: "family"}
    return [
        _bubble(
            one,
            person=person,
            ours=one.by_family == (side == "family"),
            photo=one.photo_id if one.photo_id in shown else None,
            state=states.state(one.changed, *reached[one.by_family]),
            readers=_readers([s for s in steps if s.side == by_side[one.by_family]], one, names),
            now=now,
            is_manager=is_manager,
        )
        for one in messages
    ]


def _bubble(one: Message, *, person, ours, photo, state, readers, now, is_manager) -> Bubble:
    writer, own = one.writer, one.writer_id == person
    standing = one.deleted_at is None
    return Bubble(
        id=one.pk,
        sequence=one.sequence,
        changed=one.changed,
        own=own,
        ours=ours,
        writer=writer.first_name,
        letters=writer.letters,
        portrait=getattr(writer, "portrait", ""),
        text=one.text,
        photo=photo,
        attachments=tuple(one.attachments.all()) if one.enclosed and standing else (),
        at=one.sent_at,
        edited=one.edited_at is not None and standing,
        deleted=not standing,
        urgent=one.urgent,
        state=state,
        readers=readers,
        can_edit=own and standing and now - one.heard_at <= EDITABLE,
        can_delete=standing and (own or (is_manager and not one.by_family)),
    )


def _readers(steps, one: Message, names) -> tuple[Reader, ...]:
    found = states.readers(steps, one.changed)
    return tuple(Reader(names[who], at) for who, at in found.items() if who in names)


def _names(people: set[UUID]) -> dict[UUID, str]:
    if not people:
        return {}
    found = dict(Employee.objects.filter(pk__in=people).values_list("pk", "first_name"))
    return found | dict(Guardian.objects.filter(pk__in=people).values_list("pk", "first_name"))
