"""Out-of-school care since July 2024: the ratio counts for the whole location, places per group."""

from datetime import date, time, timedelta

import pytest

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import asking, facts
from kiekeboe.planning.choosing import choices
from kiekeboe.planning.request_policy import Ask
from kiekeboe.planning.room import Why
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = make.DAY + timedelta(days=7)
TIMES = {"starts_at": time(14), "ends_at": time(18)}


@pytest.fixture
def place():
    """Two groups of out-of-school care, with nine children of seven in the first."""
    location = make.location(care_type="after_school")
    foxes, owls = (make.group(location, name=name, capacity=12) for name in ("Vossen", "Uilen"))
    for _ in range(9):
        other = make.child(foxes, born_on=date(2018, 1, 1))
        make.contract_day(other, weekday=DAY.isoweekday(), **TIMES)
    return foxes, owls


def works(group):
    make.shift(make.caregiver(group), group, day=DAY, starts_at=time(13), ends_at=time(18, 30))


def room(group):
    child = make.child(group, born_on=date(2018, 5, 1))
    wish = asking.Wish(
        id=uuid7(), child=child, guardian=make.guardian([child]), group=group, ask=Ask.EXTRA,
        day=DAY, **TIMES,
    )  # fmt: skip
    return facts.around(wish, now=make.at(7).astimezone(group.location.zone))[1].room


def test_a_colleague_of_the_other_group_counts(place):
    """Ten children in all need one colleague, in whichever group she works."""
    foxes, owls = place
    works(owls)

    assert room(foxes).free


def test_children_of_the_other_group_count(place):
    """With four more in the other group one colleague is too few."""
    foxes, owls = place
    works(foxes)
    for _ in range(4):
        other = make.child(owls, born_on=date(2018, 1, 1))
        make.contract_day(other, weekday=DAY.isoweekday(), **TIMES)

    assert room(owls).why == Why.TOO_FEW_STAFF


def test_a_group_that_is_full_is_full_whoever_works(place):
    foxes, owls = place
    for group in (foxes, owls):
        works(group)
    for _ in range(3):
        other = make.child(foxes, born_on=date(2018, 1, 1))
        make.contract_day(other, weekday=DAY.isoweekday(), **TIMES)

    assert room(foxes).why == Why.FULL
    assert room(owls).free


@pytest.mark.parametrize("days", [1, 20])
def test_many_days_to_choose_from_take_the_same_questions(place, days, django_assert_num_queries):
    foxes, owls = place
    works(owls)
    child = make.child(foxes, born_on=date(2018, 5, 1))
    wish = asking.Wish(
        id=uuid7(), child=child, guardian=make.guardian([child]), group=foxes, ask=Ask.EXTRA,
        day=DAY, **TIMES,
    )  # fmt: skip
    ahead = [DAY + timedelta(days=n) for n in range(days)]
    with django_assert_num_queries(15):
        found = choices(wish, ahead, at=make.at(7))
    assert len(found) == days
