"""A credit note takes an issued invoice back whole; another run makes the new one (K2)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.billing.issuing import number
from kiekeboe.billing.models import BilledCare, Invoice, InvoiceLine
from kiekeboe.billing.parties import printed_now
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head
from kiekeboe.lib.writing import insert

KEPT = (
    "organisation_id", "place", "kind", "child_id", "child_name", "born_on", "location_id",
    "care_type", "lrk_number", "month", "cents", "name", "days", "working",
)  # fmt: skip
TURNED = ("hundredths", "many", "amount")


class NotToCredit(Exception):
    """A draft is simply changed, and a credit note is never credited."""


@transaction.atomic
def credit(id: UUID, invoice: Invoice, *, on: date, by: Actor, at: datetime) -> Invoice:
    """Take an invoice back with a credit note of its own number; what it billed is free again.

    An invoice is credited once: saying it again gives the note that there is. Raises NotToCredit,
    Backdated.
    """
    head = locked_head(by.organisation)
    rows = Invoice.objects.select_related("payer__household")
    invoice = rows.get(pk=invoice.pk, organisation=by.organisation)
    if known := invoice.credit_notes.first():
        return known
    if not invoice.number or invoice.credits_id:
        raise NotToCredit
    buyer = printed_now(invoice.buyer, invoice.payer)
    note = Invoice(
        id=id, organisation_id=by.organisation, company_id=invoice.company_id,
        payer_id=invoice.payer_id, month=invoice.month, credits=invoice, total=-invoice.total,
        seller=invoice.seller, buyer=buyer, language=invoice.language, drafted_at=at,
    )  # fmt: skip
    note.save(force_insert=True)
    insert([_mirrored(line, note) for line in invoice.lines.order_by("place")])
    BilledCare.objects.filter(invoice=invoice).delete()
    number([note], head, on=on, by=by, at=at)
    return note


def _mirrored(line: InvoiceLine, note: Invoice) -> InvoiceLine:
    kept = {name: getattr(line, name) for name in KEPT}
    turned = {name: -getattr(line, name) for name in TURNED}
    return InvoiceLine(invoice=note, **kept, **turned)
