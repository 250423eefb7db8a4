"""What the desk confirmed is what happens; and what is still to come is not hidden."""

import re

import pytest

from kiekeboe.billing import crediting, drafting, paying, pricing
from kiekeboe.billing.models import Invoice
from kiekeboe.lib.ids import uuid7
from kiekeboe.office.tests.test_money import books  # noqa: F401

pytestmark = pytest.mark.django_db


def test_what_changed_after_the_count_was_shown_is_shown_again(desk, books):  # noqa: F811
    drafting.draft(books.month, **books.now)
    address = f"/office/invoices/issue/?month={books.month}"
    shown = desk.finance.get(address).content.decode()
    assert "1 factuur" in shown

    books.family()
    drafting.draft(books.month, **books.now)
    desk.finance.post(address, asked_on(shown))

    assert not Invoice.objects.issued().exists()


def asked_on(page: str) -> dict:
    """The hidden fields of a form."""
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def test_what_changed_since_the_drafts_were_made_is_counted_before_it_goes(desk, books):  # noqa: F811
    """Drafts of the 24th; on the 26th the price or the contract says something else."""
    drafting.draft(books.month, **books.now)
    address = f"/office/invoices/issue/?month={books.month}"
    shown = desk.finance.get(address).content.decode()
    before = Invoice.objects.get().total
    pricing.set_price("daycare", "contract", 2000, first_day=books.month, **books.now)

    asked_again = desk.finance.post(address, asked_on(shown)).content.decode()

    assert not Invoice.objects.issued().exists()
    assert "veranderd" in asked_again
    assert Invoice.objects.get().total != before
    desk.finance.post(address, asked_on(asked_again))
    assert Invoice.objects.issued().get().total == Invoice.objects.get().total != before


def test_money_that_goes_back_does_not_hide_what_is_still_to_come(desk, books):  # noqa: F811
    books.family()
    one = books.issue()
    other = Invoice.objects.issued().exclude(pk=one.pk).get()
    paying.receive(uuid7(), one, one.total, paid_on=books.today, **books.now)
    crediting.credit(uuid7(), one, on=books.today, **books.now)

    shown = desk.finance.get("/office/invoices/").content.decode().replace("\xa0", " ")

    cents = f"{other.total // 100:,}".replace(",", ".") + f",{other.total % 100:02}"
    assert f": € {cents}." in shown
