"""Sick until better."""

from datetime import timedelta

import pytest

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import Absence
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.sickness import report_better, report_sick, to_ask_about
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY, NOW = make.DAY, make.at(6)


@pytest.fixture
def noor():
    one = make.child(first_name="Noor")
    make.contract_day(one)
    return one


@pytest.fixture
def mother(noor):
    return make.guardian([noor])


def sick(noor, mother, id=None, **told):
    given = {"first_day": DAY, "at": NOW} | told
    return report_sick(id or uuid7(), noor, by=mother.actor(), **given)


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def away(noor, day):
    location = noor.placements.get().group.location
    return [one.away for one in plan_of(location, day, day, today=DAY).slices(noor.pk, day)]


def test_a_sick_child_is_away_until_it_is_better(noor, mother):
    sick(noor, mother)
    assert away(noor, DAY) == away(noor, DAY + timedelta(weeks=2)) == ["sick"]
    report_better(noor, back_on=DAY + timedelta(weeks=1), by=mother.actor(), at=NOW)
    assert away(noor, DAY) == ["sick"]
    assert away(noor, DAY + timedelta(weeks=1)) == [None]
    assert verbs() == ["reported_sick", "reported_better"]


def test_who_is_sick_is_not_reported_twice(noor, mother):
    id = uuid7()
    first, again = sick(noor, mother, id), sick(noor, mother, id)
    other = sick(noor, mother)
    assert first == again == other
    assert Absence.objects.count() == 1
    assert verbs() == ["reported_sick"]


def test_what_is_told_later_is_added(noor, mother):
    sick(noor, mother)
    told = sick(noor, mother, symptoms="koorts", expected_back=DAY + timedelta(days=2))
    assert (told.symptoms, told.expected_back) == ("koorts", DAY + timedelta(days=2))
    assert verbs() == ["reported_sick", "sickness_changed"]
    assert "koorts" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_better_on_the_same_day_takes_the_report_back(noor, mother):
    sick(noor, mother)
    report_better(noor, back_on=DAY, by=mother.actor(), at=NOW)
    assert away(noor, DAY) == [None]
    assert report_better(noor, back_on=DAY, by=mother.actor(), at=NOW) is None
    assert sick(noor, mother).withdrawn_at is None


def test_another_organisation_makes_nobody_better(noor, mother):
    sick(noor, mother)
    stranger = make.guardian([make.child()])
    assert report_better(noor, back_on=DAY, by=stranger.actor(), at=NOW) is None
    assert away(noor, DAY) == ["sick"]


def test_after_two_days_or_when_expected_back_the_family_is_asked(noor, mother):
    sick(noor, mother, expected_back=DAY + timedelta(days=4))

    def asked(days):
        return [one.child for one in to_ask_about(noor.organisation_id, DAY + timedelta(days=days))]

    assert [bool(asked(days)) for days in range(6)] == [False, False, True, False, True, False]
    report_better(noor, back_on=DAY + timedelta(days=2), by=mother.actor(), at=NOW)
    assert not asked(2)
