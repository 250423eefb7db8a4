"""Who hears of an invoice: the one who pays it, without an amount and without a child."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kiekeboe.billing import crediting, paying
from kiekeboe.billing.handing import hand_over
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.printing import title_of
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.notifications import bills, dead, outbox
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.notifications.tasks import mail_invoice, tell_of_invoices
from kiekeboe.notifications.ways import Way, ways_of
from kiekeboe.people.models import Guardian
from kiekeboe.testing import make

PAYS = "who.pays@example.test"
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
    late = bills.late_ones(nursery.organisation.pk, at)
    outbox.put(bills.of_late(late), organisation=None, at=at)
    bills.mail_papers(late, at, late=True)


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


def without_account(nursery, **told):
    """(child, who pays, invoice) of a family that pays and does not come in the app."""
    child, parent, _ = nursery.family()
    Guardian.objects.filter(pk=parent.pk).update(account=None, **{"email": PAYS} | told)
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=ON)
    return child, parent, Invoice.objects.get()


def run_letters(at=AT):
    """What the worker does with the letters that were asked for."""
    for one in Invoice.objects.issued().select_related("payer", "credits"):
        bills.mail_paper(one, late=False, at=at)


def asked_for():
    rows = Assignment.objects.filter(job=mail_invoice.name)
    return [arguments[0] for arguments in rows.values_list("arguments", flat=True)]


def test_who_pays_without_an_account_gets_the_paper_by_mail_and_once(nursery):
    child, _, invoice = without_account(nursery)
    run_letters()
    run_letters(AT + timedelta(hours=1))
    (sent,) = mail.outbox
    ((name, pdf, content_type),) = sent.attachments
    assert (sent.to, name, content_type) == (
        [PAYS],
        f"Factuur {invoice.name}.pdf",
        "application/pdf",
    )
    assert pdf == hand_over(invoice, by=nursery.by, at=AT)
    assert child.first_name not in sent.subject + sent.body
    assert told() == []


def test_who_comes_in_the_app_gets_no_paper_by_mail(nursery, family):
    run_letters()
    assert mail.outbox == []


def test_a_letter_is_asked_for_at_the_issue_and_for_nobody_else(nursery):
    nursery.family()
    _, parent, _ = nursery.family()
    Guardian.objects.filter(pk=parent.pk).update(account=None, email=PAYS)
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=ON)
    assert asked_for() == [str(Invoice.objects.get(payer=parent).pk)]


def test_who_does_not_follow_a_child_any_more_gets_the_last_invoice_by_mail(nursery, family):
    family[1].guardianships.get().end(on=date(2026, 11, 30), by=nursery.by, at=AT)
    run_letters()
    assert [one.to for one in mail.outbox] == [[family[1].account.email]]


def test_who_is_kept_away_is_left_to_the_office(nursery, family):
    """S12 The days of the child are on that paper."""
    relation = family[1].guardianships.get()
    relation.block(by=make.office_member(nursery.organisation).actor("owner"), at=AT)
    run_letters()
    assert mail.outbox == []
    assert ways_of([family[2]], ON) == {family[2].pk: (Way.POST, "")}


def test_without_an_address_or_with_a_dead_one_it_goes_by_post(nursery):
    _, parent, invoice = without_account(nursery, email="")
    assert ways_of([invoice], ON)[invoice.pk] == (Way.POST, "")
    Guardian.objects.filter(pk=parent.pk).update(email=PAYS)
    assert ways_of([invoice], ON)[invoice.pk] == (Way.MAIL, PAYS)
    dead.mark(None, PAYS.upper(), "550 5.1.1 unknown")
    assert ways_of([invoice], ON)[invoice.pk] == (Way.POST, "")


def test_without_an_account_a_late_invoice_is_mailed_once_more_unless_it_is_paid(nursery):
    _, _, invoice = without_account(nursery)
    invoice = Invoice.objects.select_related("payer", "credits").get(pk=invoice.pk)
    bills.mail_paper(invoice, late=True, at=AT)
    assert mail.outbox == []
    for _ in range(2):
        bills.mail_paper(invoice, late=True, at=LATE)
    assert [one.subject for one in mail.outbox] == [f"Nog niet betaald: Factuur {invoice.name}"]
    assert "Een factuur is nog niet betaald." in mail.outbox[0].body


def test_who_leaves_on_the_evening_of_the_issue_gets_the_paper(nursery, family):
    """Told in the app in the evening, and the next day it does not open there any more."""
    _, parent, invoice = family
    parent.guardianships.get().end(on=ON, by=nursery.by, at=AT)
    tomorrow = AT + timedelta(days=1)
    assert letter(parent, tomorrow) == ""

    assert bills.unopened_by_who_left(nursery.organisation.pk, tomorrow) == [invoice.pk]
    for _ in range(2):
        bills.mail_papers([invoice.pk], tomorrow)
        bills.mail_paper(invoice, late=False, at=tomorrow)
    assert [one.to for one in mail.outbox] == [[parent.account.email]]
    assert [name for name, _, _ in mail.outbox[0].attachments] == [f"{title_of(invoice)}.pdf"]


def test_who_opened_it_before_leaving_gets_no_paper_and_nobody_who_stays(nursery, family):
    _, parent, invoice = family
    tomorrow = AT + timedelta(days=1)
    assert bills.unopened_by_who_left(nursery.organisation.pk, tomorrow) == []
    bills.opened(parent.account_id, invoice.pk, AT)
    parent.guardianships.get().end(on=ON, by=nursery.by, at=AT)
    assert bills.unopened_by_who_left(nursery.organisation.pk, tomorrow) == []


def test_every_hour_the_house_looks_for_who_left_without_opening_it(nursery):
    _, parent, _ = nursery.family()
    yesterday = timezone.localdate() - timedelta(days=1)
    nursery.draft(yesterday.replace(day=1))
    nursery.issue(yesterday.replace(day=1), on=yesterday)
    parent.guardianships.get().end(on=yesterday, by=nursery.by, at=timezone.now())
    tell_of_invoices()
    assert asked_for() == [str(Invoice.objects.get().pk)]
