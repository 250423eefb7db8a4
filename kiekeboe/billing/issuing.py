"""Issue: drafts get their number and are never changed again (K2).

Numbers are given in the same transaction as the issue, under the turn of the organisation: a run
that is killed leaves no hole, and running again goes on where it stopped.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from kiekeboe.billing.models import BilledCare, Invoice, InvoiceLine
from kiekeboe.billing.parties import buyer_of, sellers_of
from kiekeboe.billing.pricing import terms_on
from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Head
from kiekeboe.events.recording import Happening, locked_head, record_all
from kiekeboe.lib.writing import insert, update
from kiekeboe.planning.models import Booking

AT_ONCE = 200
NAMES = (
    "seller", "buyer", "language", "year", "number", "issued_at", "issued_on", "due_on", "digest",
)  # fmt: skip


class Backdated(Exception):
    """Invoices with a later date were issued already: numbers and dates go up together."""


@dataclass
class Issue:
    """Invoices that got a number, in order; `stale` drafts need another run first: a booking in
    them was cancelled, or billed elsewhere."""

    invoices: list = field(default_factory=list)
    stale: list = field(default_factory=list)


def issue_month(month: date, *, on: date, by: Actor, at: datetime) -> Issue:
    """Issue all drafts of a month, some at a time. Doing it again issues what is still a draft.

    `on` is the date on the invoices. Raises Backdated.
    """
    done = Issue()
    while _some(month, done, on, by, at):
        pass
    return done


@transaction.atomic
def _some(month: date, done: Issue, on: date, by: Actor, at: datetime) -> bool:
    head = locked_head(by.organisation)
    drafts = Invoice.objects.drafts().filter(organisation=by.organisation, month=month)
    drafts = drafts.filter(credits=None).exclude(pk__in=[one.pk for one in done.stale])
    rows = list(drafts.select_related("payer__household", "company").order_by("id")[:AT_ONCE])
    fresh, stale = number(rows, head, on=on, by=by, at=at)
    done.invoices += fresh
    done.stale += stale
    return bool(rows)


@transaction.atomic
def issue(invoice: Invoice, *, on: date, by: Actor, at: datetime) -> Issue:
    """Issue one draft. Issuing it again changes nothing. Raises Backdated."""
    head = locked_head(by.organisation)
    row = Invoice.objects.select_related("payer__household", "company").get(pk=invoice.pk)
    if row.number:
        return Issue([row])
    return Issue(*number([row], head, on=on, by=by, at=at))


def number(
    drafts: list[Invoice], head: Head, *, on: date, by: Actor, at: datetime
) -> tuple[list[Invoice], list[Invoice]]:
    """(issued, stale): give these drafts their numbers, in the transaction that holds `head`."""
    lines = _lines(drafts)
    billed, stale = _billed(drafts, lines)
    fresh = [one for one in drafts if one.pk not in stale]
    last = _last_numbers({one.company_id for one in fresh}, on)
    due = on + timedelta(days=terms_on(by.organisation, on)[1])
    sellers = sellers_of({one.company_id for one in fresh})
    for one in fresh:
        last[one.company_id] += 1
        one.year, one.number, one.issued_at, one.issued_on = on.year, last[one.company_id], at, on
        one.due_on = on if one.credits_id else due
        if not one.credits_id:
            one.seller, one.buyer = sellers[one.company_id], buyer_of(one.payer)
            one.language = one.payer.language
        one.digest = digest(one, lines[one.pk])
        update(one, *NAMES)
    insert([
        BilledCare(organisation_id=by.organisation, invoice=one, booking_id=booking)
        for one in fresh for booking in billed[one.pk]
    ])  # fmt: skip
    record_all([_told(one, at) for one in fresh], by=by, head=head)
    return fresh, [one for one in drafts if one.pk in stale]


def _told(one: Invoice, at: datetime) -> Happening:
    """The children are not named: who may see the diary does not see what somebody else pays."""
    verb = "invoice_credited" if one.credits_id else "invoice_issued"
    payload = {"number": one.name, "company": str(one.company_id), "digest": one.digest}
    return Happening(verb, one, at, payload=payload)


def _lines(invoices) -> dict:
    found: dict = {one.pk: [] for one in invoices}
    for line in InvoiceLine.objects.filter(invoice__in=list(found)).order_by("place"):
        found[line.invoice_id].append(line)
    return found


def _billed(drafts, lines) -> tuple[dict, set]:
    """Bookings in each draft, and the drafts with one that does not stand or is billed already."""
    billed = {
        one.pk: [] if one.credits_id else [
            day[2] for line in lines[one.pk] for day in line.days if len(day) > 2
        ]
        for one in drafts
    }  # fmt: skip
    named = {booking for several in billed.values() for booking in several}
    free = Booking.objects.standing().filter(pk__in=named, billed=None) if named else []
    left = {str(one.pk) for one in free}
    stale = set()
    for invoice, several in billed.items():
        if left.issuperset(several):
            left.difference_update(several)
        else:
            stale.add(invoice)
    return billed, stale


def _last_numbers(companies, on: date) -> dict:
    """The last number of each company this year. Raises Backdated."""
    issued = Invoice.objects.issued().filter(company__in=companies)
    last = dict.fromkeys(companies, 0)
    rows = issued.values("company").annotate(day=Max("issued_on"))
    if any(row["day"] > on for row in rows):
        raise Backdated
    rows = issued.filter(year=on.year).values("company").annotate(number=Max("number"))
    return last | {row["company"]: row["number"] for row in rows}


def digest(invoice: Invoice, lines) -> str:
    """SHA-256 over everything that is printed, for the chain of events."""
    told = [
        invoice.name, invoice.issued_on, invoice.due_on, invoice.month, invoice.total,
        invoice.seller, invoice.buyer, invoice.credits_id,
        [[line.place, line.kind, line.child_name, line.born_on, line.care_type, line.lrk_number,
          line.month, line.hundredths, line.many, line.cents, line.amount, line.name, line.days,
          line.working] for line in lines],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()
