"""The one listener to what happened; runs inside the transaction of the verb."""

from kiekeboe.notifications import audience, outbox


def listen(sender, events, mentions, **rest):
    """Write down the news in these events. What is sent later is decided when it is sent."""
    for event in events:
        if event.verb == "guardian_blocked":
            outbox.forget(event.subject_id, at=event.heard_at)
        children = [one.child_id for one in mentions if one.event is event]
        if news := audience.of(event, children):
            outbox.put(news, organisation=event.organisation_id, at=event.heard_at)
