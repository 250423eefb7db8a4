"""Looking at sleeping children: one tap for one or for all (B6)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import UUIDField

from kiekeboe.care.models import Entry, SleepLook
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import Happening, locked_head, record_all
from kiekeboe.lib.prepared import Prepared
from kiekeboe.lib.writing import insert


@dataclass(frozen=True)
class Look:
    """Somebody looked, under the id that the device chose."""

    id: UUID
    entry: UUID
    at: datetime


@transaction.atomic(savepoint=False)
def look(looks: list[Look], *, children, by: Actor) -> list[UUID]:
    """Keep these looks; the answer is which were new. Saying it again changes nothing.

    A look at a nap of a child outside `children`, or from before the nap, is left out.
    """
    head = locked_head(by.organisation)
    found = naps_among(by.organisation, [one.entry for one in looks])
    naps = {nap.pk: nap for nap in found if nap.child_id in children}
    known = {id for (id,) in _KNOWN(ids=tuple(one.id for one in looks))}
    fresh = {
        one.id: one
        for one in looks
        if one.id not in known and one.entry in naps and one.at >= naps[one.entry].started_at
    }
    rows = [_row(one, by) for one in fresh.values()]
    insert(rows)
    record_all([_happening(row, naps[row.entry_id]) for row in rows], by=by, head=head)
    return list(fresh)


def naps_among(organisation, ids) -> list[Entry]:
    """The sleeps with one of these ids that nobody took back."""
    # By id alone: asked for the organisation as well, SQLite reads through its whole diary.
    found = _NAPS(ids=tuple(ids)) if ids else []
    mine = [one for one in found if one.organisation_id == organisation and one.kind == "sleep"]
    return [one for one in mine if one.withdrawn_at is None]


_NAPS = Prepared(lambda ids: Entry.objects.filter(pk__in=ids).order_by(), ids=UUIDField())
_KNOWN = Prepared(
    lambda ids: SleepLook.objects.filter(pk__in=ids).order_by().values_list("pk"), ids=UUIDField()
)


def _row(look, by) -> SleepLook:
    return SleepLook(
        id=look.id,
        organisation_id=by.organisation,
        entry_id=look.entry,
        looked_at=look.at,
        looked_by_id=by.person,
        device_id=by.device,
        heard_at=by.heard_at or look.at,
    )


def _happening(row, nap) -> Happening:
    # Not "looked_at": that is a reading, and readings are no news to open pages.
    return Happening(
        "sleep_checked", row, row.looked_at, children=[nap.child_id], group=nap.group_id
    )
