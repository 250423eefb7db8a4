"""Looking into a house from a test: our own code on its database and with its keys."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connections
from django.test import override_settings


@contextmanager
def inside(house, blocker):
    """Within, queries of this thread go to the database of `house`; `blocker` is of pytest-django.

    The house may be running or dead. Its database is the one in its folder, or its DATABASE_URL.
    """
    url = house.variables.get("DATABASE_URL")
    name = urlsplit(url).path.lstrip("/") if url else house.data / "db.sqlite3"
    ours = connections["default"]
    with blocker.unblock(), override_settings(DATA=house.data):
        theirs = type(ours)(ours.settings_dict | {"NAME": name}, "default")
        connections["default"] = theirs
        try:
            yield
        finally:
            theirs.close()
            connections["default"] = ours
