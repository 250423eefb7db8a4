"""What every test may ask for: a quick house, a mail server, the real server and a real browser."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

# Playwright keeps an event loop in the thread of the test; Django is then used beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DATABASE = {"db", "transactional_db", "live_server"}

pytest_plugins = [
    "kiekeboe.testing.mail",
    "kiekeboe.testing.push_service",
    "kiekeboe.testing.house",
    "kiekeboe.testing.browser",
    "kiekeboe.testing.weather",
]


def pytest_addoption(parser):
    parser.addoption("--deep", action="store_true", help="also the long profiles")
    parser.addoption("--database", action="store_true", help="only what asks the database")


def pytest_configure(config):
    from hypothesis import HealthCheck, settings

    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile("quick", max_examples=30, deadline=None, suppress_health_check=quiet)
    settings.register_profile("deep", max_examples=3000, deadline=None, suppress_health_check=quiet)
    settings.load_profile("deep" if config.getoption("--deep") else "quick")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--database"):
        outside = [one for one in items if not asks_the_database(one)]
        items[:] = [one for one in items if asks_the_database(one)]
        config.hook.pytest_deselected(items=outside)
    if not config.getoption("--deep"):
        for item in items:
            if item.get_closest_marker("deep"):
                item.add_marker(pytest.mark.skip(reason="a long profile: pytest --deep"))


def asks_the_database(item) -> bool:
    """Whether another database can make another answer of this test."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("database")
    return marked is not None or not DATABASE.isdisjoint(item.fixturenames)


def pytest_unconfigure(config):
    from django.conf import settings

    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The database of the tests begins as a copy of one that was migrated before."""
    from django.db import connection

    from kiekeboe.testing import migrated

    if connection.vendor != "sqlite":
        return  # settings_test names the database to copy
    make = connection.creation._create_test_db

    def copied(*words, **options):
        name = make(*words, **options)
        migrated.fill(Path(name))
        return name

    connection.creation._create_test_db = copied


@pytest.fixture
def now() -> datetime:
    """A fixed moment for tests that give the time: a Tuesday, 13:05 in Amsterdam."""
    return datetime(2026, 9, 15, 11, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Stored files of a test go to the folder of that test."""
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"]
        | {"OPTIONS": {"location": tmp_path / "files", "base_url": None}}
    }


@pytest.fixture(autouse=True)
def language_of_the_house():
    """A request in English leaves its language in the thread; the next test begins without it."""
    from django.utils import timezone, translation

    translation.deactivate()
    timezone.deactivate()


@pytest.fixture
def work_off():
    """Do what waits in the queue, with the real worker and the real tables."""
    from kiekeboe.lib.jobs.worker import work_off

    return work_off
