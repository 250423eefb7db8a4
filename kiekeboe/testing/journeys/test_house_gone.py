"""The house or its database stands still: the tablet goes on, and all comes back by itself."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from kiekeboe.testing import postgres
from kiekeboe.testing.house import House
from kiekeboe.testing.journeys.walls import entries, until
from kiekeboe.testing.mail import free_port

pytestmark = pytest.mark.journey
AWAY = 30  # seconds; compressed to a few in a quick run
SOON = 5.0


@pytest.fixture
def seconds(pytestconfig) -> float:
    return AWAY if pytestconfig.getoption("--deep") else 4


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True
    ).stdout
    return [pid, *(each for child in told.split() for each in family(int(child)))]


def signalled(pids, sign) -> None:
    for pid in pids:
        os.kill(pid, sign)


def test_a_house_that_stands_still_stops_no_tablet(wall, house_in_weather, seconds):
    """R27 Every process of the server is stopped; the tablet logs on, and all arrives once."""
    tablet = wall().open_for_the_first_time().unlock()
    pids = family(house_in_weather.process.pid)
    child = tablet.babies()[0]
    signalled(pids, signal.SIGSTOP)
    try:
        for number in range(3):
            began = time.monotonic()
            tablet.log("drink", [child], note=f"stil {number}")
            assert time.monotonic() - began < 3
        tablet.page.wait_for_timeout(seconds * 1000)
        assert len(tablet.waiting()) == 3
    finally:
        signalled(pids, signal.SIGCONT)
    back = tablet.wait_until_sent(30)
    print(f"all sent {back:.1f} s after the house woke up")
    assert [one["note"] for one in entries(house_in_weather, child_id=child)
            if one["note"].startswith("stil")] == ["stil 0", "stil 1", "stil 2"]  # fmt: skip
    assert back <= SOON


@pytest.fixture
def house_on_postgres(tmp_path):
    """The demo told on a PostgreSQL of its own, whose processes can be stopped."""
    if not shutil.which("pg_ctlcluster") and not os.path.isdir("/usr/lib/postgresql"):
        pytest.skip("PostgreSQL is not here")
    with postgres.throw_away() as address:
        house = House(tmp_path / "var", free_port(), variables={"DATABASE_URL": address}).open()
        house.folder = address.partition("host=")[2]
        yield house
        house.close()


def readiness(house) -> tuple[int, dict, float]:
    """(status, parts, seconds) of /readyz."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(f"{house.origin}/readyz", timeout=20) as answer:
            found = answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        found = answer.code, json.load(answer)
    return *found, time.monotonic() - began


def test_a_database_that_is_gone_is_told_within_five_seconds(house_on_postgres, seconds):
    """R27 PostgreSQL stands still: not ready within five seconds, ready soon after it is back."""
    house = house_on_postgres
    assert readiness(house)[0] == 200
    with open(f"{house.folder}/data/postmaster.pid") as file:
        pids = family(int(file.readline()))
    signalled(pids, signal.SIGSTOP)
    try:
        status, parts, took = readiness(house)
        assert (status, parts["database"]) == (503, False)
        assert took <= SOON
        time.sleep(seconds)
        assert urllib.request.urlopen(f"{house.origin}/healthz", timeout=5).status == 200
    finally:
        signalled(pids, signal.SIGCONT)
    began = time.monotonic()
    until(lambda: readiness(house)[0] == 200, seconds=20)
    print(f"ready {time.monotonic() - began:.1f} s after the database woke up")
    assert time.monotonic() - began <= SOON
