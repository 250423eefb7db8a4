"""What a family sees of outings and evenings in its calendar."""

from datetime import timedelta

import pytest

from kiekeboe.planning.models import Occasion, Placement, SignUp
from kiekeboe.planning.occasions import standing_for
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
NEXT_WEEK = make.DAY + timedelta(days=7)


def occasion(group, *, only_group=False, day=NEXT_WEEK, **fields):
    defaults = {"title": "Herfstwandeling", "published_at": make.at(6), "kind": "activity"}
    return Occasion.objects.create(
        organisation=group.organisation, location=group.location,
        group=group if only_group else None, starts_at=make.at(17, day=day),
        ends_at=make.at(19, day=day), **defaults | fields,
    )  # fmt: skip


def seen(*children, first=NEXT_WEEK, last=NEXT_WEEK, **more):
    return [one.pk for one in standing_for([c.pk for c in children], first, last, **more)]


def test_a_family_sees_what_its_location_and_its_group_organise():
    noor = make.child()
    frogs = noor.placements.get().group
    others = make.group(frogs.location)
    everybody, ours = occasion(frogs), occasion(frogs, only_group=True)
    occasion(others, only_group=True)
    occasion(make.group(organisation=frogs.organisation))
    assert set(seen(noor)) == {everybody.pk, ours.pk}


def test_what_two_children_may_go_to_stands_there_once():
    noor = make.child()
    frogs = noor.placements.get().group
    teun = make.child(make.group(frogs.location))
    everybody = occasion(frogs)
    assert seen(noor, teun) == [everybody.pk]


def test_what_is_not_told_yet_or_called_off_is_not_in_the_calendar():
    noor = make.child()
    frogs = noor.placements.get().group
    occasion(frogs, published_at=None)
    occasion(frogs, cancelled_at=make.at(7))
    assert seen(noor) == []


def test_a_child_has_its_place_on_the_day_itself():
    noor = make.child()
    frogs = noor.placements.get().group
    occasion(frogs, only_group=True)
    Placement.objects.filter(child=noor).update(ended_on=NEXT_WEEK - timedelta(days=1))
    assert seen(noor) == []
    Placement.objects.create(
        organisation=noor.organisation, child=noor, group=frogs, started_on=NEXT_WEEK
    )
    assert len(seen(noor)) == 1


def test_days_are_those_of_the_location():
    noor = make.child()
    frogs = noor.placements.get().group
    late = occasion(frogs)  # half past midnight in Amsterdam is the day before in UTC
    Occasion.objects.update(
        starts_at=make.at(22, 30, day=NEXT_WEEK), ends_at=make.at(23, day=NEXT_WEEK)
    )
    assert seen(noor) == []
    after = NEXT_WEEK + timedelta(days=1)
    assert seen(noor, first=after, last=after) == [late.pk]


def test_a_calendar_tells_whether_one_comes_oneself_and_nobody_else(django_assert_num_queries):
    noor = make.child()
    marit, pieter = make.guardian([noor]), make.guardian([noor])
    walk = occasion(noor.placements.get().group)
    SignUp.objects.create(
        organisation=noor.organisation, occasion=walk, guardian=pieter, signed_at=make.at(6)
    )
    with django_assert_num_queries(1):
        (his,) = standing_for([noor.pk], NEXT_WEEK, NEXT_WEEK, guardians=[pieter.pk])
    (hers,) = standing_for([noor.pk], NEXT_WEEK, NEXT_WEEK, guardians=[marit.pk])
    (nobodys,) = standing_for([noor.pk], NEXT_WEEK, NEXT_WEEK)
    assert (his.signed_up, hers.signed_up, nobodys.signed_up) == (True, False, False)
    assert (his.title, his.starts_at) == ("Herfstwandeling", make.at(17, day=NEXT_WEEK))
