"""The hash chain that makes a changed, missing, moved or added event visible.

Each event's hash covers the hash before it, so whoever changes one must change all that follow,
and the head. The head is copied outside the database as well (see anchors).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from uuid import UUID

from kiekeboe.events.models import GENESIS, Event, Head, Mention

COLUMNS = (
    "id",
    "sequence",
    "verb",
    "subject_type",
    "subject_id",
    "actor_kind",
    "person_id",
    "device_id",
    "origin",
    "group_id",
    "happened_at",
    "heard_at",
    "payload",
    "hash",
)


@dataclass(frozen=True)
class Break:
    """The first place where the chain of an organisation does not hold."""

    organisation: UUID
    sequence: int
    what: str


def link(previous: str, event, children) -> str:
    """The hash of an event about these children, given the hash of the one before it."""
    row = tuple(getattr(event, name) for name in COLUMNS[:-1])
    return _hash(previous, event.organisation_id, row, children)


def _hash(previous, organisation, row, children) -> str:
    *facts, happened_at, heard_at, payload = row
    text = "|".join(
        (
            previous,
            organisation.hex,
            *(one.hex if isinstance(one, UUID) else str(one or "") for one in facts),
            happened_at.astimezone(UTC).isoformat(),
            heard_at.astimezone(UTC).isoformat(),
            json.dumps(payload, sort_keys=True, separators=(",", ":")) if payload else "{}",
            ",".join(sorted(child.hex for child in children)),
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()


def verify(organisation: UUID) -> Break | None:
    """Walk the whole chain of one organisation; None when it holds up to its head.

    The house may be writing meanwhile: what it records after the head that we find here is left
    for the next time.
    """
    head = _head(organisation)
    previous, expected = GENESIS, 0
    mentions = _mentions(organisation)
    events = Event.objects.filter(organisation=organisation)
    rows = events.filter(sequence__lte=head.sequence).order_by("sequence")
    for row in rows.values_list(*COLUMNS).iterator(chunk_size=5000):
        expected += 1
        if row[1] != expected:
            return Break(organisation, expected, "missing")
        if _hash(previous, organisation, row[:-1], mentions.get(row[0], ())) != row[-1]:
            return Break(organisation, expected, "changed")
        previous = row[-1]
    beyond = events.filter(sequence__gt=expected).exists()
    written_meanwhile = beyond and _head(organisation).sequence > head.sequence
    if (head.sequence, head.hash) != (expected, previous) or (beyond and not written_meanwhile):
        return Break(organisation, expected + 1, "cut off")
    return None


def _head(organisation) -> Head:
    return Head.objects.filter(pk=organisation).first() or Head(pk=organisation)


def _mentions(organisation) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    rows = Mention.objects.filter(organisation=organisation).values_list("event", "child")
    for event, child in rows.iterator(chunk_size=5000):
        found.setdefault(event, []).append(child)
    return found


def anchor(folder: Path, day) -> Path:
    """Copy every organisation's head into a file outside the database, one file a day."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{day:%Y-%m-%d}.json"
    heads = Head.objects.values_list("organisation", "sequence", "hash")
    path.write_text(json.dumps({one.hex: [number, digest] for one, number, digest in heads}))
    return path


def against_anchors(folder: Path) -> Iterator[Break]:
    """Heads that were copied earlier and that the database no longer knows (a rewritten chain)."""
    for path in sorted(folder.glob("*.json")):
        for organisation, (sequence, digest) in json.loads(path.read_text()).items():
            if not sequence:
                continue
            known = Event.objects.filter(organisation=organisation, sequence=sequence)
            if known.values_list("hash", flat=True).first() != digest:
                yield Break(UUID(organisation), sequence, "rewritten")
