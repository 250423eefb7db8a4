"""Issue: numbers without a hole, and nothing that changes afterwards."""

from datetime import date

import pytest
from django.db import Error, transaction

from kiekeboe.billing import crediting, drafting, issuing
from kiekeboe.billing.drafting import What
from kiekeboe.billing.models import BilledCare, Invoice, InvoiceLine
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))
ISSUED_ON = date(2026, 12, 1)


def numbers(**where):
    rows = Invoice.objects.issued().filter(**where).order_by("year", "number")
    return [one.name for one in rows]


@pytest.fixture
def issued(nursery):
    nursery.family()
    nursery.draft(NOVEMBER)
    (invoice,) = nursery.issue(NOVEMBER).invoices
    return invoice


def test_invoices_are_numbered_without_a_hole_and_a_second_issue_does_nothing(nursery):
    """R14"""
    for _ in range(3):
        nursery.family()
    nursery.draft(NOVEMBER)

    nursery.issue(NOVEMBER)
    again = nursery.issue(NOVEMBER)

    assert numbers() == ["2026-00001", "2026-00002", "2026-00003"]
    assert again.invoices == []
    assert Event.objects.filter(verb="invoice_issued").count() == 3


def test_each_company_and_each_year_begins_at_one(nursery, monkeypatch):
    nursery.family()
    other = make.company(nursery.organisation)
    nursery.location = make.location(nursery.organisation, company=other)
    nursery.group = make.group(nursery.location)
    nursery.family()
    for month, on in ((NOVEMBER, ISSUED_ON), (DECEMBER, date(2027, 1, 2))):
        nursery.draft(month)
        nursery.issue(month, on=on)

    assert numbers(company=nursery.company) == ["2026-00001", "2027-00001"]
    assert numbers(company=other) == ["2026-00001", "2027-00001"]


def test_more_than_one_handful_goes_on_counting(nursery, monkeypatch):
    monkeypatch.setattr(issuing, "AT_ONCE", 2)
    for _ in range(3):
        nursery.family()
    nursery.draft(NOVEMBER)

    assert len(nursery.issue(NOVEMBER).invoices) == 3
    assert numbers() == ["2026-00001", "2026-00002", "2026-00003"]


def test_an_issued_invoice_keeps_who_sent_it_and_who_pays(nursery, issued):
    nursery.company.edit(name="Later", by=nursery.by, at=nursery.at)

    kept = Invoice.objects.get(pk=issued.pk)

    assert kept.seller["name"] != "Later"
    assert kept.buyer["name"] == str(kept.payer)
    assert (kept.issued_on, kept.due_on) == (ISSUED_ON, date(2026, 12, 15))
    told = Event.objects.get(verb="invoice_issued").payload
    assert (told["number"], told["digest"]) == ("2026-00001", kept.digest)


def test_a_protected_address_is_not_printed(nursery):
    _, parent, _ = nursery.family()
    parent.household.edit(
        street="Geheim 1", town="Ede", is_protected=True, by=nursery.by, at=nursery.at
    )
    nursery.draft(NOVEMBER)

    (invoice,) = nursery.issue(NOVEMBER).invoices

    assert invoice.buyer["address"] == ""


CHANGES = {
    "its total": lambda one: Invoice.objects.filter(pk=one.pk).update(total=1),
    "its number": lambda one: Invoice.objects.filter(pk=one.pk).update(number=9),
    "back to a draft": lambda one: Invoice.objects.filter(pk=one.pk).update(
        number=None, year=None, issued_at=None, issued_on=None, due_on=None, digest=""
    ),
    "a line": lambda one: InvoiceLine.objects.filter(invoice=one).update(amount=1),
    "a line gone": lambda one: InvoiceLine.objects.filter(invoice=one).delete(),
    "another line": lambda one: InvoiceLine.objects.create(
        **{**_values(one.lines.first()), "id": uuid7(), "place": 9}
    ),
    "all of it gone": lambda one: one.delete(),
}


def _values(line):
    return {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nothing_of_an_issued_invoice_can_be_changed(issued, change):
    with pytest.raises(Error, match="never change"), transaction.atomic():
        change(issued)

    kept = Invoice.objects.get(pk=issued.pk)
    assert issuing.digest(kept, list(kept.lines.order_by("place"))) == issued.digest


def test_a_draft_is_free_to_change_and_to_go(nursery):
    nursery.family()
    nursery.draft(NOVEMBER)

    Invoice.objects.update(total=1)
    InvoiceLine.objects.update(amount=1)
    Invoice.objects.get().delete()

    assert not InvoiceLine.objects.exists()


def test_a_credit_note_takes_all_of_it_back(nursery, issued):
    note = crediting.credit(uuid7(), issued, on=ISSUED_ON, by=nursery.by, at=nursery.at)
    again = crediting.credit(uuid7(), issued, on=ISSUED_ON, by=nursery.by, at=nursery.at)

    assert again == note
    assert (note.name, note.credits, note.total) == ("2026-00002", issued, -103913)
    (line,) = note.lines.all()
    assert (line.hundredths, line.amount, line.cents) == (-9533, -103913, 1090)
    assert numbers() == ["2026-00001", "2026-00002"]


def test_after_a_credit_note_the_next_run_makes_the_new_invoice(nursery, issued):
    nursery.price(1000, first_day=OCTOBER)
    (differs,) = nursery.draft(NOVEMBER).differences
    assert (differs.what, differs.before, differs.after) == (What.DIFFERS, 103913, 95333)
    crediting.credit(uuid7(), issued, on=ISSUED_ON, by=nursery.by, at=nursery.at)

    nursery.draft(NOVEMBER)
    (fresh,) = nursery.issue(NOVEMBER).invoices

    assert (fresh.name, fresh.total) == ("2026-00003", 95333)
    assert sum(Invoice.objects.values_list("total", flat=True)) == 95333


def test_a_draft_and_a_credit_note_are_not_credited(nursery, issued):
    note = crediting.credit(uuid7(), issued, on=ISSUED_ON, by=nursery.by, at=nursery.at)
    nursery.draft(NOVEMBER)
    for one in (note, Invoice.objects.drafts().get()):
        with pytest.raises(crediting.NotToCredit):
            crediting.credit(uuid7(), one, on=ISSUED_ON, by=nursery.by, at=nursery.at)


def test_an_invoice_that_still_says_the_same_is_left_alone(nursery, issued):
    assert [one.what for one in nursery.draft(NOVEMBER).differences] == [What.ISSUED]
    assert not Invoice.objects.drafts().exists()


def test_a_booking_is_billed_once_also_when_it_is_told_late(nursery):
    """R14"""
    child, *_ = nursery.family()
    booking = make.booking(child, day=date(2026, 10, 6))
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER)
    late = make.booking(child, day=date(2026, 10, 13))

    nursery.draft(DECEMBER)
    nursery.issue(DECEMBER)

    billed = dict(BilledCare.objects.values_list("booking", "invoice__month"))
    assert billed == {booking.pk: NOVEMBER, late.pk: DECEMBER}
    extra = InvoiceLine.objects.filter(kind="extra", invoice__month=DECEMBER).get()
    assert (extra.month, extra.hundredths) == (OCTOBER, 1000)


def test_two_drafts_with_the_same_booking_are_not_both_issued(nursery):
    """R14"""
    child, *_ = nursery.family()
    nursery.draft(OCTOBER)
    nursery.issue(OCTOBER)
    make.booking(child, day=date(2026, 10, 6))
    nursery.draft(NOVEMBER)
    nursery.draft(DECEMBER)
    nursery.issue(NOVEMBER)

    done = nursery.issue(DECEMBER)

    assert (done.invoices, len(done.stale)) == ([], 1)
    assert BilledCare.objects.count() == 1
    nursery.draft(DECEMBER)
    assert len(nursery.issue(DECEMBER).invoices) == 1


def test_a_cancelled_booking_waits_for_another_run(nursery):
    child, *_ = nursery.family()
    booking = make.booking(child, day=date(2026, 10, 6))
    nursery.draft(NOVEMBER)
    booking.cancelled_at = make.at(10)
    booking.save()

    assert nursery.issue(NOVEMBER).invoices == []

    nursery.draft(NOVEMBER)
    (invoice,) = nursery.issue(NOVEMBER).invoices
    assert (invoice.number, invoice.total) == (1, 103913)


def test_credit_frees_a_booking_for_the_new_invoice(nursery):
    child, *_ = nursery.family()
    make.booking(child, day=date(2026, 10, 6))
    nursery.draft(NOVEMBER)
    (invoice,) = nursery.issue(NOVEMBER).invoices
    crediting.credit(uuid7(), invoice, on=ISSUED_ON, by=nursery.by, at=nursery.at)

    nursery.draft(NOVEMBER)
    (fresh,) = nursery.issue(NOVEMBER).invoices

    assert fresh.total == invoice.total == 103913 + 11500
    assert BilledCare.objects.get().invoice == fresh


def test_numbers_and_dates_go_up_together(nursery, issued):
    drafting.draft(DECEMBER, by=nursery.by, at=nursery.at)
    with pytest.raises(issuing.Backdated):
        nursery.issue(DECEMBER, on=date(2026, 11, 30))


def test_one_draft_can_be_issued_alone(nursery):
    nursery.family()
    nursery.family()
    nursery.draft(NOVEMBER)
    one = Invoice.objects.first()

    for _ in range(2):
        (issued,) = issuing.issue(one, on=ISSUED_ON, by=nursery.by, at=nursery.at).invoices
        assert (issued.pk, issued.name) == (one.pk, "2026-00001")

    assert Invoice.objects.drafts().count() == 1
