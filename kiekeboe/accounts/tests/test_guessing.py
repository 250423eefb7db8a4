"""Guessing is slow, and never locks the owner out (S19)."""

from datetime import timedelta

import pytest

from kiekeboe.accounts import guessing
from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Browser, Guess
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def evaluated(many, *, at, email="anna@home.test", mark="", address="192.0.2.1"):
    """How many of so many guesses were looked at."""
    looked = 0
    for number in range(many):
        try:
            guessing.guess(email.format(number), mark=mark, address=address.format(number), at=at)
            looked += 1
        except guessing.TooMany:
            pass
    return looked


def test_ten_guesses_per_account_in_a_quarter_of_an_hour(now):
    """S19: from wherever they come."""
    assert evaluated(200, at=now, address="192.0.2.{}") == 10
    assert evaluated(20, at=now + timedelta(minutes=14, seconds=59)) == 0
    assert evaluated(20, at=now + timedelta(minutes=15)) == 10


def test_who_is_refused_does_not_make_the_wait_longer(now):
    evaluated(50, at=now)
    assert Guess.objects.count() == 10


def test_the_owner_comes_in_from_a_known_browser_meanwhile(now):
    """S19"""
    owner = make.user("anna@home.test")
    Browser.objects.create(account=owner, mark_hash=key_hash("mine"), first_at=now, last_at=now)
    assert evaluated(100, at=now) == 10
    assert evaluated(1, at=now, mark="mine") == 1
    assert evaluated(1, at=now, mark="forged") == 0
    assert evaluated(100, at=now, mark="mine") == 9


def test_a_hundred_guesses_per_minute_per_network(now):
    """S19: fifty thousand accounts from one network."""
    assert evaluated(130, at=now, email="person{}@home.test") == 100
    assert evaluated(5, at=now, email="other{}@home.test", address="198.51.100.7") == 5
    assert evaluated(5, at=now + timedelta(minutes=1), email="later{}@home.test") == 5


def test_a_right_answer_counts_no_longer(now):
    for _ in range(30):
        guessing.right(guessing.guess("anna@home.test", mark="", address="192.0.2.1", at=now))
    assert evaluated(30, at=now) == 10


def test_an_ipv6_home_is_one_network():
    assert guessing.network_of("2001:db8:1:2:3::4") == guessing.network_of("2001:db8:1:2:ffff::9")
    assert guessing.network_of("2001:db8:1:2::1") != guessing.network_of("2001:db8:1:3::1")
    assert guessing.network_of("::ffff:192.0.2.1") == guessing.network_of("192.0.2.1")
    assert guessing.network_of("nonsense") == "unknown"


def test_tries_are_forgotten_after_a_day(now):
    evaluated(3, at=now)
    guessing.forget_old(now + timedelta(days=1, seconds=1))
    assert not Guess.objects.exists()
