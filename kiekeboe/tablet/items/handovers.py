"""Notes of colleagues of a group to each other."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kiekeboe.care import handing
from kiekeboe.care.models import HandoverNote
from kiekeboe.tablet import reading
from kiekeboe.tablet.items.registry import Conflicting, Refused, Strange, kind

LONGEST = 2000


class NoNote(Refused):
    """There is no such note in this group."""

    def __init__(self):
        super().__init__(_("This note is not there any more."))


@kind("handover_write")
def write(item, writer):
    """Leave a note for the own group."""
    text = reading.words(item.what.get("text"), LONGEST + 1)
    if not text:
        raise Refused(_("Write what colleagues must know."))
    if len(text) > LONGEST:
        raise Refused(_("Use at most %(longest)s characters.") % {"longest": LONGEST})
    try:
        handing.write(
            item.id_of("note"),
            group=writer.device.group,
            text=text,
            until=_until(item.what.get("until"), writer),
            day=writer.day,
            by=writer.actor(),
            at=item.at,
        )
    except handing.NotYours as error:
        raise Conflicting(_("Something else was sent before under this number.")) from error
    return {"status": 201}


@kind("handover_read")
def read(item, writer):
    """A colleague read it."""
    handing.read(_note(item, writer), by=writer.actor(), at=item.at)


@kind("handover_withdraw")
def withdraw(item, writer):
    """Take it back: who wrote it, or a manager."""
    try:
        handing.withdraw(
            _note(item, writer), is_manager=_manages(writer), by=writer.actor(), at=item.at
        )
    except handing.NotYours as error:
        raise Refused(_("Only who wrote this note can take it back.")) from error


def _note(item, writer) -> HandoverNote:
    found = HandoverNote.objects.filter(
        organisation=writer.organisation_id, group__in=writer.group_ids, pk=item.id_of("note")
    ).first()
    if found is None:
        raise NoNote
    return found


def _until(told, writer) -> date:
    """The last day of the note: a day, or a moment late on that day."""
    moment = reading.moment(told)
    if moment is not None:
        # A tablet whose clock is put right by minutes must not reach the next day.
        local = timezone.localtime(moment, writer.device.location.zone)
        return (local - timedelta(hours=12)).date()
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError):
        raise Strange from None


def _manages(writer) -> bool:
    """Whether this person also manages this location."""
    here = Q(location=None) | Q(location=writer.device.location_id)
    roles = writer.employee.roles.in_force(writer.day).filter(name__in=["manager", "owner"])
    return roles.filter(here).exists()
