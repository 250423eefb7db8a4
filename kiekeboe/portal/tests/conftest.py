"""A family with something to see, and a neighbour with something to leak."""

import pytest

from kiekeboe.testing import make


@pytest.fixture
def noor(db):
    location = make.location(phone="020 123 45 67", email="kikkers@example.test")
    return make.child(group=make.group(location, name="Kikkers"), first_name="Noor")


@pytest.fixture
def marit(noor):
    """The mother of Noor."""
    return make.guardian([noor], first_name="Marit")


@pytest.fixture
def luuk(noor):
    """A child of the same group; its day must never be seen by Marit."""
    luuk = make.child(group=noor.placements.first().group, first_name="Luuk", last_name="Geheim")
    make.entry(luuk, kind="particular", details={"text": "een geheim van Luuk"})
    make.guardian([luuk], first_name="Buurman")
    return luuk


@pytest.fixture
def parent(client, marit):
    """The browser of Marit, signed in."""
    client.force_login(marit.account)
    return client
