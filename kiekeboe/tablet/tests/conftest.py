"""A group with a paired tablet and a caregiver with a PIN typed on it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry, pair

__all__ = ["entry", "pair"]


@pytest.fixture
def group(db):
    return make.group()


@pytest.fixture
def tablet(group):
    return pair(group)


@pytest.fixture
def today(group):
    """Today in the location, and midnight-safe moments around now."""
    return timezone.localtime().date()


@pytest.fixture
def noor(group):
    """A baby of half a year."""
    born_on = timezone.localtime().date() - timedelta(days=200)
    return make.child(group, first_name="Noor", born_on=born_on)


@pytest.fixture
def mees(group):
    return make.child(group, first_name="Mees")
