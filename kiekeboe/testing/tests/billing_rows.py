"""Rows of prices, contracts and invoices that are allowed, and what breaks each of them."""

from kiekeboe.billing.models import (
    BilledCare,
    BillingTerms,
    Contract,
    ContractVersion,
    Invoice,
    InvoiceLine,
    Mark,
    Payment,
    Price,
)
from kiekeboe.testing import make

MONTH, SECOND = make.DAY.replace(day=1), make.DAY.replace(day=2)


def price(**where):
    location = make.location()
    if where:
        where = {"location": location}
    return Price.objects.create(
        organisation=location.organisation, care_type="daycare", kind="contract",
        first_day=MONTH, cents=1090, **where,
    )  # fmt: skip


def terms():
    return BillingTerms.objects.create(
        organisation=make.organisation(), first_day=MONTH, hours="exact", part_month="calendar"
    )


def contract():
    child = make.child()
    location = child.placements.get().group.location
    return Contract.objects.create(
        organisation=child.organisation, child=child, location=location,
        company=make.company(child.organisation), care_type="daycare", started_on=MONTH,
    )  # fmt: skip


def version():
    one = contract()
    return ContractVersion.objects.create(
        organisation=one.organisation, contract=one, first_day=MONTH,
        payer=make.guardian([one.child]),
    )  # fmt: skip


def invoice(**fields):
    payer = fields.pop("payer", None) or make.guardian([make.child()])
    return Invoice.objects.create(
        organisation=payer.organisation,
        company=fields.pop("company", None) or make.company(payer.organisation),
        payer=payer, month=MONTH, drafted_at=make.at(8), **fields,
    )  # fmt: skip


def issued():
    return invoice(
        year=2026, number=1, issued_at=make.at(9), issued_on=make.DAY, due_on=make.DAY, digest="x"
    )


def note():
    one = issued()
    return invoice(payer=one.payer, company=one.company, credits=one)


def line():
    one = invoice()
    child = one.payer.guardianships.get().child
    return InvoiceLine.objects.create(
        organisation=one.organisation, invoice=one, place=1, kind="contract", child=child,
        child_name=str(child), born_on=child.born_on, care_type="daycare", month=MONTH,
        location=child.placements.get().group.location, amount=1,
    )  # fmt: skip


def billed():
    one = invoice()
    booking = make.booking(one.payer.guardianships.get().child)
    return BilledCare.objects.create(organisation=one.organisation, invoice=one, booking=booking)


def payment():
    one = issued()
    return Payment.objects.create(
        organisation=one.organisation, invoice=one, cents=1, paid_on=make.DAY,
        recorded_at=make.at(9),
    )  # fmt: skip


def mark():
    one = issued()
    return Mark.objects.create(
        organisation=one.organisation, invoice=one, kind="disputed", made_at=make.at(9)
    )


TWICE = {
    "one_price_a_day": price,
    "one_price_a_day_of_a_location": lambda: price(location=True),
    "one_way_of_counting_a_day": terms,
    "one_open_contract_at_a_location": contract,
    "one_version_a_day": version,
    "an_invoice_number_is_given_once": issued,
    "one_draft_a_month": invoice,
    "an_invoice_is_credited_once": note,
    "lines_stand_in_order": line,
    "a_booking_is_billed_once": billed,
    "one_mark_at_a_time": mark,
}
CHANGED = {
    "a_price_is_of_a_year": (price, {"weeks": 54}),
    "a_price_of_care_we_know": (price, {"care_type": "bso"}),
    "a_contract_for_care_we_know": (contract, {"care_type": ""}),
    "counting_changes_with_the_month": (terms, {"first_day": SECOND}),
    "a_contract_ends_after_it_starts": (contract, {"ended_on": make.LONG_AGO}),
    "a_contract_has_weeks": (version, {"weeks": 0}),
    "an_issue_is_whole": (invoice, {"number": 1}),
    "an_invoice_is_of_a_month": (invoice, {"month": SECOND}),
    "numbers_begin_at_one": (
        invoice,
        {
            "number": 0, "year": 2026, "issued_at": make.at(9), "issued_on": make.DAY,
            "due_on": make.DAY, "digest": "x",
        },
    ),
    "a_line_is_of_a_month": (line, {"month": SECOND}),
    "a_payment_is_something": (payment, {"cents": 0}),
}  # fmt: skip
