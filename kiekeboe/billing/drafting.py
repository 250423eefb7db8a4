"""An invoice run: drafts of a month, made as often as one likes, with what became different."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from kiekeboe.billing.books import open_books
from kiekeboe.billing.models import Invoice, InvoiceLine
from kiekeboe.billing.reckoning import Remark, reckon
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import Happening, locked_head, record_all
from kiekeboe.lib.writing import insert, update
from kiekeboe.organisation.models import Organisation

COLUMNS = (
    "kind", "child_id", "child_name", "born_on", "location_id", "care_type", "lrk_number",
    "month", "hundredths", "many", "cents", "amount", "name", "days", "working",
)  # fmt: skip
OF_THE_CONTRACT = "contract"


class What(StrEnum):
    """What a run found for one payer."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"  # a draft of before, for which nothing is owed any more
    ISSUED = "issued"  # sent already, and still right
    DIFFERS = "differs"  # sent already, and the contract says something else now


@dataclass(frozen=True, slots=True)
class Difference:
    """One payer in a run. `before` and `after` are totals in cents; `invoice` is None when gone."""

    what: What
    company: Any
    payer: Any
    invoice: Any
    before: int
    after: int


@dataclass(frozen=True)
class Run:
    """What a run did, and what a person has to look at."""

    differences: list[Difference]
    remarks: set[Remark]

    def many(self, what: What) -> int:
        return sum(1 for one in self.differences if one.what is what)


@transaction.atomic
def draft(month: date, *, by: Actor, at: datetime) -> Run:
    """Make the drafts of a month (its first day): contracts of it, extra care of those before.

    Doing it again changes nothing but what became different. Issued invoices stay as they are;
    one that differs is for a person, who credits it and runs again.
    """
    head = locked_head(by.organisation)
    reckoned = reckon(open_books(by.organisation, month))
    known = _known(by.organisation, month)
    lines = _lines(by.organisation, month) if known else {}
    run = Run([], reckoned.remarks)
    writing = _Writing(by.organisation, month, at)
    for key, owed in sorted(reckoned.owed.items(), key=str):
        run.differences.append(_weigh(writing, key, owed, known.get(key), lines))
    for key in sorted(known.keys() - reckoned.owed.keys(), key=str):
        run.differences.append(_gone(writing, key, known[key], lines))
    writing.write()
    counts = {str(what): run.many(what) for what in (What.NEW, What.CHANGED, What.GONE)}
    if any(counts.values()):
        subject = Organisation(pk=by.organisation)
        told = {"month": month.isoformat(), **counts}
        record_all([Happening("invoices_drafted", subject, at, payload=told)], by=by, head=head)
    return run


class _Writing:
    """What a run writes, in a few statements at its end."""

    def __init__(self, organisation, month, at):
        self.organisation, self.month, self.at = organisation, month, at
        self.invoices: list[Invoice] = []
        self.changed: list[Invoice] = []
        self.gone: list[Any] = []
        self.lines: list[InvoiceLine] = []

    def add(self, key, owed) -> Invoice:
        company, payer = key
        invoice = Invoice(
            organisation_id=self.organisation, company_id=company, payer_id=payer,
            month=self.month, total=_total(owed), drafted_at=self.at,
        )  # fmt: skip
        self.invoices.append(invoice)
        self._lines(invoice, owed)
        return invoice

    def change(self, invoice: Invoice, owed) -> None:
        invoice.total, invoice.drafted_at = _total(owed), self.at
        self.changed.append(invoice)
        self._lines(invoice, owed)

    def _lines(self, invoice, owed) -> None:
        self.lines += [
            InvoiceLine(organisation_id=self.organisation, invoice=invoice, place=place, **each)
            for place, each in enumerate(owed, 1)
        ]

    def write(self) -> None:
        Invoice.objects.filter(pk__in=self.gone).delete()
        changed = [one.pk for one in self.changed]
        InvoiceLine.objects.filter(invoice__in=changed).delete()
        insert(self.invoices)
        for one in self.changed:
            update(one, "total", "drafted_at")
        insert(self.lines)


def _known(organisation, month: date) -> dict:
    """Drafts of the month and invoices that stand, by (company, payer)."""
    of_month = Invoice.objects.filter(organisation=organisation, month=month, credits=None)
    standing = of_month.filter(credit_notes=None)
    return {(one.company_id, one.payer_id): one for one in standing}


def _lines(organisation, month: date) -> dict:
    found = defaultdict(list)
    rows = InvoiceLine.objects.filter(
        organisation=organisation, invoice__month=month, invoice__credits=None
    )
    for invoice, *values in rows.order_by("place").values_list("invoice_id", *COLUMNS):
        found[invoice].append(dict(zip(COLUMNS, values, strict=True)))
    return found


def _weigh(writing: _Writing, key, owed, invoice, lines) -> Difference:
    if invoice is None:
        made = writing.add(key, owed)
        return Difference(What.NEW, *key, made.pk, 0, made.total)
    stood, before = lines[invoice.pk], invoice.total
    if invoice.number:
        same = _weighed(stood) == _weighed(owed)
        after = before - _total(_of_contract(stood)) + _total(_of_contract(owed))
        what = What.ISSUED if same else What.DIFFERS
        return Difference(what, *key, invoice.pk, before, after)
    if stood == owed:
        return Difference(What.SAME, *key, invoice.pk, before, before)
    writing.change(invoice, owed)
    return Difference(What.CHANGED, *key, invoice.pk, before, invoice.total)


def _gone(writing: _Writing, key, invoice, lines) -> Difference:
    if not invoice.number:
        writing.gone.append(invoice.pk)
        return Difference(What.GONE, *key, None, invoice.total, 0)
    contract = _of_contract(lines[invoice.pk])
    what = What.DIFFERS if contract else What.ISSUED
    after = invoice.total - _total(contract)
    return Difference(what, *key, invoice.pk, invoice.total, after)


def _weighed(lines) -> list[tuple]:
    """What of the contract would make another invoice; a child with another name does not."""
    names = ("child_id", "care_type", "lrk_number", "month", "hundredths", "cents", "amount")
    return [tuple(one[name] for name in names) for one in _of_contract(lines)]


def _of_contract(lines) -> list[dict]:
    return [one for one in lines if one["kind"] == OF_THE_CONTRACT]


def _total(lines) -> int:
    return sum(one["amount"] for one in lines)
