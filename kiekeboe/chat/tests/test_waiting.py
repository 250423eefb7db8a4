"""After how long the manager hears of what nobody saw."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given

from kiekeboe.chat.policy import Policy
from kiekeboe.chat.tests.test_policy import AMSTERDAM, MONDAY, here, house, houses, moments
from kiekeboe.chat.waiting import LONGEST, due_at, is_overdue

HOUR = timedelta(hours=1)


def test_four_hours_of_opening_time():
    assert due_at(house(), here(MONDAY, 9)) == here(MONDAY, 13)


def test_the_night_and_the_weekend_do_not_count():
    friday = MONDAY - timedelta(days=3)
    assert due_at(house(), here(friday, 17, 30)) == here(MONDAY, 10, 30)


def test_what_is_urgent_is_told_after_an_hour():
    assert due_at(house(), here(MONDAY, 9), urgent=True) == here(MONDAY, 10)


def test_in_the_night_of_summer_time_an_hour_is_an_hour():
    """The clock jumps from two to three: an opening from one to five lasts three hours."""
    sunday = date(2026, 3, 29)
    told = house(Policy(opens_at=time(1), closes_at=time(5), weekdays=frozenset({7})))
    assert due_at(told, here(sunday, 0), urgent=True) == here(sunday, 1).astimezone(UTC) + HOUR
    begins, ends = next(told.openings(here(sunday, 0)))
    assert ends - begins == 3 * HOUR
    assert due_at(told, here(sunday, 0)) == here(sunday, 0).astimezone(UTC) + LONGEST


def test_where_nobody_ever_reads_somebody_hears_of_it_within_a_week():
    told = house(Policy(weekdays=frozenset()))
    assert due_at(told, here(MONDAY, 9)) == here(MONDAY, 9) + LONGEST


@given(houses(), moments)
def test_the_manager_always_hears_and_never_before_there_was_time_to_read(told, heard):
    due = due_at(told, heard)
    policy = told.policy_at(heard)
    assert heard < due <= heard + LONGEST
    read = sum(
        (min(ends, due) - begins for begins, ends in told.openings(heard) if begins < due),
        timedelta(),
    )
    assert read == policy.unseen_hours * HOUR or due == heard + LONGEST
    assert not is_overdue(told, heard, due - timedelta(seconds=1))
    assert is_overdue(told, heard, due)
    assert due_at(told, heard, urgent=True) <= due


def test_the_moment_is_the_same_wherever_the_clock_hangs():
    utc = datetime(2026, 4, 13, 7, tzinfo=UTC)
    assert due_at(house(), utc) == due_at(house(), utc.astimezone(AMSTERDAM))
