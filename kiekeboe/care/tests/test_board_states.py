"""B1: the state of a child is derived, never stored."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.care.board_states import (
    AWAY,
    HERE,
    LATE,
    ON_THE_BOARD,
    Slot,
    State,
    Stay,
    group_of_today,
    standing,
)

EIGHT = datetime(2026, 4, 14, 6, tzinfo=UTC)
DAY = Slot(EIGHT, EIGHT + timedelta(hours=10))
NOON = EIGHT + timedelta(hours=4)

minutes = st.integers(-120, 900).map(lambda m: EIGHT + timedelta(minutes=m))
absences = st.sampled_from([None, "sick", "leave", "unannounced", "closed"])


@st.composite
def stays(draw):
    moments = sorted(draw(st.lists(minutes, min_size=0, max_size=4, unique=True)))
    pairs = list(zip(moments[::2], moments[1::2], strict=False))
    found = [Stay(a, b) for a, b in pairs]
    if len(moments) % 2:
        found.append(Stay(moments[-1]))
    return found


def test_a_child_is_expected_until_half_an_hour_after_its_time():
    assert standing(now=EIGHT, slots=[DAY]).state == State.EXPECTED
    assert standing(now=EIGHT + LATE, slots=[DAY]).state == State.LATE


def test_who_reported_sick_is_sick_and_not_late():
    assert standing(now=NOON, slots=[DAY], absence="sick").state == State.SICK


def test_who_came_although_reported_sick_is_here():
    assert standing(now=NOON, stays=[Stay(EIGHT)], absence="sick").state == State.PRESENT


def test_a_sleeping_child_is_asleep_since_its_nap_began():
    nap = NOON - timedelta(minutes=20)
    told = standing(now=NOON, stays=[Stay(EIGHT)], asleep_since=nap)
    assert (told.state, told.moment) == (State.ASLEEP, nap)


def test_a_child_that_went_home_is_collected_and_not_expected_again():
    gone = Stay(EIGHT, NOON - timedelta(minutes=5))
    assert standing(now=NOON, stays=[gone], slots=[DAY]).state == State.COLLECTED


def test_a_second_stretch_of_the_day_is_expected_after_the_first():
    school = Slot(EIGHT + timedelta(hours=7), EIGHT + timedelta(hours=10))
    before = Slot(EIGHT, EIGHT + timedelta(hours=1))
    gone = Stay(EIGHT, EIGHT + timedelta(hours=1))
    assert standing(now=NOON, stays=[gone], slots=[before, school]).state == State.EXPECTED


def test_who_never_came_was_not_announced():
    evening = EIGHT + timedelta(hours=11)
    assert standing(now=evening, slots=[DAY]).state == State.NOT_ANNOUNCED


def test_a_lent_child_belongs_where_it_is():
    assert group_of_today(open_visit="b", contract="a", placed="a") == "b"
    assert group_of_today(contract="b", placed="a") == "b"
    assert group_of_today(placed="a") == "a"


@given(stays(), st.lists(st.just(DAY), max_size=1), absences, st.none() | minutes, minutes)
def test_a_child_is_in_exactly_one_state_and_here_only_with_an_open_stay(
    there, slots, absence, nap, now
):
    told = standing(now=now, stays=there, slots=slots, absence=absence, asleep_since=nap)
    is_open = any(stay.left_at is None for stay in there)
    assert (told.state in HERE) == is_open
    assert (told.state in ON_THE_BOARD) + (told.state in AWAY) + (told.state == State.OFF) == 1


@given(stays(), absences, minutes)
def test_nobody_is_late_who_was_not_expected(there, absence, now):
    told = standing(now=now, stays=there, slots=[], absence=absence)
    assert told.state not in {State.LATE, State.EXPECTED}
