"""Contracts: making one, agreeing another version from a day on, ending it (J4).

The days of the week are those of planning (ContractDay); nothing here repeats them.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.billing.models import Contract, ContractVersion
from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import Happening, locked_head, record_all

FOUR = 4


class Overlap(Exception):
    """The child has a contract at this location in these days; `contract` is it."""

    def __init__(self, contract: Contract):
        super().__init__(contract.pk)
        self.contract = contract


class NoCompany(Exception):
    """The location belongs to no company yet, so nobody can sign the contract."""


class NotThePayer(Exception):
    """Who pays is a parent of the child that signs the contract, on the day it begins."""


class OutsideContract(Exception):
    """The day is not one of this contract."""


def proposed_end(child, care_type: str) -> date | None:
    """Day care ends on the eve of the fourth birthday (nl-rules §4.1); other care has no end."""
    if care_type != "daycare":
        return None
    born = child.born_on
    if (born.month, born.day) == (2, 29):
        return date(born.year + FOUR, 2, 28)
    return date(born.year + FOUR, born.month, born.day) - timedelta(days=1)


def eve(day: date) -> date:
    return day - timedelta(days=1)


@transaction.atomic
def make(
    id: UUID, child, location, payer, *, started_on: date, ended_on: date | None = None,
    weeks: int = 52, cents: int | None = None, by: Actor, at: datetime,
) -> Contract:  # fmt: skip
    """Make a contract with its first version. Making it again under this id changes nothing.

    `cents` is an agreed price of an hour; without it the price list holds. Raises Overlap,
    NoCompany, NotThePayer.
    """
    head = locked_head(by.organisation)
    if known := Contract.objects.filter(pk=id, organisation=by.organisation).first():
        return known
    if location.company_id is None:
        raise NoCompany
    _check_payer(payer, child, started_on)
    _refuse_overlap(child, location, started_on, ended_on)
    contract, _ = create_once(
        Contract.objects, id, by.organisation, child=child, location=location,
        company_id=location.company_id, care_type=location.care_type,
        lrk_number=location.lrk_number, started_on=started_on, ended_on=ended_on,
    )  # fmt: skip
    ContractVersion.objects.create(
        organisation_id=by.organisation, contract=contract, first_day=started_on, payer=payer,
        weeks=weeks, cents=cents,
    )  # fmt: skip
    record_all([Happening("contract_made", contract, at)], by=by, head=head)
    return contract


def _check_payer(payer, child, day: date) -> None:
    relations = child.guardianships.in_force(day).filter(guardian=payer, is_contract_parent=True)
    if not relations.exists():
        raise NotThePayer


def _refuse_overlap(child, location, first: date, last: date | None, but=None) -> None:
    others = Contract.objects.filter(child=child, location=location).exclude(pk=but)
    if found := others.between(first, last or date.max).first():
        raise Overlap(found)


@transaction.atomic
def agree(
    contract: Contract, payer, *, first_day: date, weeks: int = 52, cents: int | None = None,
    by: Actor, at: datetime,
) -> ContractVersion:  # fmt: skip
    """Agree another payer, package or price from `first_day` on. The same again changes nothing;
    what was agreed for that day before is replaced. Raises OutsideContract, NotThePayer."""
    head = locked_head(by.organisation)
    contract.refresh_from_db()
    last = contract.ended_on or date.max
    if not contract.started_on <= first_day <= last:
        raise OutsideContract
    before = contract.versions.filter(first_day__lte=first_day).order_by("-first_day").first()
    if (before.payer_id, before.weeks, before.cents) == (payer.pk, weeks, cents):
        return before
    _check_payer(payer, contract.child, first_day)
    version, _ = ContractVersion.objects.update_or_create(
        organisation_id=by.organisation, contract=contract, first_day=first_day,
        defaults={"payer": payer, "weeks": weeks, "cents": cents},
    )  # fmt: skip
    record_all([Happening("contract_version_agreed", version, at)], by=by, head=head)
    return version


@transaction.atomic
def end(contract: Contract, *, last_day: date | None, by: Actor, at: datetime) -> bool:
    """Say which day is the last of a contract; None: it has no end (any more). Days of the week
    end in planning. The same day again changes nothing. Raises OutsideContract, Overlap."""
    head = locked_head(by.organisation)
    contract.refresh_from_db()
    if contract.ended_on == last_day:
        return False
    if last_day and last_day < contract.started_on:
        raise OutsideContract
    _refuse_overlap(contract.child, contract.location, contract.started_on, last_day, contract.pk)
    contract.ended_on = last_day
    contract.save(update_fields=["ended_on"])
    record_all([Happening("contract_end_set", contract, at)], by=by, head=head)
    return True
