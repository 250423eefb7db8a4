"""Saying something in a conversation: send, edit, delete. Every verb may be said again.

What was said is never in an event: ids and numbers only. An event about a conversation names no
child either, because a child can have two households and neither hears of the other's (U35); it
names the conversation, the household and the group.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.chat.finding import folded
from kiekeboe.chat.models import Attachment, Message, MessageVersion, Thread
from kiekeboe.chat.models.messages import LONGEST
from kiekeboe.chat.opening import policy_at
from kiekeboe.chat.policy import must_confirm
from kiekeboe.chat.reaching import Member, NotInConversation, member
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.models import Photo

EDITABLE = timedelta(minutes=5)
MOST_ENCLOSED = 10


class NobodyThere(Exception):
    """There is nobody on the other side: the place of the child did not begin, or has ended."""


class MustConfirm(Exception):
    """The chat is for what is urgent only, and the parent did not say that this is."""


class SaysNothing(Exception):
    """No text, no photo and nothing enclosed; or more than fits."""


class NotShown(Exception):
    """A photo that this family may not see, or an enclosure that is not theirs to send."""


class NotYours(Exception):
    """Only who said it edits it; or the id is that of something else."""


class TooLate(Exception):
    """What was said more than five minutes ago stands; it can be deleted."""


class Deleted(Exception):
    """What was deleted cannot be edited."""


@dataclass(frozen=True)
class Said:
    """One message as the device sends it, under the id that it chose."""

    id: UUID
    text: str = ""
    photo: UUID | None = None
    enclosed: tuple[UUID, ...] = ()
    urgent: bool = False


@transaction.atomic
def send(thread: Thread, said: Said, *, by: Actor, at: datetime) -> tuple[Message, bool]:
    """Say something. Answers (message, newly said); the same id again changes nothing.

    `at` is the clock of the sender, `by.heard_at` ours: the place in the conversation is the
    order in which we heard. Raises NotInConversation, NobodyThere, MustConfirm, SaysNothing,
    NotShown, and NotYours for an id that is in use.
    """
    thread = locked(thread, by)
    if known := Message.objects.filter(pk=said.id).first():
        if (known.thread_id, known.writer_id) != (thread.pk, by.person):
            raise NotYours
        return known, False
    heard = by.heard_at or at
    writer = member(thread, by, at)
    text = _checked(thread, said, writer)
    urgent = _confirmed(thread, said, writer, min(at, heard))
    message = Message.objects.create(
        id=said.id,
        organisation_id=by.organisation,
        thread=thread,
        sequence=thread.last + 1,
        changed=thread.last + 1,
        guardian_id=by.person if writer.of_family else None,
        employee_id=None if writer.of_family else by.person,
        device_id=by.device,
        text=text,
        sought=folded(text),
        urgent=urgent,
        photo_id=said.photo,
        enclosed=len(set(said.enclosed)),
        sent_at=min(at, heard),
        heard_at=heard,
    )
    _enclose(message, said, by)
    _count(thread, message, last_at=heard)
    _record("message_sent", message, writer, by=by, at=message.sent_at)
    return message, True


@transaction.atomic
def edit(message: Message, text: str, *, by: Actor, at: datetime) -> None:
    """Say it otherwise, within five minutes on our clock. The same text again changes nothing.

    What it said before is kept, and it is unseen again. Raises NotInConversation, NotYours,
    Deleted, TooLate, SaysNothing.
    """
    thread = locked(message.thread, by)
    message.refresh_from_db()
    writer = member(thread, by, at)
    text = clean(text)
    if message.writer_id != by.person:
        raise NotYours
    if message.deleted_at:
        raise Deleted
    if text == message.text:
        return
    if (by.heard_at or at) - message.heard_at > EDITABLE:
        raise TooLate
    if not (text or message.photo_id or message.enclosed) or len(text) > LONGEST:
        raise SaysNothing
    keep_version(message, until=at)
    message.text, message.sought, message.edited_at = text, folded(text), by.heard_at or at
    message.changed = thread.last + 1
    message.save(update_fields=["text", "sought", "edited_at", "changed"])
    _count(thread, message)
    _record("message_edited", message, writer, by=by, at=at)


@transaction.atomic
def delete(message: Message, *, by: Actor, at: datetime) -> None:
    """Take it out; a mark stays in its place and what it said is evidence. Twice changes nothing.

    Who said it may, and a manager for what a colleague said. Raises NotInConversation, NotYours.
    """
    thread = locked(message.thread, by)
    message.refresh_from_db()
    remover = member(thread, by, at)
    if message.writer_id != by.person and (message.by_family or not remover.is_manager):
        raise NotYours
    if message.deleted_at:
        return
    keep_version(message, until=at)
    message.text = message.sought = ""
    message.photo_id = None
    message.deleted_at, message.deleted_by = by.heard_at or at, by.person
    message.changed = thread.last = thread.last + 1
    message.save(update_fields=["text", "sought", "photo", "deleted_at", "deleted_by", "changed"])
    thread.save(update_fields=["last"])
    _record("message_deleted", message, remover, by=by, at=at)


@transaction.atomic
def evidence(message: Message, *, by: Actor, at: datetime) -> list[MessageVersion]:
    """What a message said before, oldest first: for a manager, and looking is recorded."""
    reader = member(message.thread, by, at)
    if reader.of_family or not reader.is_manager:
        raise NotInConversation
    _record("message_evidence_read", message, reader, by=by, at=at)
    return list(message.versions.order_by("number"))


def locked(thread: Thread, by: Actor) -> Thread:
    """The conversation as it stands, ours until the transaction ends."""
    locked_head(by.organisation)
    found = Thread.objects.select_for_update().filter(pk=thread.pk, organisation=by.organisation)
    if not (standing := found.first()):
        raise NotInConversation
    return standing


def clean(text: str) -> str:
    """As it is kept: without the one sign that no database takes, and without empty edges."""
    return text.replace("\0", "").strip()


def photos_shown(thread: Thread, photos, day) -> set[UUID]:
    """Which of these photos the family of a conversation may see on `day`: the consent rule of
    photos, asked at every view. With the office: photos of every child of the household."""
    relations = Guardianship.objects.in_force(day).parental()
    theirs = relations.filter(guardian__household=thread.household_id, receives_updates=True)
    if thread.child_id:
        theirs = theirs.filter(child=thread.child_id)
    seen = Photo.objects.shown_to(theirs.values("pk"), day).filter(
        pk__in=photos, organisation=thread.organisation_id
    )
    return set(seen.values_list("pk", flat=True))


def keep_version(message: Message, *, until: datetime) -> None:
    """Write down what it says now, before it says something else."""
    MessageVersion.objects.create(
        organisation_id=message.organisation_id,
        message=message,
        number=message.versions.count() + 1,
        text=message.text,
        photo_id=message.photo_id,
        until=until,
    )


def _checked(thread, said: Said, writer: Member) -> str:
    """The text as it is kept, of something that may be said."""
    if not writer.audience.is_open:
        raise NobodyThere
    text = clean(said.text)
    if not (text or said.photo or said.enclosed) or len(text) > LONGEST:
        raise SaysNothing
    if said.photo and not photos_shown(thread, [said.photo], writer.day):
        raise NotShown
    return text


def _confirmed(thread, said: Said, writer: Member, written_at) -> bool:
    """Whether a parent called it urgent. Asked where chat is for what is urgent, when written."""
    if not writer.of_family or thread.kind != Thread.Kind.GROUP:
        return False
    asked = must_confirm(policy_at(writer.location, written_at))
    if asked and not said.urgent:
        raise MustConfirm
    return asked


def _enclose(message: Message, said: Said, by: Actor) -> None:
    wanted = set(said.enclosed)
    mine = Attachment.objects.filter(
        pk__in=wanted, thread=message.thread_id, message=None, person=by.person
    )
    if len(wanted) > MOST_ENCLOSED or mine.update(message=message) != len(wanted):
        raise NotShown


def _count(thread: Thread, message: Message, **more) -> None:
    """Move the marks of the conversation to this newest change."""
    thread.last = message.changed
    mark = "last_family" if message.by_family else "last_staff"
    setattr(thread, mark, message.changed)
    for name, value in more.items():
        setattr(thread, name, value)
    thread.save(update_fields=["last", mark, *more])


def _record(verb, message: Message, who: Member, *, by, at) -> None:
    thread = message.thread
    record(
        verb,
        message,
        by=by,
        at=at,
        group=who.audience.group,
        thread=str(thread.pk),
        household=str(thread.household_id),
        about=about(thread),
        sequence=message.sequence,
        changed=message.changed,
    )


def about(thread: Thread) -> str:
    """The child of a conversation as its events name it; empty with the office."""
    return str(thread.child_id or "")
