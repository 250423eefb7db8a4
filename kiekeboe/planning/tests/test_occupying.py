"""Free places per age: what is free here gets a yes there, and no more than that."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.planning.models import ClosedDay
from kiekeboe.planning.occupying import Part, at_its_fullest, occupied, parts_of
from kiekeboe.planning.ratio import Care, age_step
from kiekeboe.planning.reading import Plan, plan_of
from kiekeboe.planning.room import Presence, Shift, room_for
from kiekeboe.planning.slices import Agreed, Pattern
from kiekeboe.testing import make

MONDAY = date(2026, 11, 23)
BORN = [date(2026, 3, 1), date(2025, 3, 1), date(2024, 3, 1), date(2023, 3, 1)]
PLACE = SimpleNamespace(opens_at=time(7, 30), closes_at=time(18, 30), care_type="daycare")
QUARTERS = st.integers(30, 74).map(lambda n: n * 15)
STRETCH = st.tuples(QUARTERS, QUARTERS).map(sorted).filter(lambda two: two[0] < two[1])


def plan(children, shifts):
    """A plan of one group on a Monday: [(age, (start, end))] and stretches of work."""
    told = Plan(PLACE, MONDAY, MONDAY, MONDAY)
    for number, (age, (start, end)) in enumerate(children):
        told.born[number] = BORN[age]
        told.agreed[number] = Agreed((Pattern("frogs", 1, start, end, date(2026, 1, 1)),))
    told.shifts = {("frogs", MONDAY): [Shift(*one) for one in shifts]} if shifts else {}
    return told


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 3), STRETCH), max_size=9),
    st.lists(STRETCH | st.just((450, 1110)), min_size=1, max_size=3),
    st.integers(1, 16),
)
def test_a_free_place_is_a_yes_and_one_more_is_a_no(children, shifts, places):
    """H4: against the answer that families get, one child after the other."""
    told, group = plan(children, shifts), SimpleNamespace(pk="frogs", capacity=places)
    law = told.law(MONDAY)
    day = occupied(told, [group], [MONDAY])["frogs", MONDAY]
    for (start, end), part in zip(parts_of(PLACE), day.parts, strict=True):
        if not part.rostered:
            continue  # somewhere nobody comes and nobody works: only the places count there
        for step, free in enumerate(part.free):
            there = told.presences("frogs", MONDAY)
            newcomer = Presence(start, end, step)
            working = told.shifts["frogs", MONDAY]
            for _ in range(free):
                assert room_for(newcomer, there, working, law, places=places).free
                there.append(newcomer)
            assert not room_for(newcomer, there, working, law, places=places).free


def test_without_a_roster_only_the_places_and_the_law_of_one_group_count():
    group = SimpleNamespace(pk="frogs", capacity=16)
    [morning, afternoon] = occupied(plan([], []), [group], [MONDAY])["frogs", MONDAY].parts
    assert morning.free == afternoon.free
    assert not morning.rostered
    assert morning.free[3] == 16
    assert 0 < morning.free[0] < 16  # so many babies may not be in one group


def test_a_morning_in_which_nobody_comes_or_works_is_not_full():
    """Out-of-school care is rostered for the afternoon; in the morning children are at school."""
    group = SimpleNamespace(pk="frogs", capacity=4)
    told = plan([(2, (14 * 60, 18 * 60))], [(13 * 60, 1110)])
    [morning, afternoon] = occupied(told, [group], [MONDAY])["frogs", MONDAY].parts
    assert (morning.free[3], morning.rostered) == (4, False)
    assert (afternoon.free[3], afternoon.rostered) == (3, True)


def test_a_morning_child_leaves_the_afternoon_free():
    group = SimpleNamespace(pk="frogs", capacity=1)
    told = plan([(2, (8 * 60, 13 * 60))], [(450, 1110)])
    day = occupied(told, [group], [MONDAY])["frogs", MONDAY]
    assert [(one.children, one.free[2]) for one in day.parts] == [(1, 0), (0, 1)]
    assert day.free == 0


def test_a_month_has_no_more_places_than_its_fullest_day():
    days = [
        SimpleNamespace(parts=(Part(8, 12, (1, 3)), Part(2, 12, (4, 4)))),
        SimpleNamespace(parts=(Part(9, 12, (2, 2)), Part(1, 12, (5, 5), rostered=False))),
        SimpleNamespace(parts=()),
    ]
    assert at_its_fullest(days) == (Part(9, 12, (1, 2)), Part(2, 12, (4, 4), rostered=False))
    assert at_its_fullest([]) == ()


@pytest.mark.django_db
def test_closed_days_and_birthdays_are_seen():
    frogs = make.group(capacity=12)
    bees = make.group(frogs.location, capacity=12)
    monday = make.DAY - timedelta(days=1)
    birthday = monday + timedelta(weeks=1)
    noor = make.child(frogs, born_on=birthday.replace(year=2025))
    make.contract_day(noor, weekday=1)
    ClosedDay.objects.create(
        organisation=frogs.organisation, location=frogs.location, name="Studiedag",
        day=monday + timedelta(weeks=2),
    )  # fmt: skip
    days = [monday + timedelta(weeks=n) for n in range(3)]
    told = plan_of(frogs.location, days[0], days[-1], today=monday)
    full = occupied(told, [frogs, bees], days)
    assert [full[frogs.pk, day].children for day in days] == [1, 1, 0]
    assert [full[bees.pk, day].children for day in days] == [0, 0, 0]
    assert full[frogs.pk, days[2]].closed == "Studiedag"
    before, after = (full[frogs.pk, day].parts[0].free for day in days[:2])
    assert before != after
    assert age_step(noor.born_on, birthday, Care.DAYCARE) == 1
