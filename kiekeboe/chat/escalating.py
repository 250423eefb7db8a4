"""What nobody saw in time is told to the manager of the location, once (F3)."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from kiekeboe.care.models import HomeNote, Reaction
from kiekeboe.chat.models import Arrival, Escalation, Message, Thread
from kiekeboe.chat.opening import house_of
from kiekeboe.chat.reaching import audience_of, day_of, location_of
from kiekeboe.chat.waiting import is_overdue
from kiekeboe.events.actors import system
from kiekeboe.events.recording import locked_head, record
from kiekeboe.people.models import Role

OLD = timedelta(days=28)  # notes of before are history: each was told within a week


def escalate(organisation: UUID, *, at: datetime) -> int:
    """Tell of every conversation in which a message is unseen for too long. Returns how many.

    One telling per conversation as long as that message stays unseen. Run late, twice or beside
    itself it ends the same.
    """
    houses: dict = {}
    told = 0
    for thread in Thread.objects.filter(organisation=organisation).unseen():
        where = location_of(thread, at.date())
        key = where.pk if where else None
        if key not in houses:
            houses[key] = house_of(where)
        told += _escalate(thread, houses[key], at)
    return told


@transaction.atomic
def _escalate(thread: Thread, house, at) -> bool:
    locked_head(thread.organisation_id)
    unseen = list(unseen_in(thread))
    if Escalation.objects.filter(message__in=unseen).exists():
        return False
    late = [one for one in unseen if is_overdue(house, heard(one), at, urgent=one.urgent)]
    if not late:
        return False
    Escalation.objects.create(organisation_id=thread.organisation_id, message=late[0], at=at)
    day = day_of(thread, at)
    told = {"thread": str(thread.pk), "household": str(thread.household_id)}
    by, group = system(thread.organisation_id), audience_of(thread, day).group
    record("message_unseen", late[0], by=by, at=at, group=group, **told)
    return True


def escalate_told(organisation: UUID, *, at: datetime) -> int:
    """The same for what else a family told: a note from home, from the day on for which it is, a
    child that is sick or better, another phone number, words about a photo or an entry. Returns
    how many."""
    houses: dict = {}
    told = 0
    for name in SINCE:
        for row in told_and_unseen(name, at).filter(organisation=organisation):
            last = _last_place(row, at)
            where = last.group.location if last else None
            key = where.pk if where else None
            if key not in houses:
                houses[key] = house_of(where)
            if is_overdue(houses[key], SINCE[name](row, houses[key]), at):
                told += _escalate_told(name, row, last.group_id if last else None, at)
    return told


def told_and_unseen(name: str, at: datetime):
    """Of one kind in `SINCE`: what nobody saw and of which the manager does not know yet, in the
    last weeks, of every organisation."""
    known = Escalation.objects.filter(**{name: OuterRef("pk")})
    recent = {"__gt": at - OLD, "__lte": at}
    rows = {
        "note": HomeNote.objects.filter(**{f"written_at{one}": day for one, day in recent.items()}),
        "arrival": Arrival.objects.filter(
            **{f"arrived_at{one}": day for one, day in recent.items()}
        ),
        # A heart asks for nothing.
        "reaction": Reaction.objects.standing().filter(
            ~Q(text=""), **{f"at{one}": day for one, day in recent.items()}
        ),
    }[name]
    return rows.filter(~Exists(known), seen_at=None).select_related("child")


def _last_place(row, at: datetime):
    day = getattr(row, "day", at.date())
    placed = row.child.placements.filter(started_on__lte=day)
    return placed.select_related("group__location").order_by("-started_on").first()


def _needed_from(note: HomeNote, house) -> datetime:
    """A note for Thursday that was written on Monday need not be read before Thursday."""
    midnight = datetime.combine(note.day, time(), house.zone)
    return max(note.written_at, midnight)


# Since when something of each kind waits for somebody of staff.
SINCE = {
    "note": _needed_from,
    "arrival": lambda row, house: row.arrived_at,
    "reaction": lambda row, house: row.at,
}
UNSEEN = {
    "note": "home_note_unseen",
    "arrival": "arrival_unseen",
    "reaction": "reaction_unseen",
}


@transaction.atomic
def _escalate_told(name: str, row, group, at) -> bool:
    locked_head(row.organisation_id)
    if not told_and_unseen(name, at).filter(pk=row.pk).exists():
        return False
    Escalation.objects.create(organisation_id=row.organisation_id, **{name: row}, at=at)
    children = [row.child_id] if name == "note" else []
    by = system(row.organisation_id)
    record(UNSEEN[name], row, by=by, at=at, children=children, group=group)
    return True


def heard(message: Message) -> datetime:
    """Since when it is unseen as it stands now."""
    return message.edited_at or message.heard_at


def unseen_in(thread: Thread):
    """What the family said and nobody of staff has seen, oldest first."""
    said = Message.objects.standing().filter(thread=thread, guardian__isnull=False)
    return said.filter(changed__gt=F("thread__seen_by_staff")).in_order()


def managers_of(thread: Thread, day) -> frozenset[UUID]:
    """Who hears of what stayed unseen: the managers of the location, otherwise the owners.

    Also when the place of the child has ended meanwhile: then those of its last location.
    """
    if found := audience_of(thread, day).managers:
        return found
    where = location_of(thread, day)
    roles = Role.objects.in_force(day).filter(organisation=thread.organisation_id)
    here = roles.filter(name="manager", location=where) if where else roles.none()
    owners = roles.filter(name__in=["manager", "owner"], location=None)
    return frozenset(here.union(owners).values_list("employee", flat=True))
