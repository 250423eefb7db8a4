"""The school run (schoolrondje, B14): who was fetched from which school."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.care.models import Fetching
from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record


@transaction.atomic
def fetch(
    id: UUID, child, *, school, group, day: date, fetched_at: datetime, by: Actor, at: datetime
) -> Fetching:
    """A colleague has this child with her at the school. Once a day: who was first stays."""
    locked_head(by.organisation)
    mine = Fetching.objects.filter(organisation=by.organisation)
    known = (
        mine.filter(pk=id).first() or mine.filter(child=child, day=day, withdrawn_at=None).first()
    )
    if known:
        return known
    row, _new = create_once(
        Fetching.objects, id, by.organisation, child=child, school=school, group=group, day=day,
        fetched_at=fetched_at, fetched_by=by.person,
    )  # fmt: skip
    record("fetched", row, by=by, at=at, children=[child.pk], group=group.pk)
    return row


@transaction.atomic
def unfetch(fetching: Fetching, *, by: Actor, at: datetime) -> Fetching:
    """It was a mistake: the child is not with us. Said again, nothing changes."""
    locked_head(by.organisation)
    fetching.refresh_from_db()
    if fetching.withdrawn_at is None:
        fetching.withdrawn_at = at
        fetching.save(update_fields=["withdrawn_at"])
        record(
            "fetching_undone", fetching, by=by, at=at, children=[fetching.child_id],
            group=fetching.group_id,
        )  # fmt: skip
    return fetching
