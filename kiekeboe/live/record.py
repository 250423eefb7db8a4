"""The two questions the hub asks of the record of events."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.fields.json import KT

from kiekeboe.events.models import Event, Head
from kiekeboe.lib.prepared import Prepared
from kiekeboe.live.news import TOLD, News, Talk

ROWS = 1000  # at once; an event has a row for each child that it is about

_TALK = ("thread", "household", "about")  # what the payload of a conversation's event names
_READ: tuple[Any, ...] = (
    "sequence", "verb", "group_id", "subject_type", *(KT(f"payload__{one}") for one in _TALK),
    "mentions__child",
)  # fmt: skip

_NEWEST = Prepared(
    lambda organisations: Head.objects.filter(pk__in=organisations).values_list("pk", "sequence"),
    organisations=models.UUIDField(),
)
_SINCE = Prepared(
    lambda organisation, sequence: Event.objects.after(organisation, sequence).values_list(*_READ)[
        :ROWS
    ],
    organisation=models.UUIDField(),
    sequence=models.BigIntegerField(),
)


def newest(organisations: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the newest event of each organisation; 0 where nothing happened yet."""
    asked = tuple(organisations)
    known = dict(_NEWEST(organisations=asked)) if asked else {}
    return {organisation: known.get(organisation, 0) for organisation in asked}


def since(organisation: UUID, sequence: int) -> list[News]:
    """What happened after `sequence`, in order; not all at once, so ask again until it is empty."""
    rows = _SINCE(organisation=organisation, sequence=sequence)
    if len(rows) == ROWS:  # the last event may not be whole
        rows = [row for row in rows if row[0] != rows[-1][0]] or _one(organisation, rows[0][0])
    return [
        News(
            number,
            verb,
            tuple(row[-1] for row in same if row[-1]),
            group,
            subject,
            _talk(*talk) if verb in TOLD else None,
        )
        for (number, verb, group, subject, *talk), same in groupby(rows, key=lambda row: row[:-1])
    ]


def _talk(thread: str | None, household: str | None, about: str | None) -> Talk | None:
    if not (thread and household):
        return None
    return Talk(thread, UUID(household), UUID(about) if about else None)


def _one(organisation: UUID, sequence: int) -> list:
    """All rows of one event that is about very many children."""
    event = Event.objects.filter(organisation=organisation, sequence=sequence)
    return list(event.values_list(*_READ))
