"""What came in, what is late, and the figures of the year."""

from datetime import date
from fractions import Fraction

import pytest

from kiekeboe.billing import crediting, paying
from kiekeboe.billing.models import Invoice, InvoiceLine, Payment
from kiekeboe.billing.states import State
from kiekeboe.billing.yearly import statements
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

NOVEMBER, ISSUED_ON = date(2026, 11, 1), date(2026, 12, 1)
DUE, LATE = date(2026, 12, 15), date(2026, 12, 16)


@pytest.fixture
def invoice(nursery):
    nursery.family()
    nursery.draft(NOVEMBER)
    (issued,) = nursery.issue(NOVEMBER, on=ISSUED_ON).invoices
    return issued


def state(day=DUE):
    (found,) = paying.standing_of(Invoice.objects.filter(credits=None), day)
    return found.state, found.left


def receive(nursery, invoice, cents, id=None):
    return paying.receive(id or uuid7(), invoice, cents, paid_on=DUE, by=nursery.by, at=nursery.at)


def test_an_invoice_is_overdue_by_itself_the_day_after(nursery, invoice):
    assert state(DUE) == (State.OPEN, 103913)
    assert state(LATE) == (State.OVERDUE, 103913)
    (late,) = paying.overdue(nursery.organisation.pk, LATE)
    assert late.invoice == invoice
    assert paying.overdue(nursery.organisation.pk, DUE) == []
    assert paying.overdue(make.organisation().pk, LATE) == []


def test_payments_in_parts_add_up_and_are_counted_once(nursery, invoice):
    first = uuid7()
    receive(nursery, invoice, 100000, first)
    receive(nursery, invoice, 100000, first)
    assert state(LATE) == (State.OVERDUE, 3913)

    rest = receive(nursery, invoice, 3913)
    assert state(LATE) == (State.PAID, 0)

    assert paying.take_back(rest, by=nursery.by, at=nursery.at)
    assert not paying.take_back(rest, by=nursery.by, at=nursery.at)
    assert state(LATE) == (State.OVERDUE, 3913)
    assert Payment.objects.count() == 2


def test_the_office_may_say_that_an_invoice_is_disputed_or_given_up(nursery, invoice):
    for kind in ("disputed", "uncollectable"):
        assert paying.mark(invoice, kind, by=nursery.by, at=nursery.at)
        assert not paying.mark(invoice, kind, by=nursery.by, at=nursery.at)
        assert state(LATE)[0] == kind
    paying.mark(invoice, "", by=nursery.by, at=nursery.at)
    assert state(LATE)[0] is State.OVERDUE


def test_a_credited_invoice_is_owed_no_more(nursery, invoice):
    receive(nursery, invoice, 1000)
    note = crediting.credit(uuid7(), invoice, on=ISSUED_ON, by=nursery.by, at=nursery.at)

    assert state(LATE) == (State.CREDITED, -1000)
    assert paying.overdue(nursery.organisation.pk, LATE) == []
    with pytest.raises(paying.NotToPay):
        receive(nursery, note, 1)


def test_a_draft_is_not_paid(nursery):
    nursery.family()
    nursery.draft(NOVEMBER)
    assert state(LATE) == (State.DRAFT, 0)
    with pytest.raises(paying.NotToPay):
        receive(nursery, Invoice.objects.get(), 1)


def test_the_year_adds_up_what_was_invoiced(nursery):
    child, parent, _ = nursery.family()
    nursery.price(1050)
    nursery.price(1090, first_day=date(2026, 7, 1))
    for month in range(1, 13):
        nursery.draft(date(2026, month, 1))
        nursery.issue(date(2026, month, 1))
    nursery.draft(date(2027, 1, 1))  # drafts and other years do not count

    (found,) = statements(parent.pk, 2026)

    assert (found.child, found.lrk_number) == (child.pk, "123456789")
    assert found.figures.hours == Fraction("1143.96")
    assert found.figures.care == sum(Invoice.objects.issued().values_list("total", flat=True))
    assert found.figures.average == 1070
    assert len(found.months) == 12
    assert statements(make.guardian([child]).pk, 2026) == []


def test_a_credited_month_is_not_in_the_year(nursery, invoice):
    crediting.credit(uuid7(), invoice, on=ISSUED_ON, by=nursery.by, at=nursery.at)

    (found,) = statements(invoice.payer_id, 2026)

    assert (found.figures.hours, found.figures.care, found.figures.average) == (0, 0, None)
    assert sum(InvoiceLine.objects.values_list("amount", flat=True)) == 0
