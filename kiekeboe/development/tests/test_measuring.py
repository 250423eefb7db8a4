"""Weight and length."""

from datetime import timedelta

import pytest

from kiekeboe.development import measuring, noting
from kiekeboe.development.models import Measurement
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make


def measure(ward, id=None, **fields):
    facts = {"day": make.DAY, "grams": 8450} | fields
    return measuring.measure(id or uuid7(), ward.noor, by=ward.desk, at=make.at(10), **facts)


@pytest.fixture
def kept(ward):
    noting.choose(keeps_growth=True, manager_shares=False, by=ward.desk, at=make.at(8))
    return ward


def test_growth_is_kept_only_where_that_was_chosen(ward):
    with pytest.raises(measuring.NotKept):
        measure(ward)


def test_a_day_has_one_measurement(kept):
    """Sent twice it is one; measured again it is the last."""
    id = uuid7()
    for _twice in range(2):
        measure(kept, id)
    measure(kept, grams=8500, millimetres=702)

    row = Measurement.objects.standing().get()
    assert (row.grams, row.millimetres) == (8500, 702)
    assert Event.objects.filter(verb="measured").count() == 2


@pytest.mark.parametrize(
    "fields", [{"grams": None}, {"grams": 84}, {"grams": 84_500}, {"millimetres": 70}]
)
def test_a_child_has_the_size_of_a_child(kept, fields):
    with pytest.raises(measuring.NothingMeasured):
        measure(kept, **fields)


def test_nobody_is_measured_tomorrow_or_before_the_birth(kept):
    for day in (make.DAY + timedelta(days=1), kept.noor.born_on - timedelta(days=1)):
        with pytest.raises(noting.NotThatDay):
            measure(kept, day=day)
