"""When a contract may end: the table of nl-rules §4.1, and what must hold for every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.planning.notice import (
    eve_of_fourth_birthday,
    first_day_of_change,
    first_last_day,
    last_day_after,
)

DAYS = st.dates(date(2000, 1, 1), date(2098, 1, 1))
RULINGS = [
    (date(2023, 7, 25), date(2023, 8, 25)),  # 230488/244551
    (date(2026, 1, 31), date(2026, 2, 28)),
    (date(2026, 12, 31), date(2027, 1, 31)),
    (date(2028, 1, 30), date(2028, 2, 29)),
    (date(2026, 11, 30), date(2026, 12, 30)),
    (date(2026, 12, 1), date(2027, 1, 1)),
]


@pytest.mark.parametrize(("received", "last"), RULINGS)
def test_notice_is_a_month_from_the_day_it_came_in(received, last):
    assert last_day_after(received) == last


@given(DAYS)
def test_notice_is_never_longer_than_a_month(received):
    wait = last_day_after(received) - received
    assert timedelta(days=28) <= wait <= timedelta(days=31)


@given(DAYS)
def test_who_gives_notice_later_never_ends_earlier(received):
    assert last_day_after(received) <= last_day_after(received + timedelta(days=1))


def test_a_contract_until_four_ends_on_the_eve_of_the_birthday():
    born = date(2022, 12, 10)
    assert eve_of_fourth_birthday(born) == date(2026, 12, 9)
    assert first_last_day(date(2026, 11, 23), born=born) == date(2026, 12, 9)
    assert first_last_day(date(2026, 11, 23)) == date(2026, 12, 23)
    assert first_last_day(date(2026, 10, 1), born=born) == date(2026, 11, 1)


def test_after_the_birthday_the_month_counts_again():
    assert first_last_day(date(2026, 12, 10), born=date(2022, 12, 10)) == date(2027, 1, 10)
    assert first_last_day(date(2026, 12, 9), born=date(2022, 12, 10)) == date(2026, 12, 9)


def test_who_is_born_on_the_29th_of_february_has_an_eve_too():
    assert eve_of_fourth_birthday(date(2024, 2, 29)) == date(2028, 2, 28)
    assert eve_of_fourth_birthday(date(2096, 2, 29)) == date(2100, 2, 28)


@given(DAYS, DAYS)
def test_an_end_is_never_before_the_notice_and_never_after_a_month(received, born):
    assert received <= first_last_day(received, born=born) <= last_day_after(received)


def test_fewer_hours_wait_for_the_notice_and_more_do_not():
    received = date(2026, 1, 31)
    assert first_day_of_change(received, less=True) == date(2026, 3, 1)
    assert first_day_of_change(received, less=False) == date(2026, 2, 1)
