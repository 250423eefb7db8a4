"""That a child was sick is a medical fact, also on the tab of its planning."""

import pytest

from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["finance", "inspector"])
def test_who_may_not_read_about_health_does_not_read_that_a_child_was_sick(desk, nursery, role):
    make.absence(nursery.noor, kind="sick")
    page = f"/office/children/{nursery.noor.pk}/"
    told = getattr(desk, role).get(f"{page}planning/")
    assert told.status_code == 200
    assert "Ziek" not in told.content.decode()


def test_who_may_reads_it(desk, nursery):
    make.absence(nursery.noor, kind="sick")
    told = desk.office.get(f"/office/children/{nursery.noor.pk}/planning/")
    assert "Ziek" in told.content.decode()
