"""A group with a paired tablet, a caregiver with a PIN typed, and ways to write as the tablet."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.access import DEVICE_COOKIE, TURN_COOKIE
from kiekeboe.testing import make


@dataclass
class Tablet:
    """A tablet on the wall; `client` carries its cookies."""

    group: object
    device: object
    caregiver: object
    turn: object
    client: Client = field(default_factory=Client)

    def put(self, address, told=None):
        return self.client.put(
            f"/group/{address}", json.dumps(told or {}), content_type="application/json"
        )

    def get(self, address="", **query):
        return self.client.get(f"/group/{address}", query)

    def delete(self, address):
        return self.client.delete(f"/group/{address}")

    def log(self, *entries):
        return self.put("entries/", {"entries": list(entries)})


def entry(child, kind="nappy", *, id=None, at=None, **more):
    """What a tablet sends for one thing that was logged."""
    moment = at or timezone.now() - timedelta(minutes=5)
    return {
        "id": str(id or uuid7()),
        "child": str(child if isinstance(child, UUID) else child.pk),
        "kind": kind,
        "started_at": moment.isoformat(),
        "details": {"content": "wet"} if kind == "nappy" else {},
    } | more


def pair(group, *, name="caregiver", key=None, caregiver=None):
    """A tablet of this group with somebody at it."""
    now = timezone.now()
    key = key or uuid7().hex
    device = make.device(group, key=key, now=now)
    person = caregiver or make.caregiver(group, name)
    turn = make.turn(device, person, key=f"turn-{key}", now=now)
    tablet = Tablet(group, device, person, turn)
    tablet.client.cookies[DEVICE_COOKIE] = key
    tablet.client.cookies[TURN_COOKIE] = f"turn-{key}"
    return tablet


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
