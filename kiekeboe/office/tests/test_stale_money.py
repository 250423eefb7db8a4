"""What the desk confirmed is what happens; and what is still to come is not hidden."""

import re

import pytest

from kiekeboe.billing import crediting, drafting, paying
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
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', shown))
    fields.pop("csrfmiddlewaretoken", None)
    desk.finance.post(address, fields)

    assert not Invoice.objects.issued().exists()


def test_money_that_goes_back_does_not_hide_what_is_still_to_come(desk, books):  # noqa: F811
    books.family()
    one = books.issue()
    other = Invoice.objects.issued().exclude(pk=one.pk).get()
    paying.receive(uuid7(), one, one.total, paid_on=books.today, **books.now)
    crediting.credit(uuid7(), one, on=books.today, **books.now)

    shown = desk.finance.get("/office/invoices/").content.decode().replace("\xa0", " ")

    cents = f"{other.total // 100:,}".replace(",", ".") + f",{other.total % 100:02}"
    assert f": € {cents}." in shown
