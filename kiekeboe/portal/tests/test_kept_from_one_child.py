"""Who pays for two children and is kept away from one of them (S12)."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kiekeboe.billing import contracting
from kiekeboe.billing.books import before
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Kind, Notice
from kiekeboe.notifications.ways import Way, ways_of
from kiekeboe.testing import make

TODAY = timezone.localdate()
MONTH = before(TODAY.replace(day=1))
LIST = "/parent/invoices/"


@pytest.fixture
def two(db):
    """(nursery, child kept from, sibling, who pays for both)."""
    nursery = Nursery()
    since = MONTH.replace(month=1)
    child, parent, _ = nursery.family(started_on=since)
    child.edit(first_name="Verborgen", by=nursery.by, at=nursery.at)
    sibling = make.child(nursery.group)
    make.guardianship(parent, sibling, is_contract_parent=True)
    make.contract_day(sibling, weekday=3, first_day=since)
    contracting.make(
        uuid7(), sibling, nursery.location, parent, started_on=since, by=nursery.by, at=nursery.at
    )
    owner = make.office_member(nursery.organisation).actor("owner")
    parent.guardianships.get(child=child).block(by=owner, at=nursery.at)
    nursery.draft(MONTH)
    nursery.issue(MONTH, on=TODAY)
    return nursery, child, sibling, parent


def test_an_invoice_tells_the_blocked_parent_no_days_of_that_child(client, two):
    _, child, _, parent = two
    client.force_login(parent.account)
    for one in Invoice.objects.all():
        answer = client.get(f"{LIST}{one.pk}/")
        assert child.first_name not in answer.content.decode()
        paper = client.get(f"{LIST}{one.pk}/file/")
        if paper.status_code == 200:
            pages = PdfReader(io.BytesIO(paper.content)).pages
            assert child.first_name not in " ".join(page.extract_text() for page in pages)


def test_the_statement_tells_the_blocked_parent_nothing_of_that_child(client, two):
    _, child, _, parent = two
    client.force_login(parent.account)
    assert child.first_name not in client.get(f"{LIST}years/{MONTH.year}/").content.decode()


def test_the_house_leaves_that_invoice_to_the_office(two):
    for one in Invoice.objects.all():
        assert ways_of([one], TODAY)[one.pk] == (Way.POST, "")
    assert not Notice.objects.filter(kind=Kind.INVOICE).exists()
