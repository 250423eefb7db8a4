"""Please bring (meenemen, B8): ask a family for something, tick it off, take it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.chat.models import PleaseBring
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7


class NothingNamed(Exception):
    """Something else, but not what."""


@transaction.atomic
def ask(id: UUID, *, child, thing: str, text: str = "", by: Actor, at: datetime) -> PleaseBring:
    """Ask the family of a child to bring something; it stays until it is ticked off.

    The same id, or the same thing while it is still asked, changes nothing. Raises NothingNamed.
    """
    locked_head(by.organisation)
    text = text.replace("\0", "").strip()
    if thing == PleaseBring.Thing.ELSE and not text:
        raise NothingNamed
    asked = PleaseBring.objects.standing().filter(organisation=by.organisation, child=child)
    if known := asked.filter(thing=thing, text=text).first():
        return known
    if known := PleaseBring.objects.filter(pk=id, child=child).first():
        return known
    row = PleaseBring.objects.create(
        id=uuid7() if PleaseBring.objects.filter(pk=id).exists() else id,
        organisation_id=by.organisation,
        child=child,
        thing=thing,
        text=text,
        asked_by_id=by.person,
        asked_at=at,
    )
    _record("bring_asked", row, by=by, at=at)
    return row


@transaction.atomic
def tick_off(asked: PleaseBring, *, by: Actor, at: datetime) -> None:
    """It is there, says a parent or a colleague. Twice changes nothing."""
    locked_head(by.organisation)
    standing = PleaseBring.objects.standing().filter(pk=asked.pk)
    if standing.update(done_at=at, done_by=by.person):
        _record("bring_ticked", asked, by=by, at=at)
    asked.refresh_from_db()


@transaction.atomic
def withdraw(asked: PleaseBring, *, by: Actor, at: datetime) -> None:
    """Staff do not need it any more. Twice changes nothing."""
    locked_head(by.organisation)
    if PleaseBring.objects.standing().filter(pk=asked.pk).update(withdrawn_at=at):
        _record("bring_withdrawn", asked, by=by, at=at)
    asked.refresh_from_db()


def _record(verb, asked: PleaseBring, *, by, at) -> None:
    record(verb, asked, by=by, at=at, children=[asked.child_id], thing=asked.thing)
