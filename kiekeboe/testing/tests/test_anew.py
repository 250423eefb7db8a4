"""The house takes up new code while it is full of people: nobody is turned away."""

import asyncio
import json
import os
import signal
import time

import pytest

from kiekeboe.bench.crowd import asking
from kiekeboe.bench.steady import Faithful, Steady
from kiekeboe.testing import make
from kiekeboe.testing.house import House
from kiekeboe.testing.inside import inside
from kiekeboe.testing.mail import free_port
from kiekeboe.testing.tests.test_dying import database_of_its_own, family
from kiekeboe.testing.tests.test_talking import SIGN_IN

pytestmark = pytest.mark.database
PAGES = 15


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One house for this file, whatever happens to it."""
    data = tmp_path_factory.mktemp("anew") / "var"
    house = House(data, free_port(), variables=database_of_its_own()).open("serve")
    yield house
    everyone = family(house.process.pid)
    assert house.close() == 0
    assert not [pid for pid in everyone if os.path.exists(f"/proc/{pid}")]


def a_parent(house, blocker) -> tuple[str, str]:
    """The address of the stream of a parent, and the cookies."""
    with inside(house, blocker):
        mother = make.guardian([make.child()])
    account = str(mother.account_id)
    session, _, keys = json.loads(house.script(SIGN_IN, account).splitlines()[-1])
    return f"/live/portal/{mother.organisation_id}/", f"{session}={keys[account]}"


async def until(holds, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def live_through(house, live: str, cookies: str):
    """Visitors and open pages, while the house starts anew."""
    steady = Steady(house.port, "/parent/messages/", cookies)
    pages = [Faithful(house.port, asking(live, cookies)) for _ in range(PAGES)]
    staying = [asyncio.create_task(page.stays()) for page in pages]
    await until(lambda: all(page.open for page in pages), 60)
    members = family(house.process.pid)
    visiting = asyncio.create_task(steady.comes(a_second=20, seconds=180))
    await asyncio.sleep(0.5)
    house.process.send_signal(signal.SIGUSR2)
    await until(lambda: not set(members[:-1]) & set(family(house.process.pid)), 150)
    await until(lambda: all(page.gaps and page.open for page in pages), 40)
    await asyncio.sleep(0.5)
    visiting.cancel()
    for one in staying:
        one.cancel()
    steady.leaves()
    return steady, pages


def test_nobody_is_turned_away_while_the_house_starts_anew(house, django_db_blocker):
    """R22 O09 Visitors at a steady pace and open pages; the same first process, all others new."""
    first = house.process.pid
    steady, pages = asyncio.run(live_through(house, *a_parent(house, django_db_blocker)))
    assert steady.failed == []
    assert len(steady.answers) > 10
    assert [len(page.gaps) for page in pages] == [1] * PAGES  # cut once, back once
    back = sorted(page.came_back_at[0] for page in pages)
    assert back[-1] - back[0] > 0.3, "they do not all come at the same moment"
    assert house.process.poll() is None
    assert len(family(first)) == 3


def test_new_code_that_does_not_start_leaves_the_old_at_work(house):
    """R22 The new one is tried first; what runs goes on and the reason is told."""
    members = family(house.process.pid)
    (house.data / "files").rename(house.data / "elsewhere")
    (house.data / "files").touch()  # nothing can start on this
    house.process.send_signal(signal.SIGUSR2)
    deadline = time.monotonic() + 180
    while not any("does not start" in line for line in house.lines):
        assert time.monotonic() < deadline, house.lines
        time.sleep(0.1)
    assert family(house.process.pid) == members
    (house.data / "files").unlink()
