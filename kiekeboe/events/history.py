"""Writing down what several people did long ago, in one go and in order, telling nobody."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Event, Head, Mention
from kiekeboe.events.recording import Happening, _event, locked_head
from kiekeboe.lib.ids import uuid7

BATCH = 500


@transaction.atomic
def retell(organisation: UUID, told: Iterable[tuple[Happening, Actor]]) -> int:
    """Add these happenings to the record, each with who did it. Returns how many.

    The chain goes on as if each was recorded by itself; listeners are not told, because news of
    weeks ago is no news. For importing and for the demo story.
    """
    head = locked_head(organisation)
    events, mentions = [], []
    for happening, by in told:
        event = _event(happening, by, head)
        events.append(event)
        mentions += [
            Mention(id=uuid7(), organisation_id=organisation, event=event, child_id=child)
            for child in dict.fromkeys(happening.children)
        ]
    Event.objects.bulk_create(events, batch_size=BATCH)
    Mention.objects.bulk_create(mentions, batch_size=BATCH)
    Head.objects.filter(pk=organisation).update(sequence=head.sequence, hash=head.hash)
    return len(events)
