"""A child that was expected and did not come, without a word: written down afterwards (E2)."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import Absence

NAMES = UUID("01a20700-0000-7000-8000-000000000005")


@transaction.atomic
def mark_unannounced(child, day: date, *, group=None, by: Actor, at: datetime) -> Absence:
    """The child was not there that day and nobody told. Twice is once, whoever says it."""
    locked_head(by.organisation)
    absence, is_new = Absence.objects.get_or_create(
        pk=uuid5(NAMES, f"{child.pk} {day}"),
        defaults={
            "organisation_id": by.organisation,
            "child": child,
            "kind": Absence.Kind.UNANNOUNCED,
            "first_day": day,
            "last_day": day,
            "reported_by_kind": by.kind,
            "reported_by": by.person,
            "reported_at": at,
        },
    )
    if is_new or absence.withdrawn_at is not None:
        Absence.objects.filter(pk=absence.pk).update(withdrawn_at=None)
        record("not_announced", absence, by=by, at=at, children=[child.pk], group=group)
    return absence
