"""A guardian tells a new address. It is their own, so nobody decides about it: it holds at once,
or from the day that they say (A8)."""

from datetime import date, datetime

from django.db import transaction

from kiekeboe.events.actors import Actor, system
from kiekeboe.events.recording import locked_head, record
from kiekeboe.people.models import Guardian, Household, Move


def lives_with_others(guardian: Guardian) -> bool:
    """Whether other adults whom we know live at the same address."""
    return guardian.household.guardians.exclude(pk=guardian.pk).exists()


@transaction.atomic
def move(
    guardian: Guardian,
    *,
    street: str,
    postcode: str,
    town: str,
    alone: bool,
    by: Actor,
    at: datetime,
    children=(),
) -> bool:
    """Write a new address down for everybody who lives there, or (`alone`) for this guardian.

    Who lived at a protected address lives at one again. The same address again changes nothing.
    """
    home = Household.objects.select_for_update().get(pk=guardian.household_id)
    facts = {"street": street.strip(), "postcode": postcode.strip().upper(), "town": town.strip()}
    if all(getattr(home, name) == fact for name, fact in facts.items()):
        return False
    if alone and lives_with_others(guardian):
        guardian.leave_household(by=by, at=at, children=children)
        facts["is_protected"] = home.is_protected
    return guardian.household.edit(by=by, at=at, children=children, **facts)


def all_ahead():
    """The moves that are not done and not taken back."""
    return Move.objects.filter(done_at=None, withdrawn_at=None)


def ahead(guardian: Guardian) -> Move | None:
    """The move that lies ahead, if there is one."""
    return all_ahead().filter(guardian=guardian).first()


@transaction.atomic
def plan(
    guardian: Guardian,
    *,
    street: str,
    postcode: str,
    town: str,
    alone: bool,
    first_day: date,
    by: Actor,
    at: datetime,
) -> Move:
    """Write down where a guardian lives from a day to come on; it takes the place of what was
    told before. The same again changes nothing. The event tells no address."""
    locked_head(by.organisation)
    facts = {
        "street": street.strip(), "postcode": postcode.strip().upper(), "town": town.strip(),
        "alone": alone, "first_day": first_day,
    }  # fmt: skip
    known = ahead(guardian)
    if known and all(getattr(known, name) == fact for name, fact in facts.items()):
        return known
    if known:
        withdraw(known, by=by, at=at)
    made = Move.objects.create(
        organisation_id=guardian.organisation_id, guardian=guardian, told_at=at, **facts
    )
    record("move_planned", made, by=by, at=at, first_day=first_day.isoformat())
    return made


@transaction.atomic
def withdraw(planned: Move, *, by: Actor, at: datetime) -> None:
    """The move does not go on. Again changes nothing, nor when it was done already."""
    if all_ahead().filter(pk=planned.pk).update(withdrawn_at=at):
        record("move_withdrawn", planned, by=by, at=at)


def do_what_is_due(today: date, at: datetime) -> int:
    """Every move whose day has come is done, however late this runs. Answers how many."""
    due = all_ahead().filter(first_day__lte=today).order_by("first_day")
    return sum(_do(one, at) for one in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _do(key, at: datetime) -> bool:
    if not all_ahead().filter(pk=key).update(done_at=at):
        return False
    planned = Move.objects.select_related("guardian__household").get(pk=key)
    children = planned.guardian.children_on(planned.first_day).values_list("pk", flat=True)
    move(
        planned.guardian, street=planned.street, postcode=planned.postcode, town=planned.town,
        alone=planned.alone, by=system(planned.organisation_id), at=at, children=list(children),
    )  # fmt: skip
    return True
