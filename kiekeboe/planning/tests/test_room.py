"""Whether a child more fits: the vectors, and every moment counted one by one."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiekeboe.planning.ratio import Care, rules
from kiekeboe.planning.room import (
    Presence,
    Shift,
    Why,
    consequence,
    moments,
    quarters,
    room_for,
)

DAYCARE = rules(Care.DAYCARE, date(2026, 11, 23))
MORNING, NOON, EVENING = 8 * 60, 13 * 60, 18 * 60


def group(*counts, start=MORNING, end=EVENING):
    return [Presence(start, end, step) for step, many in enumerate(counts) for _ in range(many)]


def staff(many, start=MORNING, end=EVENING):
    return [Shift(start, end)] * many


def fits(step, there, shifts, *, places=16, start=MORNING, end=EVENING):
    return room_for(Presence(start, end, step), there, shifts, DAYCARE, places=places)


@pytest.mark.parametrize(
    ("there", "step", "free"),
    [
        ((1, 4, 4, 3), 3, False),
        ((1, 3, 4, 3), 0, False),
        ((2, 4, 4, 0), 2, False),
        ((0, 4, 4, 4), 3, True),
    ],
)
def test_the_ages_decide_and_not_the_headcount(there, step, free):
    """The second is a swap: a child of one stays home, a baby comes, and it is one too many."""
    answer = fits(step, group(*there), staff(2))
    assert answer.free == free
    assert free or answer.why == Why.TOO_FEW_STAFF


def test_a_full_group_is_full_whatever_the_staff():
    answer = fits(3, group(0, 0, 0, 8), staff(3), places=8)
    assert (answer.free, answer.why) == (False, Why.FULL)


def test_some_ages_may_not_be_together():
    assert fits(0, group(8, 0, 0, 4), staff(9)).why == Why.NOT_TOGETHER


def test_one_quarter_without_enough_staff_is_enough_to_say_no():
    shifts = [*staff(1), Shift(MORNING, 12 * 60), Shift(12 * 60 + 15, EVENING)]
    answer = fits(2, group(0, 0, 8, 0), shifts)
    assert (answer.free, answer.at) == (False, 12 * 60)
    assert fits(2, group(0, 0, 8, 0), shifts, end=12 * 60).free


def test_who_leaves_as_the_other_comes_makes_room():
    there = group(0, 0, 7, 0) + group(0, 0, 1, 0, end=NOON)
    assert fits(2, there, staff(1), start=NOON).free
    assert not fits(2, there, staff(1), start=NOON - 1).free


def test_what_was_wrong_before_does_not_count_against_an_afternoon():
    there = group(0, 0, 9, 0, end=NOON)
    assert fits(2, there, staff(1), start=NOON).free


def test_outside_opening_hours_there_is_no_room():
    answer = room_for(
        Presence(6 * 60, NOON, 2), [], staff(1, 0, 1440), DAYCARE, places=16, opens=450
    )
    assert answer.why == Why.GROUP_CLOSED


def test_a_birthday_is_a_child_that_counts_in_another_age():
    """(5,3,0,0) needs three, (4,4,0,0) two: the birthday makes room for nobody, but frees one."""
    before, after = (moments(group(*one), staff(2), DAYCARE)[0] for one in ((5, 3), (4, 4)))
    assert (before.short, after.short) == (1, 0)


def test_two_who_count_for_half_are_one():
    halves = [Shift(MORNING, EVENING, 0.5)] * 2
    assert moments(group(0, 0, 8), halves, DAYCARE)[0].staff == 1
    thirds = [Shift(MORNING, EVENING, 1 / 3)] * 3
    assert moments(group(0, 0, 8), thirds, DAYCARE)[0].staff == 1


def test_the_office_sees_what_a_yes_would_ask():
    worst = consequence(Presence(MORNING, EVENING, 3), group(1, 4, 4, 3), staff(2), DAYCARE)
    assert (worst.needed.staff, worst.short) == (3, 1)
    assert consequence(Presence(MORNING, MORNING, 3), [], [], DAYCARE) is None


MINUTE = st.integers(0, 40)
STRETCH = st.tuples(MINUTE, MINUTE).map(sorted)
CHILDREN = st.lists(
    st.builds(lambda t, s: Presence(*t, s), STRETCH, st.integers(0, 3)), max_size=12
)
SHIFTS = st.lists(st.builds(lambda t: Shift(*t), STRETCH), max_size=4)


def at(minute, there, shifts):
    counts = [0] * 4
    for one in there:
        counts[one.step] += one.start <= minute < one.end
    return tuple(counts), sum(one.start <= minute < one.end for one in shifts)


@given(CHILDREN, SHIFTS)
def test_every_minute_is_counted_as_by_hand(there, shifts):
    day = moments(there, shifts, DAYCARE)
    for minute in range(41):
        here = [one for one in day if one.start <= minute < one.end]
        counts, working = at(minute, there, shifts)
        assert len(here) == (1 if here else 0)
        if here:
            assert (here[0].counts, here[0].staff) == (counts, working)
        else:
            assert (sum(counts), working) == (0, 0)


@example([Presence(0, 2, 0)], [], [1, 1], 0, 1)  # no minute at all, while somebody is there
@given(CHILDREN, SHIFTS, STRETCH, st.integers(0, 3), st.integers(1, 12))
def test_there_is_room_when_every_minute_says_so(there, shifts, stretch, step, places):
    answer = room_for(Presence(*stretch, step), there, shifts, DAYCARE, places=places)
    by_hand = True
    for minute in range(*stretch):
        counts, working = at(minute, [*there, Presence(*stretch, step)], shifts)
        needed = DAYCARE.needed(counts).staff
        by_hand &= sum(counts) <= places and needed is not None and needed <= working
    assert answer.free == by_hand


@given(CHILDREN, SHIFTS)
def test_a_quarter_of_an_hour_shows_its_worst_minute(there, shifts):
    for quarter in quarters(moments(there, shifts, DAYCARE), 0, 45):
        minutes = [at(minute, there, shifts) for minute in range(quarter.start, quarter.start + 15)]
        assert quarter.children == max(sum(counts) for counts, _ in minutes)
        short = [
            1 if (needed := DAYCARE.needed(counts).staff) is None else max(0, needed - working)
            for counts, working in minutes
        ]
        assert quarter.short == max(short)
