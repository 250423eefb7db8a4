"""A guardian tells a new address. It holds at once, because it is their own (A8)."""

from datetime import datetime

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.people.models import Guardian, Household


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
