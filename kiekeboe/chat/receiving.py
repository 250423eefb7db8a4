"""Who got it and who read it. Each step forward is a row, so that every moment stays known."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kiekeboe.accounts.models import Device
from kiekeboe.chat.models import Message, Receipt, Thread
from kiekeboe.chat.reaching import NotInConversation, audience_of, day_of, member
from kiekeboe.chat.writing import about, locked
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.recording import record
from kiekeboe.organisation.models import Group

DELIVERED, READ = Receipt.Kind.DELIVERED, Receipt.Kind.READ


@transaction.atomic
def deliver(thread: Thread, through: int, *, by: Actor, at: datetime) -> None:
    """The changes up to and including `through` are on a device of this person, or on a tablet
    of the group alone. What was delivered before changes nothing. Raises NotInConversation."""
    thread = locked(thread, by)
    if by.kind == Kind.TABLET:
        side, person, group = "staff", by.device, _group_of_tablet(thread, by, at)
    else:
        mine = member(thread, by, at)
        side, person, group = mine.side, mine.person, mine.audience.group
    if step := _step(thread, DELIVERED, side, person, through, at):
        _record("message_delivered", step, group, by=by, at=at)


@transaction.atomic
def read(thread: Thread, through: int, *, by: Actor, at: datetime) -> None:
    """This person saw the changes up to and including `through` (the number of a change, as
    `Message.changed`). Reading again changes nothing. Raises NotInConversation."""
    thread = locked(thread, by)
    mine = member(thread, by, at)
    if not (step := _step(thread, READ, mine.side, mine.person, through, at)):
        return
    if not mine.of_family and thread.seen_by_staff < step.last:
        thread.seen_by_staff = step.last
        thread.save(update_fields=["seen_by_staff"])
    _record("message_read", step, mine.audience.group, by=by, at=at)


def _group_of_tablet(thread, by, at):
    """A tablet gets what its own group may read, and what the other groups in its house may."""
    heard = audience_of(thread, day_of(thread, by.heard_at or at))
    here = Device.objects.filter(pk=by.device, organisation=by.organisation, revoked_at=None)
    groups = Group.objects.filter(location__in=here.values("location"))
    if heard.group is None or not groups.filter(pk=heard.group).exists():
        raise NotInConversation
    return heard.group


def _step(thread, kind, side, person, through, at) -> Receipt | None:
    mine = {"organisation": thread.organisation_id, "thread": thread}
    before = Receipt.objects.filter(**mine, person=person, kind=kind)
    reached = before.aggregate(last=Max("last"))["last"] or 0
    through = min(through, thread.last)
    if through <= reached:
        return None
    return Receipt.objects.create(
        organisation_id=thread.organisation_id,
        thread=thread,
        kind=kind,
        side=side,
        person=person,
        first=reached + 1,
        last=through,
        at=at,
    )


def _record(verb, step: Receipt, group, *, by, at) -> None:
    thread = step.thread
    told = {
        "thread": str(thread.pk), "household": str(thread.household_id),
        "about": about(thread), "through": step.last,
    }  # fmt: skip
    record(verb, step, by=by, at=at, group=group, **told)


def unread(threads, person: UUID) -> dict[UUID, int]:
    """How many messages of others this person did not see yet, per conversation. One query.

    What one's own household said is news too for the other parent in it. A colleague's own
    badge counts what nobody of staff has seen: see `Thread.objects.unseen`.
    """
    here = {"organisation": OuterRef("organisation"), "thread": OuterRef("thread")}
    mine = Receipt.objects.filter(**here, person=person, kind=READ)
    seen = Coalesce(Subquery(mine.order_by("-last").values("last")[:1]), 0)
    others = Message.objects.standing().filter(thread__in=threads, changed__gt=seen)
    others = others.exclude(Q(guardian=person, guardian__isnull=False))
    others = others.exclude(Q(employee=person, employee__isnull=False))
    return dict(others.values_list("thread").annotate(count=Count("pk")).order_by())


def receipts_of(thread: Thread) -> Iterable[Receipt]:
    """Every step of a conversation in order, for `states.py`. One query."""
    return Receipt.objects.filter(thread=thread).order_by("at", "last")


def first_unread(thread: Thread) -> Message | None:
    """The oldest message of the family that nobody of staff has seen."""
    unseen = Message.objects.standing().filter(
        thread=thread, guardian__isnull=False, changed__gt=F("thread__seen_by_staff")
    )
    return unseen.in_order().first()
