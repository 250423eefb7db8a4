"""Papers about money and documents after a payment, and after a newer version."""

from datetime import date

import pytest
from django.core import mail

from kiekeboe.billing import paying
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.documents import filing
from kiekeboe.documents.tests.shelf import Shelf
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import bills
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.people.models import Guardian
from kiekeboe.testing import make

NOVEMBER = date(2026, 11, 1)
LAST = date(2026, 11, 30)
LATE = make.at(10, day=date(2026, 12, 16))


@pytest.fixture
def nursery(db):
    return Nursery()


def test_a_reminder_says_what_is_left_when_a_part_was_paid(nursery):
    _, parent, _ = nursery.family()
    Guardian.objects.filter(pk=parent.pk).update(account=None, email="who.pays@example.test")
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=date(2026, 12, 1))
    invoice = Invoice.objects.select_related("payer", "credits").get()
    paying.receive(
        uuid7(), invoice, invoice.total - 10000, paid_on=LAST, by=nursery.by, at=nursery.at
    )
    bills.mail_paper(invoice, late=True, at=LATE)
    assert "100,00" in mail.outbox[0].body.replace("\xa0", " ")


def test_taking_the_old_version_does_not_read_the_news_of_the_new_one(db):
    shelf = Shelf()
    document = shelf.add(child=shelf.noor)
    shelf.renew(document)
    app = Notice.objects.filter(
        kind=Kind.DOCUMENT, account=shelf.mother.account, channel=Channel.APP
    )
    new = app.order_by("made_at").last()
    filing.read(
        document.versions.get(number=1), shelf.mother, by=shelf.mother.actor(), at=make.at(12)
    )
    new.refresh_from_db()
    assert new.read_at is None
