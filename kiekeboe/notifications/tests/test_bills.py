"""Who hears of an invoice: the one who pays it, without an amount and without a child."""

from datetime import date, timedelta

import pytest
from django.core import mail

from kiekeboe.billing import crediting, paying
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import bills, outbox
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.testing import make

NOVEMBER = date(2026, 11, 1)
ON = date(2026, 12, 1)
AT = make.at(10, day=ON)
LATE = make.at(10, day=date(2026, 12, 16))


@pytest.fixture
def nursery(db):
    house = Nursery()
    house.at = AT
    return house


@pytest.fixture
def family(nursery):
    """(child, who pays, invoice)."""
    child, parent, _ = nursery.family()
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=ON)
    return child, parent, Invoice.objects.get()


def told(channel=Channel.APP):
    rows = Notice.objects.filter(kind=Kind.INVOICE, channel=channel)
    return list(rows.values_list("account", "child", "subject_id"))


def remind(nursery, at=LATE):
    outbox.put(bills.of_late(nursery.organisation.pk, at), organisation=None, at=at)


def letter(parent, at):
    outbox.deliver(parent.account_id, at=at)
    return mail.outbox[-1].body if mail.outbox else ""


def test_only_who_pays_hears_of_an_invoice(nursery):
    """S12"""
    child, parent, _ = nursery.family()
    make.guardian([child], household=parent.household)
    make.guardian([child], is_contract_parent=True)
    nursery.draft(NOVEMBER)
    assert told() == []
    nursery.issue(NOVEMBER, on=ON)
    assert told() == [(parent.account_id, None, Invoice.objects.get().pk)]


def test_issuing_again_tells_nothing_more(nursery, family):
    nursery.issue(NOVEMBER, on=ON)
    assert len(told()) == 1


def test_a_credit_note_is_told_too(nursery, family):
    note = crediting.credit(uuid7(), family[2], on=ON, by=nursery.by, at=AT)
    assert {subject for _, _, subject in told()} == {family[2].pk, note.pk}


def test_the_letter_leads_to_the_invoices_and_names_no_amount(family):
    body = letter(family[1], AT + timedelta(minutes=6))
    assert "Er is een factuur voor je." in body
    assert "/parent/invoices/" in body
    assert "€" not in body
    assert family[0].first_name not in body


def test_who_was_blocked_meanwhile_gets_no_letter(nursery, family):
    relation = family[1].guardianships.get()
    relation.block(by=make.office_member(nursery.organisation).actor("owner"), at=AT)
    assert letter(family[1], AT + timedelta(minutes=6)) == ""


def test_an_invoice_that_is_late_is_told_once_and_in_the_daytime(nursery, family):
    remind(nursery, make.at(10, day=date(2026, 12, 15)))
    remind(nursery, make.at(3, day=date(2026, 12, 16)))
    assert len(told()) == 1
    remind(nursery)
    remind(nursery, LATE + timedelta(days=1))
    assert [one[0] for one in told()] == [family[1].account_id] * 2


def test_what_was_paid_meanwhile_is_not_called_late(nursery, family):
    letter(family[1], AT + timedelta(minutes=6))
    remind(nursery)
    paying.receive(
        uuid7(), family[2], family[2].total, paid_on=date(2026, 12, 16), by=nursery.by, at=LATE
    )
    letter(family[1], LATE + timedelta(minutes=6))
    assert len(mail.outbox) == 1


def test_a_late_invoice_is_called_late(nursery, family):
    letter(family[1], AT + timedelta(minutes=6))
    remind(nursery)
    assert "Een factuur is nog niet betaald." in letter(family[1], LATE + timedelta(minutes=6))


def test_a_run_asks_as_much_for_three_families_as_for_one(nursery, django_assert_num_queries):
    for _ in range(2):
        nursery.family()
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=ON)
    events = [
        type("Event", (), {"subject_id": one, "pk": one})
        for one in Invoice.objects.values_list("pk", flat=True)
    ]
    for some in (events[:1], events):
        with django_assert_num_queries(1):
            assert len(bills.of_issue(some)) == len(some)
