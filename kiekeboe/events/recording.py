"""Recording what happened. Every verb ends here, exactly once, in its own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import UUIDField
from django.dispatch import Signal

from kiekeboe.events.actors import Actor
from kiekeboe.events.chain import link
from kiekeboe.events.models import Event, Head, Mention
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.prepared import Prepared
from kiekeboe.lib.writing import insert, update

_HEAD = Prepared(
    lambda organisation: Head.objects.select_for_update().filter(pk=organisation),
    organisation=UUIDField(),
)

# Sent inside the transaction with `events`, a list in order. The only signal of the house.
recorded = Signal()


@dataclass(frozen=True)
class Happening:
    """What a verb tells: ids and a verb, never free text."""

    verb: str
    subject: Any
    at: datetime
    children: Iterable[UUID] = ()
    group: UUID | None = None
    payload: dict = field(default_factory=dict)


def record(verb, subject, *, by: Actor, at: datetime, children=(), group=None, **payload) -> Event:
    """Record one event. `children` are ids; `payload` holds ids and short codes only."""
    happening = Happening(verb, subject, at, tuple(children), group, payload)
    return record_all([happening], by=by)[0]


@transaction.atomic(savepoint=False)
def record_all(happenings: list[Happening], *, by: Actor, head: Head | None = None) -> list[Event]:
    """Record several events of one actor in the order given.

    `head` is what `locked_head` gave in this very transaction, if the verb asked for it already.
    """
    if not happenings:
        return []
    head = head or locked_head(by.organisation)
    events, mentions = [], []
    for happening in happenings:
        event = _event(happening, by, head)
        events.append(event)
        mentions += [
            Mention(id=uuid7(), organisation_id=by.organisation, event=event, child_id=child)
            for child in dict.fromkeys(happening.children)
        ]
    insert(events)
    insert(mentions)
    update(head, "sequence", "hash")
    recorded.send(sender=Event, events=events, mentions=mentions)
    _tell_listeners(head)
    return events


def locked_head(organisation: UUID) -> Head:
    """Take the organisation's turn to write; held until the transaction ends."""
    if not (found := _HEAD(organisation=organisation)):
        Head.objects.get_or_create(pk=organisation)
        found = _HEAD(organisation=organisation)
    return found[0]


def _event(happening: Happening, by: Actor, head: Head) -> Event:
    subject = happening.subject
    event = Event(
        id=uuid7(),
        organisation_id=by.organisation,
        sequence=head.sequence + 1,
        verb=happening.verb,
        subject_type=subject._meta.model_name,
        subject_id=subject.pk,
        actor_kind=by.kind,
        person_id=by.person,
        device_id=by.device,
        origin=by.origin,
        group_id=happening.group,
        happened_at=happening.at,
        heard_at=by.heard_at or happening.at,
        payload=happening.payload,
    )
    event.hash = link(head.hash, event, set(happening.children))
    head.sequence, head.hash = event.sequence, event.hash
    return event


def _tell_listeners(head: Head) -> None:
    """Wake the live streams on PostgreSQL; on SQLite they watch the file themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify('kiekeboe_events', %s)", [f"{head.pk}:{head.sequence}"]
            )
