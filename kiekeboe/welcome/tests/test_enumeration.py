"""Whether a stopwatch tells which addresses have an account."""

from math import erfc, sqrt
from time import perf_counter

import pytest
from django.test import Client

from kiekeboe.accounts import guessing
from kiekeboe.testing import make


def p_of_no_difference(one, other):
    """Mann-Whitney's U, two-sided, by the normal approximation."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, side) in enumerate(ranked, 1) if side == 0)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / sqrt(n * m * (n + m + 1) / 12)
    return erfc(abs(z) / sqrt(2))


@pytest.mark.deep
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in/password/", "/sign-in/forgotten/"])
def test_a_stopwatch_cannot_tell_either(address, settings, monkeypatch):
    """S20: a thousand times each, in turns."""
    settings.PASSWORD_HASHERS = ["kiekeboe.accounts.hashing.Argon2id"]
    for limit in ("PER_ACCOUNT", "PER_NETWORK", "EVERYWHERE"):
        monkeypatch.setattr(guessing, limit, 10**6)
    times = {"known": [], "unknown": []}
    for number in range(1000):  # all beforehand: hashing empties the processor's caches
        make.user(f"known{number}@home.test", password=None if number % 3 else make.PASSWORD)
    for number in range(1000):
        for kind in ("known", "unknown") if number % 2 else ("unknown", "known"):
            told = {"email": f"{kind}{number}@home.test", "password": "fout fout fout"}
            began = perf_counter()
            Client().post(address, told)
            times[kind].append(perf_counter() - began)
    assert p_of_no_difference(times["known"], times["unknown"]) > 0.01
