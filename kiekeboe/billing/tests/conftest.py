"""The nursery of the tests about invoices."""

import pytest

from kiekeboe.billing.tests.nursery import Nursery


@pytest.fixture
def nursery(db):
    return Nursery()
