"""When somebody must look at a sleeping child (nl-rules §7, 'Safe sleep')."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.care.sleepchecks import Missed, interval_minutes, watch

from .diaries import utc

NOON = utc(12)
CHECKS = [utc(12, 14), utc(12, 29), utc(12, 50)]


def at(minute, checks=CHECKS, interval=15, woke_at=None):
    return watch(NOON, checks, utc(12, minute), interval, woke_at)


def test_the_look_is_late_fifteen_minutes_after_the_last_one():
    """12:14, 12:29 and then 12:50: overdue at 12:44, six minutes before the third look."""
    assert at(43).state == "amber"
    assert at(44).state == "overdue"
    assert at(44).due_at == utc(12, 44)
    assert at(49).missed == (Missed(utc(12, 44), None, timedelta(minutes=5)),)
    assert at(50).state == "calm"
    assert at(50).missed == (Missed(utc(12, 44), utc(12, 50), timedelta(minutes=6)),)


def test_a_child_that_is_awake_is_never_overdue():
    awake = watch(NOON, CHECKS, utc(15), 15, woke_at=utc(12, 55))
    assert (awake.state, awake.due_at, awake.fraction) == ("awake", None, 0.0)
    assert len(awake.missed) == 1


def test_waking_later_changes_nothing_before_it():
    assert at(44, woke_at=utc(12, 55)).state == "overdue"


def test_the_ring_fills_turns_amber_and_is_full():
    rings = [at(minute, checks=[]) for minute in (0, 6, 12, 15, 40)]
    assert [ring.state for ring in rings] == ["calm", "calm", "amber", "overdue", "overdue"]
    assert [ring.fraction for ring in rings] == [0.0, 0.4, 0.8, 1.0, 1.0]


def test_looks_from_before_the_nap_and_from_later_do_not_count():
    assert at(10, checks=[utc(11, 59), utc(12, 20)]).due_at == utc(12, 15)


def test_a_look_within_the_minute_of_the_sound_is_in_time():
    on_the_sound = utc(12, 15) + timedelta(seconds=50)
    assert at(20, checks=[on_the_sound]).missed == ()


@pytest.mark.parametrize(("months", "minutes"), [(0, 15), (11, 15), (12, None), (30, None)])
def test_babies_are_looked_at_and_older_children_only_if_somebody_says_so(months, minutes):
    assert interval_minutes(months) == minutes


def test_the_interval_is_a_setting_per_age():
    setting = ((0, 10), (12, 30), (36, None))
    assert [interval_minutes(age, setting) for age in (11, 12, 36)] == [10, 30, None]
    assert interval_minutes(3, ((0, None),)) is None


def test_where_it_is_off_nothing_is_late():
    assert [at(59, interval=none).state for none in (None, 0)] == ["off", "off"]


@given(
    st.lists(st.integers(-30, 200), max_size=10),
    st.integers(-5, 200),
    st.none() | st.integers(0, 200),
    st.sampled_from([10, 15, 30]),
)
def test_a_watch_is_always_whole(looks, now, woke, interval):
    minutes = [NOON + timedelta(minutes=look) for look in looks]
    woke_at = None if woke is None else NOON + timedelta(minutes=woke)
    moment = NOON + timedelta(minutes=now)
    found = watch(NOON, minutes, moment, interval, woke_at)
    assert 0 <= found.fraction <= 1
    assert (found.due_at is None) == (found.state == "awake")
    assert (found.state == "overdue") == (found.due_at is not None and found.due_at <= moment)
    assert all(missed.due_at < moment for missed in found.missed)
