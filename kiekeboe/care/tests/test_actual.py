"""Who really was there, beside who was planned."""

from datetime import date, timedelta

import pytest

from kiekeboe.care.actual import actual_of
from kiekeboe.planning.models import Stint
from kiekeboe.planning.room import Presence, Shift
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY, NOW = make.DAY, make.at(12)  # 14:00 in Amsterdam


@pytest.fixture
def kikkers():
    return make.group(make.location(), name="Kikkers")


def stint(group, began, ended=None, **fields):
    colleague = fields.pop("employee", None) or make.caregiver(group)
    return Stint.objects.create(
        organisation=group.organisation, employee=colleague, group=group, started_at=began,
        ended_at=ended, **fields,
    )  # fmt: skip


def actual(group, day=DAY, now=NOW):
    return actual_of(group.location, day, now=now)


def test_visits_and_stints_are_the_day_as_it_was(kikkers):
    noor = make.child(kikkers)
    make.visit(noor, arrived_at=make.at(6, 15), left_at=make.at(11))
    stint(kikkers, make.at(5, 30), make.at(10))
    found = actual(kikkers)
    assert found.presences == {kikkers.pk: [Presence(8 * 60 + 15, 13 * 60, 0, noor.pk)]}
    assert found.shifts == {kikkers.pk: [Shift(450, 720, 1.0)]}
    assert found.is_known


def test_who_is_still_there_is_there_until_now(kikkers):
    make.visit(make.child(kikkers), arrived_at=make.at(6))
    stint(kikkers, make.at(6))
    found = actual(kikkers)
    assert found.presences[kikkers.pk][0].end == found.duties[0].end == 14 * 60


def test_what_was_taken_back_was_not_there(kikkers):
    make.visit(make.child(kikkers), arrived_at=make.at(6), withdrawn_at=make.at(7))
    stint(kikkers, make.at(6), withdrawn_at=make.at(7))
    assert not actual(kikkers).is_known


def test_another_day_and_another_location_are_not_counted(kikkers):
    other = make.group(make.location(kikkers.organisation))
    make.visit(make.child(other), arrived_at=make.at(6))
    stint(other, make.at(6))
    yesterday = DAY - timedelta(days=1)
    stint(kikkers, make.at(6, day=yesterday), make.at(14, day=yesterday))
    assert not actual(kikkers).is_known


def test_the_day_on_which_the_clock_goes_back_has_its_own_minutes(kikkers):
    """On 25 October 2026 the clock goes back at three; eight o'clock is eight o'clock."""
    day = date(2026, 10, 25)
    stint(kikkers, make.at(7, day=day), make.at(11, day=day))
    assert actual(kikkers, day, make.at(20, day=day)).shifts[kikkers.pk] == [Shift(480, 720, 1.0)]


@pytest.mark.parametrize("many", [1, 3])
def test_a_day_takes_four_questions(kikkers, many, django_assert_num_queries):
    for _ in range(many):
        make.visit(make.child(kikkers), arrived_at=make.at(6))
        stint(kikkers, make.at(6))
    with django_assert_num_queries(4):
        assert len(actual(kikkers).duties) == many
