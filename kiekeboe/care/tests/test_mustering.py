"""An evacuation: one list for the whole house, whoever began it, with or without network."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from kiekeboe.care import mustering
from kiekeboe.care.models import Muster, MusterTick
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.testing import make


@pytest.fixture
def group(db):
    return make.group()


@pytest.fixture
def noor(group):
    return make.child(group, first_name="Noor")


@pytest.fixture
def wall(group):
    """The tablet on the wall, with nobody at it."""
    device = make.device(group)
    return Actor(group.organisation_id, Kind.TABLET, device=device.pk)


def begin(group, by, at, mode="real", id=None):
    where = {"location": group.location, "group": group.pk}
    return mustering.begin(id or uuid7(), mode=mode, by=by, at=at, **where)


def tick(muster, person, by, at, safe=True, what="child", id=None):
    mustering.tick(
        id or uuid7(), muster=muster, person=person.pk, what=what, safe=safe, by=by, at=at
    )


def safe_ones(muster):
    return {person for person, one in mustering.newest_ticks(muster).items() if one.safe}


def test_fire_waits_for_no_pin(group, noor, wall):
    """B12 The tablet itself begins, ticks and ends; the record says that it was the tablet."""
    muster = begin(group, wall, make.at(10))
    tick(muster, noor, wall, make.at(10, 1))
    mustering.end(muster, name="Petra", by=wall, at=make.at(10, 9))
    muster.refresh_from_db()
    assert (muster.began_by, muster.ended_by, muster.ended_name) == (None, None, "Petra")
    events = Event.objects.order_by("sequence").values_list("verb", "actor_kind", "person_id")
    assert list(events) == [
        ("muster_begun", "tablet", None),
        ("muster_ticked", "tablet", None),
        ("muster_ended", "tablet", None),
    ]


def test_two_phones_in_one_house_are_one_muster(group, wall):
    """B12"""
    first = begin(group, wall, make.at(10))
    neighbours = make.group(group.location)
    again = begin(neighbours, wall, make.at(10, 2))
    assert again.pk == first.pk
    assert Muster.objects.count() == 1


def test_who_began_earlier_and_told_it_later_moves_the_beginning(group, wall):
    begin(group, wall, make.at(10, 5))
    muster = begin(group, wall, make.at(10, 1))
    assert muster.began_at == make.at(10, 1)
    assert Muster.objects.count() == 1


def test_a_phone_without_network_joins_a_muster_that_has_ended_since(group, wall):
    first = begin(group, wall, make.at(10))
    mustering.end(first, name="Petra", by=wall, at=make.at(10, 20))
    assert begin(group, wall, make.at(10, 4)).pk == first.pk
    assert begin(group, wall, make.at(14)).pk != first.pk


def test_a_real_alarm_during_a_drill_is_real(group, wall):
    muster = begin(group, wall, make.at(10), mode="drill")
    assert begin(group, wall, make.at(10, 1), mode="drill").mode == "drill"
    assert begin(group, wall, make.at(10, 2)).mode == "real"
    assert begin(group, wall, make.at(10, 3), mode="drill").pk == muster.pk
    muster.refresh_from_db()
    assert muster.mode == "real"


def test_another_house_has_its_own_muster(group, wall):
    elsewhere = make.group(make.location(group.organisation))
    first, second = begin(group, wall, make.at(10)), begin(elsewhere, wall, make.at(10))
    assert first.pk != second.pk


def test_a_muster_that_nobody_ended_is_not_the_one_of_the_next_day(group, wall):
    old = begin(group, wall, make.at(10))
    new = begin(group, wall, make.at(10) + timedelta(days=1))
    old.refresh_from_db()
    assert new.pk != old.pk
    assert (old.ended_at, old.ended_name) == (make.at(22), "")
    late = begin(group, wall, make.at(8))
    assert late.pk != new.pk
    assert late.ended_at is not None


def test_begun_twice_under_one_id_is_once(group, wall):
    """R02"""
    id = uuid7()
    begin(group, wall, make.at(10), id=id)
    begin(group, wall, make.at(10), id=id)
    assert Muster.objects.count() == 1
    assert Event.objects.filter(verb="muster_begun").count() == 1


def test_the_newest_moment_counts_in_whatever_order_it_arrives(group, noor, wall):
    """B12"""
    muster = begin(group, wall, make.at(10))
    tick(muster, noor, wall, make.at(10, 5), safe=False)
    tick(muster, noor, wall, make.at(10, 2), safe=True)
    assert safe_ones(muster) == set()
    tick(muster, noor, wall, make.at(10, 6))
    assert safe_ones(muster) == {noor.pk}


def test_a_tick_that_is_sent_twice_is_kept_once(group, noor, wall):
    """R02"""
    muster, id = begin(group, wall, make.at(10)), uuid7()
    for _again in range(2):
        tick(muster, noor, wall, make.at(10, 1), id=id)
    assert MusterTick.objects.count() == 1
    assert Event.objects.filter(verb="muster_ticked").count() == 1


def test_a_tick_that_arrives_after_the_end_still_stands_in_the_report(group, noor, wall):
    muster = begin(group, wall, make.at(10))
    mustering.end(muster, name="Petra", by=wall, at=make.at(10, 9))
    tick(muster, noor, wall, make.at(10, 5))
    assert safe_ones(muster) == {noor.pk}


def test_colleagues_are_ticked_too(group, wall):
    muster = begin(group, wall, make.at(10))
    people = [
        make.caregiver(group),
        make.office_member(group.organisation),
        make.office_member(group.organisation, "manager", location=group.location),
    ]
    for one in people:
        tick(muster, one, wall, make.at(10, 1), what="employee")
    assert safe_ones(muster) == {one.pk for one in people}


@pytest.mark.parametrize("stranger", ["child elsewhere", "colleague elsewhere", "child abroad"])
def test_who_does_not_belong_to_the_house_is_not_on_its_list(group, wall, stranger):
    muster = begin(group, wall, make.at(10))
    elsewhere = make.group(make.location(group.organisation))
    person, what = {
        "child elsewhere": lambda: (make.child(elsewhere), "child"),
        "colleague elsewhere": lambda: (make.caregiver(elsewhere), "employee"),
        "child abroad": lambda: (make.child(), "child"),
    }[stranger]()
    with pytest.raises(mustering.Stranger):
        tick(muster, person, wall, make.at(10, 1), what=what)


def test_a_guest_of_another_house_who_is_here_is_on_the_list(group, wall):
    guest = make.child(make.group(make.location(group.organisation)))
    make.visit(guest, group=group, arrived_at=make.at(8))
    muster = begin(group, wall, make.at(10))
    tick(muster, guest, wall, make.at(10, 1))
    assert safe_ones(muster) == {guest.pk}


def test_the_first_name_under_it_stays(group, wall):
    muster = begin(group, wall, make.at(10))
    mustering.end(muster, name="Petra", by=wall, at=make.at(10, 9))
    mustering.end(muster, name="Iris", by=wall, at=make.at(10, 12))
    assert (muster.ended_name, muster.ended_at) == ("Petra", make.at(10, 9))
    assert Event.objects.filter(verb="muster_ended").count() == 1


def test_a_drill_alarms_no_parent(group, noor, wall):
    """B12 No news, no post, and no open page of a parent hears a thing."""
    make.guardian([noor])
    make.visit(noor, arrived_at=make.at(8))
    muster = begin(group, wall, make.at(10), mode="drill")
    tick(muster, noor, wall, make.at(10, 1))
    mustering.end(muster, name="Petra", by=wall, at=make.at(10, 9))
    assert not Notice.objects.exists()
    events = Event.objects.filter(verb__startswith="muster_")
    assert events.count() == 3
    assert not events.filter(mentions__isnull=False).exists()


def test_two_musters_cannot_run_in_one_house(group, wall):
    begin(group, wall, make.at(10))
    with pytest.raises(IntegrityError):
        Muster.objects.create(
            organisation=group.organisation,
            location=group.location,
            mode="drill",
            began_at=make.at(11),
        )
