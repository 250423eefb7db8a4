"""What a location agrees about chat, note templates, and being away (F2, F3)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.chat.models import ChatPolicy, NoteTemplate, OutOfOffice
from kiekeboe.chat.policy import Policy, holding
from kiekeboe.events.actors import Actor
from kiekeboe.events.changing import change
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record

A_DAY = timedelta(days=1)


class OverAlready(Exception):
    """A policy that would hold for days gone by: what held then, held."""


@transaction.atomic
def set_policy(
    location, told: Policy, *, until: date | None = None, day: date, by: Actor, at: datetime
) -> None:
    """Agree on something from `told.since` on; `until` is its last day, after which the policy
    returns that would have held without it. The same again changes nothing.

    `day` is the day of the location on which it is agreed. Raises OverAlready.
    """
    locked_head(by.organisation)
    if told.since < day or (until and until < told.since):
        raise OverAlready
    rows = ChatPolicy.objects.of(location.pk)
    standing = [one.plain() for one in rows]
    changed = _write(location, told, standing, by, at)
    if until:
        after = until + A_DAY
        returns = holding(standing, after)
        within = rows.filter(since__gt=told.since, since__lte=until)
        changed |= within.delete()[0] > 0
        changed |= _write(location, _from(returns, after), standing, by, at)
    if changed:
        record("chat_policy_set", location, by=by, at=at)


def _from(known: Policy, since: date) -> Policy:
    return Policy(**{name: getattr(known, name) for name in Policy.__slots__} | {"since": since})


def _write(location, told: Policy, standing, by, at) -> bool:
    if any(one == told for one in standing):
        return False
    facts = {name: getattr(told, name) for name in Policy.__slots__ if name != "since"}
    facts["weekdays"] = "".join(str(one) for one in sorted(told.weekdays))
    ChatPolicy.objects.update_or_create(
        organisation_id=by.organisation,
        location=location,
        since=told.since,
        defaults=facts | {"written_at": at},
    )
    return True


@transaction.atomic
def write_template(
    id: UUID, *, location=None, title: str, text_nl: str, text_en: str = "", by: Actor, at: datetime
) -> NoteTemplate:
    """Keep a text to start from, or say it otherwise. The same again changes nothing."""
    facts = {"location": location, "title": title, "text_nl": text_nl, "text_en": text_en}
    row, new = create_once(NoteTemplate.objects, id, by.organisation, written_at=at, **facts)
    if new:
        record("note_template_written", row, by=by, at=at)
    else:
        change(row, "note_template_changed", by=by, at=at, **facts)
    return row


@transaction.atomic
def withdraw_template(template: NoteTemplate, *, by: Actor, at: datetime) -> None:
    """It is not offered any more. Twice changes nothing."""
    if NoteTemplate.objects.filter(pk=template.pk, withdrawn_at=None).update(withdrawn_at=at):
        record("note_template_withdrawn", template, by=by, at=at)
    template.refresh_from_db()


def templates_for(organisation: UUID, location=None):
    """The texts of a location and those of the whole organisation, by title."""
    rows = NoteTemplate.objects.filter(organisation=organisation, withdrawn_at=None)
    mine = rows.filter(location=None) | rows.filter(location=location) if location else rows
    return mine.order_by("title", "pk")


@transaction.atomic
def be_away(
    id: UUID, *, employee, first_day: date, last_day: date, text: str = "", instead=None,
    by: Actor, at: datetime,
) -> OutOfOffice:  # fmt: skip
    """Say that a colleague is away, and who answers instead. The same id changes nothing."""
    row, new = create_once(
        OutOfOffice.objects,
        id,
        by.organisation,
        employee=employee,
        first_day=first_day,
        last_day=last_day,
        text=text,
        instead=instead,
        written_at=at,
    )
    if new:
        record("out_of_office_set", row, by=by, at=at, employee=str(employee.pk))
    return row


@transaction.atomic
def be_back(away: OutOfOffice, *, by: Actor, at: datetime) -> None:
    """The colleague is back. Twice changes nothing."""
    if OutOfOffice.objects.filter(pk=away.pk, withdrawn_at=None).update(withdrawn_at=at):
        record("out_of_office_ended", away, by=by, at=at, employee=str(away.employee_id))
    away.refresh_from_db()
