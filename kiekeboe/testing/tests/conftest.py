"""The town, built once for each file of tests; every request in it leaves no trace."""

import pytest
from django.conf import settings as house
from django.db import transaction
from django.test import override_settings

from kiekeboe.testing import town as building
from kiekeboe.testing.visitors import Visitor


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory):
    """A town of two organisations with a mark in every text; gone after the file."""
    storages = house.STORAGES | {"default": in_folder(tmp_path_factory.mktemp("files"))}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(STORAGES=storages):
            made = building.build()
        made.storages = storages
        yield made
        transaction.set_rollback(True)


def in_folder(folder):
    return house.STORAGES["default"] | {"OPTIONS": {"location": folder, "base_url": None}}


@pytest.fixture
def visit(town, db, settings):
    """A visitor of the town by name: `visit("caregiver").ask("GET", "/group/")`."""
    settings.STORAGES = town.storages
    return lambda name, **client: Visitor(name, town, **client)
