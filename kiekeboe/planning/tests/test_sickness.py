"""Sick until better."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning.models import Absence
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.sickness import (
    ask_how_it_goes,
    report_better,
    report_sick,
    to_ask_about,
)
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


def test_after_two_days_and_when_expected_back_the_family_is_asked(noor, mother):
    sick(noor, mother, expected_back=DAY + timedelta(days=4))

    def asked(days):
        due = to_ask_about(noor.organisation_id, DAY + timedelta(days=days))
        return [(one.absence.child, [why.split()[0] for why in one.why]) for one in due]

    assert asked(1) == []
    assert asked(2) == [(noor, ["days"])]
    assert asked(4) == [(noor, ["back", "days"])]
    report_better(noor, back_on=DAY + timedelta(days=2), by=mother.actor(), at=NOW)
    assert not asked(2)


def ask_on(noor, *days):
    for one in days:
        ask_how_it_goes(
            organisation=noor.organisation_id, day=DAY + timedelta(days=one),
            by=Actor(noor.organisation_id), at=NOW + timedelta(days=one),
        )  # fmt: skip
    return sorted(
        why.split()[0]
        for payload in Event.objects.filter(verb="asked_how_it_goes").values_list(
            "payload", flat=True
        )
        for why in payload["why"]
    )


def test_each_is_asked_once_for_each_reason(noor, mother):
    """R30 Every day, twice a day, or after days without a clock: the same was asked."""
    sick(noor, mother, expected_back=DAY + timedelta(days=4))
    assert ask_on(noor, 0, 1) == []
    assert ask_on(noor, 2, 2, 3) == ["days"]
    assert ask_on(noor, 4, 4, 5, 6) == ["back", "days"]


def test_a_clock_that_was_away_asks_all_of_it_at_once(noor, mother):
    """R30"""
    sick(noor, mother, expected_back=DAY + timedelta(days=4))
    assert ask_on(noor, 6, 6) == ["back", "days"]
    assert Event.objects.filter(verb="asked_how_it_goes").count() == 1


def test_who_tells_another_day_is_asked_again_on_that_day(noor, mother):
    sick(noor, mother, expected_back=DAY + timedelta(days=2))
    assert ask_on(noor, 2) == ["back", "days"]
    sick(noor, mother, expected_back=DAY + timedelta(days=5))
    assert ask_on(noor, 3, 5) == ["back", "back", "days"]


def test_the_question_reaches_the_parents_and_nobody_else(noor, mother):
    stranger = make.guardian([make.child(noor.placements.get().group)])
    reader = make.relative(noor, mother).guardian
    sick(noor, mother)
    ask_on(noor, 2)
    told = Notice.objects.filter(kind="sick", channel="app").values_list("account", flat=True)
    assert list(told) == [mother.account_id]
    assert {stranger.account_id, reader.account_id}.isdisjoint(told)


def test_what_it_looks_like_is_kept_and_not_in_the_record(noor, mother):
    sick(noor, mother, sign="stomach")
    told = sick(noor, mother, sign="rash")
    assert told.sign == "rash"
    assert "rash" not in str(list(Event.objects.values_list("payload", flat=True)))


@pytest.mark.django_db(transaction=True)
def test_by_several_clocks_at_once_each_is_asked_once(noor, mother):
    """R30 In parallel, with real connections."""
    sick(noor, mother)
    start, problems = threading.Barrier(4), []

    def go():
        try:
            start.wait()
            ask_on(noor, 2)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not problems
    assert Event.objects.filter(verb="asked_how_it_goes").count() == 1
