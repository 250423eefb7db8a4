"""A protected address is not printed on what is made after it was protected."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from kiekeboe.billing import crediting
from kiekeboe.billing.handing import hand_over, hand_over_year
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.billing.yearly import statements
from kiekeboe.lib.ids import uuid7

NOVEMBER, ON = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def house(db):
    nursery = Nursery()
    parent = nursery.family()[1]
    told = {"street": "Schuilstraat 9", "postcode": "1234 AB", "town": "Ede"}
    parent.household.edit(by=nursery.by, at=nursery.at, **told)
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=ON)
    parent.household.edit(by=nursery.by, at=nursery.at, is_protected=True)
    return nursery, parent


def words(pdf):
    return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)


def test_the_annual_statement_made_afterwards_does_not_print_it(house):
    nursery, parent = house
    pdf = hand_over_year(
        parent, statements(parent.pk, 2026), 2026, on=ON, language="nl", by=nursery.by,
        at=nursery.at,
    )  # fmt: skip
    assert str(parent) in words(pdf)
    assert "Schuilstraat" not in words(pdf)


def test_the_credit_note_made_afterwards_does_not_print_it(house):
    nursery = house[0]
    note = crediting.credit(uuid7(), Invoice.objects.get(), on=ON, by=nursery.by, at=nursery.at)
    assert "Schuilstraat" not in words(hand_over(note, by=nursery.by, at=nursery.at))
