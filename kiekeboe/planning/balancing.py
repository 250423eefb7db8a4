"""Putting a balance right: a line with a note, never a number that is overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.ledger import Balance
from kiekeboe.planning.models import Credit
from kiekeboe.planning.request_policy import Mode
from kiekeboe.planning.requests_of import rules_on

OFFICE = "office"
UNITS = {Mode.HOURS: Credit.Unit.MINUTES, Mode.POINTS: Credit.Unit.POINTS}


class NotEnough(ValueError):
    """There is less on the balance than is to be taken off; `left` is how much there is."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


class NoBalance(ValueError):
    """By the rules of this location a day comes back as another day: there is no balance."""


@transaction.atomic
def write_line(
    id: UUID, child, location, *, amount: int, note: str, day: date, until: date | None = None,
    by: Actor, at: datetime,
) -> Credit:  # fmt: skip
    """Add to a balance (`amount` above zero, until `until`), or take off it. Minutes or points,
    as the rules of `day` say. Sent twice, it is written once.

    Raises NoBalance, and NotEnough when more would be taken than there is.
    """
    locked_head(by.organisation)
    if known := Credit.objects.filter(pk=id, organisation=by.organisation).first():
        return known
    unit = UNITS.get(rules_on(location, day).mode)
    if unit is None:
        raise NoBalance
    left = balance_of(child, location, day).total
    if left + amount < 0:
        raise NotEnough(left)
    line = Credit.objects.create(
        id=id,
        organisation_id=by.organisation,
        child=child,
        location=location,
        unit=unit,
        amount=amount,
        day=day,
        until=until if amount > 0 else None,
        because=OFFICE,
        note=note,
        written_at=at,
    )
    record("balance_corrected", line, by=by, at=at, children=[child.pk], amount=amount)
    return line


@dataclass(frozen=True)
class Book:
    """The balance of a child at one location: what is left, and every line of it."""

    location: object
    unit: str  # empty: the rules know no balance here
    balance: Balance
    lines: list[Credit]


def book_of(child, location, day: date) -> Book:
    """Three questions."""
    lines = Credit.objects.filter(child=child, location=location).order_by("-written_at", "-id")
    unit = UNITS.get(rules_on(location, day).mode, "")
    return Book(location, unit, balance_of(child, location, day), list(lines))
