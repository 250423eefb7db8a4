"""What a family told that is no message: written down when it happens, and seen by staff (F3)."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from kiekeboe.chat.models import Arrival
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.recording import locked_head, record

VERBS = {
    "reported_sick": Arrival.Kind.SICK,
    "reported_better": Arrival.Kind.BETTER,
    "guardian_phone_changed": Arrival.Kind.PHONE,
}


def listen(sender, events, mentions, **rest):
    """Write down what a guardian told; runs inside the transaction of the verb. What staff wrote
    down themselves needs no seeing."""
    told = {one.pk: one for one in events if one.verb in VERBS and one.actor_kind == Kind.GUARDIAN}
    if not told:
        return
    about = defaultdict(list)
    for one in mentions:
        about[one.event_id].append(one.child_id)
    Arrival.objects.bulk_create(
        Arrival(
            organisation_id=event.organisation_id,
            child_id=child,
            kind=VERBS[event.verb],
            subject=event.subject_id,
            guardian_id=event.person_id,
            event=event.pk,
            arrived_at=event.heard_at,
        )
        for event in told.values()
        for child in about[event.pk]
    )


@transaction.atomic
def see(arrival: Arrival, *, group=None, by: Actor, at: datetime) -> None:
    """A colleague saw it. Twice changes nothing; who may is asked by the surface.

    The event names the group and no child: what one home told is not for the other (U35).
    """
    locked_head(by.organisation)
    unseen = Arrival.objects.unseen().filter(pk=arrival.pk, organisation=by.organisation)
    if unseen.update(seen_at=at, seen_by=by.person):
        record("arrival_seen", arrival, by=by, at=at, group=group)
    arrival.refresh_from_db()
