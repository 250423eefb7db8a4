"""Lending a child to another group of its location for some days (vervangende groep)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import Lending


class EndsBeforeItStarts(ValueError):
    """The last day is before the first one."""


class ElsewhereOrClosed(ValueError):
    """The group stands in another location, or ends before the last day."""


class WithoutConsent(ValueError):
    """No parent of this child said yes in writing, or only after the first day."""


class LentAlready(ValueError):
    """The child is lent on one of these days; `lending` says to which group."""

    def __init__(self, lending: Lending):
        super().__init__(lending.pk)
        self.lending = lending


@transaction.atomic
def lend(
    id: UUID, child, group, *, first_day: date, last_day: date, consented_by, consented_on: date,
    by: Actor, at: datetime,
) -> Lending:  # fmt: skip
    """From the first to the last day this child is cared for in `group`. Twice changes nothing.

    A parent said yes in writing before (Besluit kwaliteit art. 9): who, and when.
    Raises EndsBeforeItStarts, ElsewhereOrClosed, WithoutConsent, LentAlready.
    """
    if last_day < first_day:
        raise EndsBeforeItStarts(f"{first_day} – {last_day}")
    locked_head(by.organisation)
    known = Lending.objects.filter(pk=id, organisation=by.organisation).first()
    if known:
        return known
    _need_a_group_here(child, group, first_day, last_day)
    _need_consent(child, consented_by, consented_on, first_day)
    lent = Lending.objects.standing(first_day, last_day).filter(child=child).first()
    if lent:
        raise LentAlready(lent)
    lending, _ = create_once(
        Lending.objects, id, by.organisation, child=child, group=group, first_day=first_day,
        last_day=last_day, consented_by=consented_by, consented_on=consented_on, made_at=at,
    )  # fmt: skip
    record("child_lent", lending, by=by, at=at, children=[child.pk], group=group.pk)
    return lending


@transaction.atomic
def take_back(lending: Lending, *, from_day: date, by: Actor, at: datetime) -> Lending:
    """The child is in its own group again from this day. Days that were stay as they were.

    Again, or a day after it ended, changes nothing.
    """
    locked_head(by.organisation)
    lending.refresh_from_db()
    if lending.withdrawn_at or lending.last_day < from_day:
        return lending
    if from_day <= lending.first_day:
        lending.withdrawn_at = at
    else:
        lending.last_day = from_day - timedelta(days=1)
    lending.save(update_fields=["withdrawn_at", "last_day"])
    record("child_back", lending, by=by, at=at, children=[lending.child_id],
           group=lending.group_id)  # fmt: skip
    return lending


def _need_a_group_here(child, group, first_day: date, last_day: date) -> None:
    """Within one location only: the location is who the parents chose."""
    own = child.placements.in_force(first_day).select_related("group").first()
    if own is None or own.group_id == group.pk or own.group.location_id != group.location_id:
        raise ElsewhereOrClosed
    if group.ended_on is not None and group.ended_on < last_day:
        raise ElsewhereOrClosed


def _need_consent(child, guardian, day, first_day: date) -> None:
    if guardian is None or day is None or day > first_day:
        raise WithoutConsent
    if not child.guardianships.parental().in_force(day).filter(guardian=guardian).exists():
        raise WithoutConsent
