"""When a talk is due."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.development.due import Due, asked_now, coming, months_later, talks_due

BORN, STARTED = date(2024, 3, 10), date(2024, 6, 3)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_the_talks_of_a_child_are_around_its_birthdays():
    """The vectors of nl-rules §8."""
    assert talks_due(BORN, STARTED) == [
        Due("first", date(2024, 9, 3), date(2024, 10, 3)),
        Due("yearly", date(2025, 2, 10), date(2025, 4, 10)),
        Due("yearly", date(2026, 2, 10), date(2026, 4, 10)),
        Due("yearly", date(2027, 2, 10), date(2027, 4, 10)),
        Due("farewell", date(2027, 9, 10), date(2028, 1, 10)),
    ]


def test_a_birthday_before_the_first_talk_asks_no_talk_of_its_own():
    dues = talks_due(BORN, date(2025, 1, 6))

    assert [one.first_day for one in dues if one.kind == "yearly"] == [
        date(2026, 2, 10), date(2027, 2, 10),
    ]  # fmt: skip


def test_a_child_of_school_age_asks_nothing():
    assert talks_due(date(2019, 3, 10), date(2024, 6, 3)) == []


def test_a_talk_is_asked_until_one_was_shared_in_its_days():
    dues, today = talks_due(BORN, STARTED), date(2026, 3, 1)

    assert asked_now(dues, [], today) == dues[2]
    assert asked_now(dues, [date(2025, 3, 1)], today) == dues[2]
    assert asked_now(dues, [date(2026, 2, 12)], today) is None
    assert not dues[2].is_late(date(2026, 4, 10))
    assert dues[2].is_late(date(2026, 4, 11))
    assert coming(dues, today) == dues[3]


@given(DAYS, st.integers(-60, 60))
def test_months_later_stays_in_the_month_that_is_meant(day, months):
    there = months_later(day, months)

    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day <= day.day
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 60))
def test_the_days_of_two_talks_never_overlap(born_on, months):
    dues = talks_due(born_on, months_later(born_on, months))

    assert all(one.first_day <= one.last_day for one in dues)
    assert all(a.last_day < b.first_day for a, b in pairwise(dues))
