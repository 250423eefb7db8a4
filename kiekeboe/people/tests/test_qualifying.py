"""Certificates of colleagues, and how far they count."""

from datetime import timedelta

import pytest

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people import qualifying
from kiekeboe.people.models import Qualification
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY, NOW = make.DAY, make.at(6)


@pytest.fixture
def joris():
    return make.caregiver(make.group(), first_name="Joris")


def qualify(joris, kind="trainee", id=None, **told):
    given = {"first_day": DAY, "by": joris.actor(), "at": NOW} | told
    return qualifying.qualify(id or uuid7(), joris, kind, **given)


def test_a_qualification_is_written_down_once(joris):
    id = uuid7()
    first = qualify(joris, id=id, counts=30)
    assert qualify(joris, id=id, counts=30) == qualify(joris, counts=30) == first
    assert Event.objects.get().payload == {"kind": "trainee", "employee": str(joris.pk)}


def test_a_new_one_of_a_kind_ends_the_old_one(joris):
    """From the third year a trainee counts for half: of before, the old part stands."""
    old = qualify(joris, counts=30)
    qualify(joris, counts=50, first_day=DAY + timedelta(days=30))
    old.refresh_from_db()
    assert old.last_day == DAY + timedelta(days=29)
    assert joris.qualifications.get(last_day=None).counts == 50


def test_one_that_had_not_begun_is_replaced(joris):
    qualify(joris, counts=30, first_day=DAY + timedelta(days=30))
    qualify(joris, counts=50)
    assert Qualification.objects.get().counts == 50


def test_it_ends_after_it_starts(joris):
    with pytest.raises(qualifying.EndsBeforeItStarts):
        qualify(joris, last_day=DAY - timedelta(days=1))


def test_it_ends_once(joris):
    row = qualify(joris)
    for _ in range(2):
        qualifying.end(row, on=DAY + timedelta(days=5), by=joris.actor(), at=NOW)
    assert Event.objects.filter(verb="qualification_ended").count() == 1
    row.refresh_from_db()
    assert row.last_day == DAY + timedelta(days=5)


def test_one_that_ends_before_it_began_was_never_there(joris):
    qualifying.end(qualify(joris), on=DAY - timedelta(days=1), by=joris.actor(), at=NOW)
    assert not Qualification.objects.exists()


def test_first_aid_holds_from_its_first_day_to_its_last(joris):
    qualify(joris, "first_aid", last_day=DAY + timedelta(days=5))
    assert qualifying.first_aiders([joris.pk], DAY) == {joris.pk}
    assert not qualifying.first_aiders([joris.pk], DAY + timedelta(days=6))
