"""The one listener to what happened; runs inside the transaction of the verb."""

from collections import defaultdict

from kiekeboe.notifications import audience, bills, outbox, taking_back

OUT = {"guardian_blocked", "relative_withdrawn"}  # from now on they are told nothing


def listen(sender, events, mentions, **rest):
    """Write down the news in these events. What is sent later is decided when it is sent."""
    about = defaultdict(list)
    for one in mentions:
        about[one.event_id].append(one.child_id)
    if issued := [one for one in events if one.verb in bills.VERBS]:
        of_all = bills.of_issue(issued)
        outbox.put(of_all, organisation=issued[0].organisation_id, at=issued[0].heard_at)
        bills.mail_papers([one.subject_id for one in issued], issued[0].heard_at)
    for event in events:
        if event.verb in OUT:
            outbox.forget(event.subject_id, at=event.heard_at)
        if event.verb == "request_reopened":
            taking_back.forget_answers(event.subject_id, at=event.heard_at)
        taking_back.after(event, about[event.pk])
        if news := audience.of(event, about[event.pk]):
            outbox.put(news, organisation=event.organisation_id, at=event.heard_at)
