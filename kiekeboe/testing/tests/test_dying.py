"""The server dies, or the line does, while tablets write: nothing is lost and nothing doubled."""

import os
import random
import signal
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import psycopg
import pytest

from kiekeboe.bench.process import with_children
from kiekeboe.events import chain
from kiekeboe.testing import make, migrated
from kiekeboe.testing.house import House
from kiekeboe.testing.inside import inside
from kiekeboe.testing.mail import free_port
from kiekeboe.testing.tablets import pair
from kiekeboe.testing.weather import Weather
from kiekeboe.testing.writers import Writer

pytestmark = pytest.mark.database
TABLETS, CHILDREN = 3, 4
CUTS = ("cut after", "cut amid", "twice", "late", "dead")


@pytest.fixture
def house(tmp_path):
    """An empty house that serves, on the database of this run."""
    house = House(tmp_path / "var", free_port(), variables=database_of_its_own())
    house.open("serve")
    yield house
    if house.process.poll() is None:
        house.close()


def database_of_its_own() -> dict[str, str]:
    """Nothing on SQLite; on PostgreSQL a fresh database on the server of this run."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        return {}
    name = f"house_{os.getpid()}_{random.randrange(10**9)}"
    with psycopg.connect(address, autocommit=True) as server:
        template = os.environ.get(migrated.TEMPLATE, "template1")
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}


def writers(port, count=TABLETS, **more) -> list[Writer]:
    """Tablets on the wall of one group, each with children that nobody else writes about."""
    group = make.group()
    return [
        Writer(pair(group), [make.child(group) for _ in range(CHILDREN)], port, seed, **more)
        for seed in range(count)
    ]


def family(pid: int) -> list[int]:
    """A process and all that it started, the youngest first."""
    return with_children(pid)[::-1]


def kill(house) -> None:
    """Everything of this house at once, in the middle of whatever it does."""
    for pid in family(house.process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    house.process.wait()


def kill_the_web(house) -> None:
    """Only the process that serves; the first one starts another."""
    *members, _ = family(house.process.pid)
    with suppress(ProcessLookupError):
        os.kill(min(members), signal.SIGKILL)


class Busy:
    """Writers at work in threads of their own, until they are told to finish what they have."""

    def __init__(self, writers):
        self.writers, self.enough, self.problems = writers, threading.Event(), []
        self.threads = [threading.Thread(target=self.work, args=(one,)) for one in writers]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem):
        self.enough.set()
        for thread in self.threads:
            thread.join(60)
        assert not self.problems, self.problems[0]

    def work(self, writer) -> None:
        try:
            while not self.enough.is_set() or writer.queue:
                if not self.enough.is_set() and len(writer.queue) < 12:
                    writer.write()
                if writer.queue and not writer.send():
                    time.sleep(0.02)
        except BaseException as problem:
            self.problems.append(problem)
            raise


def live_through(house, blocker, kills: int) -> None:
    dice = random.Random(kills)
    with inside(house, blocker):
        all_of_them = writers(house.port)
        with Busy(all_of_them) as busy:
            for number in range(kills):
                time.sleep(dice.uniform(0.02, 0.4))
                if number % 10 == 7:
                    kill_the_web(house)
                    continue
                kill(house)
                house.lines.clear()
                house.open("serve")
                look_around(all_of_them)
                assert not busy.problems, busy.problems
        for one in all_of_them:
            one.check()
        look_around(all_of_them)
        assert sum(one.unheard for one in all_of_them) >= kills


def look_around(all_of_them) -> None:
    for one in all_of_them:
        one.check_answered()
    broken = chain.verify(all_of_them[0].tablet.group.organisation_id)
    assert broken is None, broken


def test_a_server_that_dies_twenty_times_keeps_what_it_answered(house, django_db_blocker):
    """R01 SIGKILL at random moments while three tablets write; the record holds at each start."""
    live_through(house, django_db_blocker, 20)


@pytest.mark.deep
def test_a_server_that_dies_a_thousand_times_keeps_what_it_answered(house, django_db_blocker):
    """R01"""
    live_through(house, django_db_blocker, 1000)


def write_through_cuts(house, blocker, cuts: int) -> None:
    weather = Weather(house.port, seed=cuts, patience=0.5).begins()
    dice = random.Random(cuts)
    try:
        with inside(house, blocker):
            (writer,) = writers(weather.port, 1, patience=1)
            for _ in range(cuts):
                writer.write()
                weather.turns(dice.choice(CUTS), "/group/items/", times=1)
                while writer.queue:
                    writer.send()
            weather.clears()
            time.sleep(1)  # what was held back arrives late
            writer.check()
            assert writer.unheard >= cuts / 2
            assert chain.verify(writer.tablet.group.organisation_id) is None
    finally:
        weather.ends()


def test_three_hundred_cut_lines_write_everything_once(house, django_db_blocker):
    """R02 Cut before, after and amid the answer; sent twice at once; the older one coming last."""
    write_through_cuts(house, django_db_blocker, 300)


@pytest.mark.deep
def test_ten_thousand_cut_lines_write_everything_once(house, django_db_blocker):
    """R02"""
    write_through_cuts(house, django_db_blocker, 10_000)
