"""Companies, locations and groups."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction

from kiekeboe.events.actors import Kind
from kiekeboe.events.models import Event
from kiekeboe.organisation.models import Company, Group, Location
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
NOW = make.at(9)


@pytest.fixture
def organisation():
    return make.organisation()


@pytest.fixture
def by(organisation):
    return make.employee(organisation).actor(Kind.OFFICE)


def test_a_house_is_written_down_once_whatever_is_sent_again(organisation, by):
    for _again in range(2):
        company = Company.objects.add(organisation, "Regenlaars BV", by=by, at=NOW)
        location = Location.objects.add(
            organisation, "Wilgenlaan", company=company, care_type="daycare", by=by, at=NOW
        )
        group = Group.objects.add(location, "Kikkers", capacity=12, by=by, at=NOW)
        group.edit(by=by, at=NOW, capacity=14)
        location.edit(by=by, at=NOW, phone="071 123")
        company.edit(by=by, at=NOW, chamber_number="12345678")
    told = sorted(Event.objects.values_list("verb", flat=True))
    assert told == sorted(
        f"{thing}_{what}"
        for thing in ("company", "location", "group")
        for what in ("added", "changed")
    )


def test_a_group_ends_once_and_its_name_is_free_again(organisation, by):
    group = make.group(make.location(organisation), name="Kikkers")
    for _again in range(2):
        group.end(on=make.DAY, by=by, at=NOW)
    assert Event.objects.filter(verb="group_ended").count() == 1
    again = Group.objects.add(group.location, "Kikkers", capacity=10, by=by, at=NOW)
    assert again != group
    assert list(Group.objects.on(make.DAY.replace(year=2027))) == [again]


def refused(make_it):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_it()


def test_a_company_a_location_and_a_group_have_names_of_their_own(organisation):
    Company.objects.create(organisation=organisation, name="BV")
    refused(lambda: Company.objects.create(organisation=organisation, name="BV"))
    location = make.location(organisation, name="Wilgenlaan")
    refused(lambda: make.location(organisation, name="Wilgenlaan"))
    make.group(location, name="Kikkers")
    refused(lambda: make.group(location, name="Kikkers"))


def test_a_location_closes_after_it_opens(organisation):
    refused(lambda: make.location(organisation, opens_at=time(18), closes_at=time(7)))


@pytest.mark.parametrize(
    "wrong",
    [{"age_from_months": 24, "age_to_months": 24}, {"capacity": 0}, {"colour": 0}, {"colour": 9}],
)
def test_a_group_has_ages_in_order_places_and_one_of_eight_colours(organisation, wrong):
    location = make.location(organisation)
    refused(lambda: make.group(location, **wrong))
