"""Who of staff answers a conversation (F3)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.chat.models import Message, Seat, Thread
from kiekeboe.chat.reaching import NotInConversation, member
from kiekeboe.chat.writing import locked
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import record


@transaction.atomic
def hand_over(thread: Thread, to: UUID | None, *, by: Actor, at: datetime) -> Seat | None:
    """Let a colleague answer; None gives it back to everybody. The same again changes nothing.

    Only among those who are in the conversation: handing over lets nobody in. Raises
    NotInConversation for who does it and for who would get it.
    """
    thread = locked(thread, by)
    giver = member(thread, by, at)
    if giver.of_family or (to and to not in giver.audience.staff | giver.audience.managers):
        raise NotInConversation
    standing = Seat.objects.filter(thread=thread, ended_at=None).first()
    if (standing.employee_id if standing else None) == to:
        return standing
    if standing:
        standing.ended_at = max(at, standing.given_at)
        standing.save(update_fields=["ended_at"])
    seat = standing
    if to:
        seat = Seat.objects.create(
            organisation_id=by.organisation,
            thread=thread,
            employee_id=to,
            given_by_id=by.person,
            given_at=at,
        )
    told = {"thread": str(thread.pk), "household": str(thread.household_id)}
    told["employee"] = str(to) if to else ""
    record("conversation_handed_over", seat, by=by, at=at, group=giver.audience.group, **told)
    return seat if to else None


def seats_of(threads) -> dict[UUID, Seat]:
    """Which colleague answers each of these conversations. One query."""
    standing = Seat.objects.filter(thread__in=threads, ended_at=None)
    return {one.thread_id: one for one in standing.select_related("employee")}


def answered_by(threads) -> dict[UUID, Message]:
    """The newest answer of staff in each of these conversations, with its writer. One query.

    Who answered, and after what: compare `changed` with `Thread.last_family`.
    """
    answers = Message.objects.filter(thread__in=threads, employee__isnull=False)
    found: dict[UUID, Message] = {}
    for one in answers.select_related("employee").order_by("thread", "-sequence"):
        found.setdefault(one.thread_id, one)
    return found
