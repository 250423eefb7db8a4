"""When illness in a group is to be told to the GGD, and how its families hear of it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning.infecting import (
    hints_in,
    infections_on,
    set_thresholds,
    tell_infection,
    thresholds_on,
    withdraw_infection,
)
from kiekeboe.planning.models import InfectionNotice, OutbreakRule
from kiekeboe.planning.outbreaks import USUAL, Case, Threshold, hints
from kiekeboe.testing import make

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def ill(sign, many, *, ago=DAY):
    return [Case(number, sign, NOW - ago) for number in range(many)]


@pytest.mark.parametrize(
    ("cases", "group", "told"),
    [
        (ill("stomach", 4), 12, False),
        (ill("stomach", 5), 12, True),
        (ill("stomach", 3), 9, False),  # exactly a third
        (ill("stomach", 4), 9, True),
        (ill("stomach", 5, ago=7 * DAY), 12, True),
        (ill("stomach", 5, ago=7 * DAY + timedelta(minutes=1)), 12, False),
        ([*ill("rash", 1), Case("other", "rash", NOW - 13 * DAY)], 12, True),
        ([*ill("rash", 1), Case("other", "rash", NOW - 15 * DAY)], 12, False),
        (ill("rash", 1) * 2, 12, False),  # the same child twice
        (ill("jaundice", 1), 12, True),
        (ill("scabies", 2), 12, False),
        (ill("scabies", 3), 12, True),
        (ill("fever", 12), 12, False),
        ([*ill("stomach", 3), Case("x", "rash", NOW)], 9, False),
    ],
)
def test_the_vectors_of_the_law(cases, group, told):
    """nl-rules §7."""
    assert bool(hints(cases, group, NOW)) is told


def test_one_ggd_wants_to_hear_sooner():
    strict = [Threshold("scabies", 42, cases=1)]
    assert [one.sign for one in hints(ill("scabies", 1), 12, NOW, strict)] == ["scabies"]


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(["stomach", "rash"]), st.integers(0, 20))
    ),
    st.integers(1, 16),
)
def test_more_illness_is_never_less_of_a_hint(rows, group):
    cases = [Case(child, sign, NOW - days * DAY) for child, sign, days in rows]
    before = {one.sign for one in hints(cases[1:], group, NOW)}
    assert before <= {one.sign for one in hints(cases, group, NOW)}
    assert hints(cases, group, NOW) == hints(list(reversed(cases)), group, NOW)


@pytest.fixture
def frogs(db):
    return make.group(capacity=12)


def office(group):
    return Actor(group.organisation_id, Kind.OFFICE, uuid7())


def told(group, id=None, **other):
    given = {"illness": "Waterpokken", "until": make.DAY + 14 * DAY, "words": "Kijk op de huid."}
    return tell_infection(id or uuid7(), group, by=office(group), at=make.at(9), **given | other)


def hints_of(group):
    return hints_in([group], make.DAY, at=make.at(9))[group.pk]


def test_the_hint_counts_children_of_the_group_and_no_others(frogs):
    children = [make.child(frogs) for _ in range(9)]
    stranger = make.child(make.group(frogs.location))
    for one in [*children[:3], stranger]:
        make.absence(one, sign="stomach")
    make.absence(children[3])
    assert hints_of(frogs) == []
    make.absence(children[4], sign="stomach", last_day=make.DAY)
    found = hints_of(frogs)
    assert [(one.sign, one.children, one.group) for one in found] == [("stomach", 4, 9)]


def test_the_numbers_of_a_location_hold_from_their_day_on(frogs):
    place, strict = frogs.location, [Threshold("scabies", 42, cases=1)]
    for _ in range(2):
        set_thresholds(place, strict, since=make.DAY, by=office(frogs), at=make.at(9))
    assert OutbreakRule.objects.count() == 1
    assert Event.objects.filter(verb="thresholds_set").count() == 1
    assert thresholds_on(place, make.DAY - DAY) == USUAL
    assert strict[0] in thresholds_on(place, make.DAY)
    make.absence(make.child(frogs), sign="scabies")
    assert [one.sign for one in hints_of(frogs)] == ["scabies"]


def test_all_families_of_the_group_hear_it_once_and_nobody_is_named(frogs):
    """S12"""
    siblings = [make.child(frogs, first_name="Kanarie") for _ in range(2)]
    mother = make.guardian(siblings)
    booked = make.child(make.group(frogs.location))
    make.booking(booked, group=frogs)
    father = make.guardian([booked])
    stranger = make.guardian([make.child(make.group(frogs.location))])
    make.relative(siblings[0], mother)
    make.absence(siblings[0], symptoms="Waterpokken", sign="rash")
    id = uuid7()
    for _ in range(2):
        notice = told(frogs, id)
    heard = Notice.objects.filter(kind="sick", channel="app").values_list("account", flat=True)
    assert sorted(heard) == sorted([mother.account_id, father.account_id])
    assert stranger.account_id not in heard
    assert Event.objects.filter(verb="infection_told").count() == 1
    assert "Kanarie" not in f"{notice.illness} {notice.words}"
    assert "Waterpokken" not in str(Event.objects.get(verb="infection_told").payload)


def test_a_notice_stands_until_its_last_day_or_until_it_is_taken_back(frogs):
    notice = told(frogs)
    for day, there in ((-1, False), (0, True), (14, True), (15, False)):
        assert infections_on([frogs.pk], make.DAY + day * DAY).exists() is there
    assert not infections_on([make.group(frogs.location).pk], make.DAY).exists()
    for _ in range(2):
        withdraw_infection(notice, by=office(frogs), at=make.at(10))
    assert not infections_on([frogs.pk], make.DAY).exists()
    assert Event.objects.filter(verb="infection_withdrawn").count() == 1


def test_another_organisation_takes_nothing_back(frogs):
    """S04"""
    notice = told(frogs)
    with pytest.raises(InfectionNotice.DoesNotExist):
        withdraw_infection(notice, by=office(make.group()), at=make.at(10))
