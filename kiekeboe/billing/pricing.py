"""Prices of an hour and ways of counting, each from a day on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kiekeboe.billing.engine import Terms
from kiekeboe.billing.hours import PartMonth
from kiekeboe.billing.models import BillingTerms, Price
from kiekeboe.billing.rounding import Hours
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import Happening, locked_head, record_all


class NoPrice(Exception):
    """No price list says what an hour of this kind of care costs on this day."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A price as the list has it; `location` and `weeks` are empty where it is for all."""

    location: object
    care_type: str
    kind: str
    weeks: int
    first: date
    cents: int


class PriceList:
    """The prices of one organisation, in memory."""

    def __init__(self, prices):
        self.found: dict[tuple[str, str], list[Listed]] = {}
        for one in prices:
            self.found.setdefault((one.care_type, one.kind), []).append(one)

    def cents(self, location, care_type: str, kind: str, day: date, weeks: int = 0) -> int:
        """The price of an hour: that of the location before that of the organisation, that of a
        package before that of any, then the newest. Raises NoPrice."""
        fits = [
            one
            for one in self.found.get((care_type, kind), ())
            if one.location in (None, location) and one.weeks in (0, weeks) and one.first <= day
        ]
        if not fits:
            raise NoPrice(location, care_type, kind, day)
        return max(
            fits, key=lambda one: (one.location is not None, one.weeks != 0, one.first)
        ).cents

    def changes(self, care_type: str, kind: str) -> set[date]:
        """The days on which a price of this kind begins."""
        return {one.first for one in self.found.get((care_type, kind), ())}


def price_list(organisation) -> PriceList:
    """The prices of an organisation (id). One question."""
    columns = ("location_id", "care_type", "kind", "weeks", "first_day", "cents")
    rows = Price.objects.filter(organisation=organisation).values_list(*columns)
    return PriceList(Listed(*row) for row in rows)


@transaction.atomic
def set_price(
    care_type: str, kind: str, cents: int, *, first_day: date, location=None,
    weeks: int = 0, by: Actor, at: datetime,
) -> Price:  # fmt: skip
    """Write down what an hour costs from `first_day` on, in cents. The same again changes nothing.

    A price of that day is replaced: what was issued keeps its own, drafts show the difference.
    """
    head = locked_head(by.organisation)
    price, new = Price.objects.get_or_create(
        organisation_id=by.organisation, location=location, care_type=care_type, kind=kind,
        weeks=weeks, first_day=first_day, defaults={"cents": cents},
    )  # fmt: skip
    if not new and price.cents == cents:
        return price
    price.cents = cents
    price.save(update_fields=["cents"])
    record_all([Happening("price_set", price, at, payload={"cents": cents})], by=by, head=head)
    return price


@transaction.atomic
def set_terms(
    terms: Terms, *, first_day: date, due_days: int = 14, by: Actor, at: datetime
) -> BillingTerms:
    """Say how hours are counted from the first of a month on. The same again changes nothing."""
    head = locked_head(by.organisation)
    facts = {
        "hours": terms.hours, "part_month": terms.part_month, "in_steps": terms.in_steps,
        "due_days": due_days,
    }  # fmt: skip
    row, new = BillingTerms.objects.get_or_create(
        organisation_id=by.organisation, first_day=first_day, defaults=facts
    )
    if not new and all(getattr(row, name) == fact for name, fact in facts.items()):
        return row
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save()
    record_all([Happening("billing_terms_set", row, at)], by=by, head=head)
    return row


def terms_on(organisation, day: date) -> tuple[Terms, int]:
    """How an organisation (id) counts on a day, and in how many days its invoices are due."""
    rows = BillingTerms.objects.filter(organisation=organisation, first_day__lte=day)
    row = rows.order_by("-first_day").first()
    if row is None:
        return Terms(), BillingTerms._meta.get_field("due_days").default
    return Terms(Hours(row.hours), PartMonth(row.part_month), row.in_steps), row.due_days
