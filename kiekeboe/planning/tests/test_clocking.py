"""Who forgot to clock out is clocked out by the house, and says later how it was (H2)."""

from datetime import datetime, timedelta

import pytest

from kiekeboe.events.actors import system
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import clocking
from kiekeboe.planning.models import Stint
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor():
    return make.caregiver(make.group(name="Kikkers"))


def came(floor, at):
    group = floor.roles.get().group
    return clocking.clock_in(uuid7(), floor, group, by=floor.actor(), at=at)


def close(floor, at):
    organisation = floor.organisation_id
    return clocking.close_forgotten(organisation=organisation, by=system(organisation), at=at)


def closing(floor):
    place = floor.roles.get().group.location
    return datetime.combine(make.DAY, place.closes_at, place.zone)


def test_an_hour_after_closing_the_house_clocks_out_and_marks_it(floor):
    """R30 Run twice and late, it ends the same."""
    came(floor, make.at(8))
    end = closing(floor)
    assert close(floor, end + timedelta(minutes=59)) == 0
    assert close(floor, end + timedelta(days=2)) == 1
    assert close(floor, end + timedelta(days=2)) == 0
    stint = Stint.objects.get()
    assert (stint.ended_at, stint.closed_by_house) == (end, True)


def test_who_came_after_closing_has_an_hour_as_well(floor):
    late = closing(floor) + timedelta(hours=2)
    came(floor, late)
    assert close(floor, late + timedelta(minutes=59)) == 0
    assert close(floor, late + timedelta(minutes=60)) == 1
    assert Stint.objects.get().ended_at == late


def test_what_a_person_says_goes_before_what_the_house_did(floor):
    """R02 A tablet without internet sends the true time in the evening."""
    stint = came(floor, make.at(8))
    close(floor, closing(floor) + timedelta(hours=1))
    true = make.at(15, 40)
    clocking.clock_out(stint, ended_at=true, by=floor.actor(), at=make.at(21))
    stint.refresh_from_db()
    assert (stint.ended_at, stint.closed_by_house) == (true, False)
    clocking.clock_out(stint, ended_at=make.at(16), by=floor.actor(), at=make.at(21))
    stint.refresh_from_db()
    assert stint.ended_at == true


def test_clocking_in_twice_or_again_under_its_id_changes_nothing(floor):
    stint = came(floor, make.at(8))
    assert came(floor, make.at(9)) == stint
    clocking.clock_out(stint, ended_at=make.at(10), by=floor.actor(), at=make.at(10))
    group = floor.roles.get().group
    again = clocking.clock_in(stint.pk, floor, group, by=floor.actor(), at=make.at(11))
    assert (again, Stint.objects.count()) == (stint, 1)


def test_another_house_is_left_alone(floor):
    """S02"""
    came(floor, make.at(8))
    other = make.organisation()
    late = make.at(20)
    assert clocking.close_forgotten(organisation=other.pk, by=system(other.pk), at=late) == 0
