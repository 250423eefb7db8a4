"""A talk is drafted from what was seen, shared, read by parents, held, and answered (L3)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from kiekeboe.development.composing import Line, parts_of
from kiekeboe.development.due import months_later
from kiekeboe.development.models import (
    Observation,
    ParentPart,
    Talk,
    TalkPart,
    TalkReading,
)
from kiekeboe.development.models.observations import Area
from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record

A_YEAR = 12  # months that a first report looks back
LONGEST = 2000  # characters of what a parent writes


class AlreadyDrafted(Exception):
    """There is a draft for this child; a second one would make two truths."""


class Closed(Exception):
    """The talk is shared or dropped: this can no longer change."""


class NotShared(Exception):
    """Parents did not get the report yet."""


class NothingSaid(Exception):
    """Words are missing."""


@transaction.atomic
def draft(id: UUID, child, kind: str, *, by: Actor, at: datetime) -> Talk:
    """Begin a talk with what was seen since the last one, or in the last year.

    The same id again changes nothing. Raises AlreadyDrafted.
    """
    locked_head(by.organisation)
    if known := Talk.objects.filter(pk=id, organisation=by.organisation, child=child).first():
        return known
    if Talk.objects.standing().filter(child=child, shared_at=None).exists():
        raise AlreadyDrafted
    today = timezone.localtime(at).date()
    first = _looks_back_from(child, today)
    talk, _new = create_once(
        Talk.objects, id, by.organisation, child=child, kind=kind, first_day=first,
        last_day=today, drafted_at=at, drafted_by=by.person,
    )  # fmt: skip
    TalkPart.objects.bulk_create(
        TalkPart(organisation_id=by.organisation, talk=talk, area=area, text=text)
        for area, text in parts_of(_lines(talk), Area.values, _say_day).items()
    )
    _tell("mentor_talk_drafted", talk, by, at)
    return talk


@transaction.atomic
def write(talk: Talk, *, opening: str, parts: dict[str, str], by: Actor, at: datetime) -> None:
    """Other words for the draft, by area. Raises Closed when it is a draft no more."""
    _need_draft(talk, by)
    opening = _plain(opening)
    rows = {part.area: part for part in talk.parts.all()}
    changed = [rows[area] for area, text in parts.items() if rows[area].text != _plain(text)]
    for part in changed:
        part.text = _plain(parts[part.area])
        part.save(update_fields=["text"])
    if changed or talk.opening != opening:
        talk.opening = opening
        talk.save(update_fields=["opening"])
        _tell("mentor_talk_written", talk, by, at)


@transaction.atomic
def invite(talk: Talk, *, by: Actor, at: datetime) -> None:
    """Ask the parents to write their part first. Twice changes nothing. Raises Closed."""
    _need_draft(talk, by)
    if not talk.invited_at:
        talk.invited_at = at
        talk.save(update_fields=["invited_at"])
        _tell("mentor_talk_invited", talk, by, at)


@transaction.atomic
def share(talk: Talk, *, by: Actor, at: datetime) -> None:
    """Let the parents read the report; from now on its words stand. Twice changes nothing.

    Raises NothingSaid for a report without any words, and Closed when it was dropped.
    """
    locked_head(by.organisation)
    talk.refresh_from_db()
    if talk.shared_at:
        return
    _need_draft(talk, by)
    if not (talk.opening or talk.parts.exclude(text="").exists()):
        raise NothingSaid
    talk.shared_at, talk.shared_by = at, by.person
    talk.save(update_fields=["shared_at", "shared_by"])
    _tell("mentor_talk_shared", talk, by, at)


@transaction.atomic
def drop(talk: Talk, *, by: Actor, at: datetime) -> None:
    """No talk after all. Only a draft goes; what parents read stays. Twice changes nothing."""
    drafts = Talk.objects.standing().filter(pk=talk.pk, shared_at=None)
    if drafts.update(dropped_at=at, dropped_by=by.person):
        _tell("mentor_talk_dropped", talk, by, at)
    talk.refresh_from_db()


@transaction.atomic
def hold(
    talk: Talk, *, held_on: date, present="", agreements="", concerns="", next_on=None, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """What was agreed, with whom, and when the next talk is. May be said again in other words.

    Raises NotShared.
    """
    locked_head(by.organisation)
    talk.refresh_from_db()
    if not talk.shared_at:
        raise NotShared
    told = {"held_on": held_on, "present": _plain(present), "agreements": _plain(agreements),
            "concerns": _plain(concerns), "next_on": next_on}  # fmt: skip
    if Talk.objects.filter(pk=talk.pk).exclude(**told).update(**told):
        talk.refresh_from_db()
        _tell("mentor_talk_held", talk, by, at)


@transaction.atomic
def write_part(talk: Talk, guardian, text: str, *, by: Actor, at: datetime) -> ParentPart:
    """What a parent wants to tell before the talk; other words until the report is shared.

    Raises NothingSaid, or Closed when the parent was not asked or the report is there.
    """
    _need_draft(talk, by)
    text = _plain(text)[:LONGEST]
    if not talk.invited_at:
        raise Closed
    if not text:
        raise NothingSaid
    row = ParentPart.objects.filter(talk=talk, guardian=guardian).first()
    if row is None:
        row = ParentPart(organisation_id=talk.organisation_id, talk=talk, guardian=guardian)
    if row.text != text:
        row.text, row.written_at = text, at
        row.save()
        _tell("mentor_talk_part_written", talk, by, at)
    return row


@transaction.atomic
def read(talk: Talk, guardian, *, by: Actor, at: datetime) -> TalkReading:
    """The parent signs the report as read. The first moment stays. Raises NotShared."""
    locked_head(by.organisation)
    talk.refresh_from_db()
    if not talk.shared_at:
        raise NotShared
    row, new = TalkReading.objects.get_or_create(
        organisation_id=talk.organisation_id, talk=talk, guardian=guardian,
        defaults={"read_at": max(at, talk.shared_at)},
    )  # fmt: skip
    if new:
        _tell("mentor_talk_read", talk, by, at)
    return row


@transaction.atomic
def answer(talk: Talk, guardian, text: str, *, by: Actor, at: datetime) -> TalkReading:
    """What a parent says about the report; saying it is reading it too. Other words replace it.

    Raises NothingSaid or NotShared.
    """
    text = _plain(text)[:LONGEST]
    if not text:
        raise NothingSaid
    row = read(talk, guardian, by=by, at=at)
    if row.answer != text:
        row.answer, row.answered_at = text, max(at, row.read_at)
        row.save(update_fields=["answer", "answered_at"])
        _tell("mentor_talk_answered", talk, by, at)
    return row


@transaction.atomic
def let_school_read(
    talk: Talk, guardian, allowed: bool, *, by: Actor, at: datetime
) -> TalkReading:  # fmt: skip
    """Whether the report may go to the school: a dated answer that may change (art. 3 lid 2b)."""
    row = read(talk, guardian, by=by, at=at)
    if row.to_school != allowed:
        row.to_school, row.to_school_at = allowed, at
        row.save(update_fields=["to_school", "to_school_at"])
        _tell("mentor_talk_school_answered", talk, by, at)
    return row


def seen_for(talk: Talk):
    """The observations this report looks back at, the oldest first."""
    return (
        Observation.objects.standing()
        .filter(child=talk.child_id, seen_on__range=(talk.first_day, talk.last_day))
        .order_by("seen_on", "noted_at")
    )


def _looks_back_from(child, today: date) -> date:
    before = Talk.objects.shared().filter(child=child).order_by("-last_day").first()
    if before:
        return min(before.last_day + timedelta(days=1), today)
    return max(months_later(today, -A_YEAR), min(child.born_on, today))


def _lines(talk: Talk) -> list[Line]:
    return [Line(one.area, one.seen_on, one.text) for one in seen_for(talk)]


def _say_day(day: date) -> str:
    return date_format(day, "j F Y")


def _need_draft(talk: Talk, by: Actor) -> None:
    locked_head(by.organisation)
    talk.refresh_from_db()
    if talk.shared_at or talk.dropped_at:
        raise Closed


def _plain(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def _tell(verb: str, talk: Talk, by, at) -> None:
    record(verb, talk, by=by, at=at, children=[talk.child_id], kind=talk.kind)
