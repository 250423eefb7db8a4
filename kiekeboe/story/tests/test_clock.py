from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from kiekeboe.people.ages import age_in_months
from kiekeboe.story import rhythms
from kiekeboe.story.clock import Clock
from kiekeboe.story.families import KIDS

NIGHT = datetime(2026, 9, 15, 23, 40, tzinfo=UTC)  # 01:40 in Amsterdam


@pytest.mark.parametrize("hour", range(24))
def test_at_every_hour_the_children_came_in_before_now_and_today(hour):
    clock = Clock(datetime(2026, 9, 15, hour, 7, 31, tzinfo=UTC))

    moments = [clock.at(clock.today, minute) for minute in (470, 500, 620, clock.minute)]

    assert moments == sorted(moments)
    assert clock.midnight <= moments[0] <= moments[-1] <= clock.now


def test_in_the_day_the_clock_of_the_story_is_the_one_on_the_wall():
    clock = Clock(datetime(2026, 9, 15, 11, 20, tzinfo=UTC))

    assert not clock.is_moved
    assert clock.at(clock.today, 8 * 60) == datetime(2026, 9, 15, 6, 0, tzinfo=UTC)


def test_at_night_the_day_is_moved():
    assert Clock(NIGHT).is_moved


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_breakfast_is_at_eight_on_the_wall_on_both_days_the_clock_changes(day):
    clock = Clock(datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12))
    summer = 6 if day.month == 3 else 7

    assert clock.at(day, 8 * 60).hour == summer


def test_children_are_as_old_as_the_story_says_on_any_day():
    for ahead, kid in product(range(0, 400, 7), KIDS):
        clock = Clock(datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=ahead))
        born = clock.born(kid.months, kid.born_day)
        assert age_in_months(born, clock.today) == kid.months


def test_a_pattern_has_today_in_it_also_on_a_sunday():
    sunday = Clock(datetime(2026, 9, 13, 12, tzinfo=UTC))

    assert 7 in sunday.weekdays((0, 1, 3))
    assert 7 not in sunday.weekdays((1, 3))


def test_a_rhythm_is_the_same_for_the_same_chance():
    from random import Random

    days = [rhythms.day_of(9, 480, 1030, Random("Noor")) for _ in range(2)]

    assert days[0] == days[1]
