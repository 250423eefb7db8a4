"""Notes between colleagues of a group: write, read, take back (B13)."""

from datetime import timedelta

from django.db import transaction

from kiekeboe.care.models import HandoverNote, HandoverRead
from kiekeboe.events.recording import locked_head, record

LONGEST = timedelta(days=31)  # a note that must stay longer belongs in the file of a child


class NotYours(Exception):
    """Only who wrote a note, or a manager, takes it back."""


@transaction.atomic
def write(id, *, group, text, until, day, by, at) -> HandoverNote:
    """Leave a note for the group, until and including a day. The same id again changes nothing.

    `day` is the day of writing: a note stands at least that day, and at most a month.
    Raises NotYours when the id is that of somebody else's note.
    """
    locked_head(by.organisation)
    if known := HandoverNote.objects.filter(pk=id).first():
        if (known.organisation_id, known.author_id) != (by.organisation, by.person):
            raise NotYours
        return known
    note = HandoverNote.objects.create(
        id=id,
        organisation_id=by.organisation,
        group=group,
        text=text,
        author_id=by.person,
        device_id=by.device,
        written_at=at,
        until=min(max(until, day), day + LONGEST),
    )
    record("handover_written", note, by=by, at=at, group=group.pk)
    return note


@transaction.atomic
def read(note, *, by, at) -> None:
    """A colleague read it. The first moment stays; one's own note is read already."""
    locked_head(by.organisation)
    if note.author_id == by.person:
        return
    _read, new = HandoverRead.objects.get_or_create(
        organisation_id=by.organisation,
        note=note,
        employee_id=by.person,
        defaults={"at": at},
    )
    if new:
        record("handover_read", note, by=by, at=at, group=note.group_id)


@transaction.atomic
def withdraw(note, *, is_manager=False, by, at) -> None:
    """Take it back; it stays in the record. Twice changes nothing.

    Raises NotYours for a colleague who did not write it and is no manager.
    """
    locked_head(by.organisation)
    if note.author_id != by.person and not is_manager:
        raise NotYours
    standing = HandoverNote.objects.filter(pk=note.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=at, withdrawn_by=by.person):
        record("handover_withdrawn", note, by=by, at=at, group=note.group_id)
    note.refresh_from_db()
