"""What a snapshot holds of the house: the muster that goes on, and the notes of colleagues."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import DateField, DateTimeField, Q, UUIDField

from kiekeboe.care.models import HandoverNote, HandoverRead, Muster, MusterTick
from kiekeboe.care.mustering import LONGEST, SHOWN
from kiekeboe.lib.prepared import Prepared


class Alarm(NamedTuple):
    """A muster that goes on, or ended within the hour; `safe` are the newest ticks that say so."""

    id: object
    mode: str
    began_at: object
    by: str
    ended_at: object
    ended_name: str
    safe: tuple


class Handover(NamedTuple):
    """A note of the group, with the ids of who read it."""

    id: object
    text: str
    author: object
    by: str
    at: object
    until: object
    read_by: tuple


def alarm(location, now) -> Alarm | None:
    """The newest muster of this location that a tablet still shows. Two questions at most."""
    here = {"organisation": location.organisation_id}
    rows = _MUSTERS(**here, location=location.pk, forgotten=now - LONGEST, ended=now - SHOWN)
    if not rows:
        return None
    id, mode, began_at, by, ended_at, name = rows[0]
    newest = {}
    for person, *tick in _TICKS(**here, muster=id):  # oldest first, so the newest moment stays
        newest[person] = tick
    safe = [(who, what, at, by or "") for who, (what, is_safe, at, by) in newest.items() if is_safe]
    return Alarm(id, mode, began_at, by or "", ended_at, name, tuple(safe))


def handovers(organisation, group_ids, day) -> list[Handover]:
    """The notes that stand in these groups, newest first. Two questions at most."""
    rows = _NOTES(organisation=organisation, groups=group_ids, day=day)
    read_by = defaultdict(list)
    if rows:
        for note, who in _READS(organisation=organisation, notes=tuple(row[0] for row in rows)):
            read_by[note].append(who)
    return [Handover(*row, tuple(read_by[row[0]])) for row in rows]


def _musters(organisation, location, forgotten, ended):
    shown = Q(ended_at=None, began_at__gt=forgotten) | Q(ended_at__gt=ended)
    return (
        Muster.objects.filter(shown, organisation=organisation, location=location)
        .order_by("-began_at")
        .values_list("id", "mode", "began_at", "began_by__first_name", "ended_at", "ended_name")
    )


def _ticks(organisation, muster):
    ticks = MusterTick.objects.filter(organisation=organisation, muster=muster)
    columns = ("person", "what", "safe", "at", "by__first_name")
    return ticks.order_by("at", "id").values_list(*columns)


def _notes(organisation, groups, day):
    return (
        HandoverNote.objects.standing_on(day)
        .filter(organisation=organisation, group__in=groups)
        .order_by("-written_at")
        .values_list("id", "text", "author", "author__first_name", "written_at", "until")
    )


def _reads(organisation, notes):
    reads = HandoverRead.objects.filter(organisation=organisation, note__in=notes)
    return reads.order_by("at").values_list("note", "employee")


_MOMENT = DateTimeField()
_MUSTERS = Prepared(
    _musters, organisation=UUIDField(), location=UUIDField(), forgotten=_MOMENT, ended=_MOMENT
)
_TICKS = Prepared(_ticks, organisation=UUIDField(), muster=UUIDField())
_NOTES = Prepared(_notes, organisation=UUIDField(), groups=UUIDField(), day=DateField())
_READS = Prepared(_reads, organisation=UUIDField(), notes=UUIDField())
