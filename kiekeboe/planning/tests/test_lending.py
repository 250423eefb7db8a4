"""A child in another group for some days: with consent, on one board, counted once."""

from datetime import time, timedelta

import pytest

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.lending import (
    ElsewhereOrClosed,
    EndsBeforeItStarts,
    LentAlready,
    WithoutConsent,
    lend,
    take_back,
)
from kiekeboe.planning.models import Lending
from kiekeboe.planning.reading import plan_of
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TUESDAY = make.DAY
WEDNESDAY, NEXT = TUESDAY + timedelta(days=1), TUESDAY + timedelta(weeks=1)
EARLIER = TUESDAY - timedelta(days=3)
NOW = make.at(7)


class House:
    """Two groups of one location, and a child of the first with a parent."""

    def __init__(self):
        self.frogs = make.group()
        self.bees = make.group(self.frogs.location)
        self.noor = make.child(self.frogs)
        self.parent = make.guardian([self.noor])
        make.contract_day(self.noor)
        self.by = Actor(self.noor.organisation_id, Kind.OFFICE, uuid7())

    def lend(self, **fields):
        given = {"group": self.bees, "first_day": TUESDAY, "last_day": WEDNESDAY, "id": uuid7(),
                 "consented_by": self.parent, "consented_on": EARLIER} | fields  # fmt: skip
        group, id = given.pop("group"), given.pop("id")
        return lend(id, self.noor, group, by=self.by, at=NOW, **given)

    def there(self, group, day=TUESDAY):
        plan = plan_of(self.frogs.location, TUESDAY, NEXT, today=TUESDAY)
        return [one.child for one in plan.presences(group.pk, day)]


@pytest.fixture
def house():
    return House()


def test_a_lent_child_takes_a_place_in_the_other_group_only(house):
    house.lend()
    assert house.there(house.bees) == [house.noor.pk]
    assert house.there(house.frogs) == []
    assert house.there(house.frogs, NEXT) == [house.noor.pk]


def test_lending_twice_under_one_id_lends_once(house):
    id = uuid7()
    assert house.lend(id=id) == house.lend(id=id)
    assert Lending.objects.count() == 1
    assert Event.objects.filter(verb="child_lent").count() == 1


def test_nobody_is_lent_to_two_groups_on_a_day(house):
    lent = house.lend()
    third = make.group(house.frogs.location)
    with pytest.raises(LentAlready) as refused:
        house.lend(group=third, first_day=WEDNESDAY, last_day=NEXT)
    assert refused.value.lending == lent


def test_only_a_parent_of_this_child_says_yes_and_before_the_first_day(house):
    stranger = make.guardian([make.child(house.bees)])
    aunt = make.relative(house.noor, house.parent).guardian
    for guardian, day in (
        (None, EARLIER), (stranger, EARLIER), (aunt, EARLIER), (house.parent, WEDNESDAY),
    ):  # fmt: skip
        with pytest.raises(WithoutConsent):
            house.lend(consented_by=guardian, consented_on=day)
    assert not Lending.objects.exists()


def test_another_location_or_an_ended_group_takes_nobody(house):
    ended = make.group(house.frogs.location, ended_on=TUESDAY)
    for group in (make.group(organisation=house.noor.organisation), ended, house.frogs):
        with pytest.raises(ElsewhereOrClosed):
            house.lend(group=group)


def test_a_lending_ends_after_it_starts(house):
    with pytest.raises(EndsBeforeItStarts):
        house.lend(last_day=TUESDAY - timedelta(days=1))


def test_taken_back_before_it_began_it_never_was(house):
    lent = house.lend()
    take_back(lent, from_day=TUESDAY, by=house.by, at=NOW)
    take_back(lent, from_day=TUESDAY, by=house.by, at=NOW)
    assert house.there(house.frogs) == [house.noor.pk]
    assert Event.objects.filter(verb="child_back").count() == 1
    house.lend()


def test_days_that_were_stay_in_the_other_group(house):
    lent = house.lend()
    take_back(lent, from_day=WEDNESDAY, by=house.by, at=NOW)
    lent.refresh_from_db()
    assert (lent.last_day, lent.withdrawn_at) == (TUESDAY, None)
    assert house.there(house.bees) == [house.noor.pk]


def test_a_leave_stays_a_leave_in_the_other_group(house):
    house.lend()
    make.absence(house.noor, kind="leave", last_day=TUESDAY, starts_at=time(8), ends_at=time(12))
    plan = plan_of(house.frogs.location, TUESDAY, TUESDAY, today=TUESDAY)
    told = [(one.group, one.away and one.away.value) for one in plan.slices(house.noor.pk, TUESDAY)]
    assert told == [(house.bees.pk, "leave"), (house.bees.pk, None)]
