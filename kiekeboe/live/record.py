"""The two questions the hub asks of the record of events."""

from collections.abc import Iterable
from uuid import UUID

from kiekeboe.events.models import Event, Head
from kiekeboe.live.news import News

AT_ONCE = 500


def newest(organisations: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the newest event of each organisation; 0 where nothing happened yet."""
    known = dict(Head.objects.filter(pk__in=organisations).values_list("pk", "sequence"))
    return {organisation: known.get(organisation, 0) for organisation in organisations}


def since(organisation: UUID, sequence: int) -> list[News]:
    """What happened after `sequence`, in order; at most 500, so ask again until it is empty."""
    events = Event.objects.after(organisation, sequence).prefetch_related("mentions")[:AT_ONCE]
    return [
        News(
            event.sequence,
            event.verb,
            tuple(mention.child_id for mention in event.mentions.all()),
            event.group_id,
            event.subject_type,
        )
        for event in events
    ]
