"""What an open page of the office hears."""

import pytest
from django.conf import settings
from django.utils import timezone

from kiekeboe.office.live import hears
from kiekeboe.office.tests.conftest import signed_in
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def cookies(client):
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def test_a_manager_hears_of_the_children_and_groups_of_the_location_only(desk, nursery):
    """S03 S04"""
    reach = hears(nursery.organisation.pk, cookies(desk.manager))
    assert reach.children == {nursery.noor.pk}
    assert reach.groups == {nursery.kikkers.pk}
    assert not reach.everything


def test_an_owner_hears_everything_of_the_own_organisation_and_nothing_of_another(desk, nursery):
    """S03"""
    assert hears(nursery.organisation.pk, cookies(desk.owner)).everything
    assert hears(nursery.away.organisation_id, cookies(desk.owner)) is None


def test_without_a_second_factor_or_a_role_the_office_is_silent(desk, nursery):
    """S15"""
    weak = signed_in(desk.people["owner"].account, strong=False)
    assert hears(nursery.organisation.pk, cookies(weak)) is None
    assert hears(nursery.organisation.pk, cookies(desk.parent)) is None
    assert hears(nursery.organisation.pk, {}) is None


def test_today_counts_expected_children_and_not_those_who_are_sick(desk, nursery):
    """M1"""
    from kiekeboe.office.questions.occupancy import Day
    from kiekeboe.organisation.models import Group

    sick = make.child(nursery.kikkers)
    for child in (nursery.noor, sick):
        make.contract_day(child)
    make.absence(sick)
    early = make.at(5, 30)
    day = Day.of(Group.objects.filter(pk=nursery.kikkers.pk), early, make.DAY)
    assert day.expected_count == 1
    nine = next(s for s in day.slots(day.groups[0]) if timezone.localtime(s.begins_at).hour == 9)
    assert nine.children == 1
    late = Day.of(Group.objects.filter(pk=nursery.kikkers.pk), make.at(8), make.DAY)
    assert {row.child: row.away for row, _group in late.away()} == {
        nursery.noor: None,
        sick: "sick",
    }


def test_today_counts_a_lent_child_where_it_is_and_an_extra_day_too(desk, nursery):
    """M1"""
    from kiekeboe.office.questions.occupancy import Day
    from kiekeboe.planning.models import Lending

    bees = make.group(nursery.here, name="Bijen")
    make.contract_day(nursery.noor)
    make.booking(make.child(nursery.kikkers))
    Lending.objects.create(
        organisation=nursery.organisation, child=nursery.noor, group=bees, first_day=make.DAY,
        last_day=make.DAY, made_at=make.at(5),
    )  # fmt: skip
    day = Day.of(nursery.here.groups, make.at(5, 30), make.DAY)
    assert {group.name: len(day.coming(group)) for group in day.groups} == {
        "Bijen": 1,
        "Kikkers": 1,
    }
