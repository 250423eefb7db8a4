"""Many pages and very many events: nothing is missed after a cut, and nobody hears of others."""

import asyncio
import random
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from kiekeboe.events.actors import system
from kiekeboe.events.recording import record
from kiekeboe.live.streams import MOST_WAITING
from kiekeboe.testing import make

pytestmark = pytest.mark.server
AT = datetime(2026, 9, 15, 11, 5, tzinfo=UTC)
AT_ONCE = 50  # events in one transaction
LAST = "closed"  # the verb after which a page may go


@dataclass
class Page:
    """An open page that comes back where it was, whoever cut the line."""

    port: int
    path: str
    guest: str
    cuts: int = 0  # how often it cuts the line itself
    dice: random.Random = field(default_factory=random.Random)
    numbers: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    opened: int = 0

    async def follow(self) -> None:
        while not (self.words and f'"{LAST}"' in self.words[-1]):
            await self.listen(self.dice.randint(0, 40) if self.opened < self.cuts else None)

    async def listen(self, most: int | None) -> None:
        """One connection, cut after `most` messages (or a moment) when that is given."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        seen = self.numbers[-1] if self.numbers else 0
        writer.write(
            f"GET {self.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            f"Cookie: guest={self.guest}\r\n"
            f"Last-Event-ID: {seen}\r\n\r\n".encode()
        )
        self.opened += 1
        try:
            first = await reader.readline()
            if b" 503 " in first:  # the pages it left are still being counted
                return await asyncio.sleep(0.2)
            assert b" 200 " in first
            heard = 0
            while (most is None or heard < most) and (line := await self.line(reader, most)):
                if line.startswith(b"id: "):
                    self.numbers.append(int(line[4:]))
                elif line.startswith(b"data: "):
                    self.words.append(line[6:].decode())
                    heard += 1
                    if f'"{LAST}"' in self.words[-1]:
                        return
        finally:
            if len(self.numbers) > len(self.words):  # cut between the number and the words
                del self.numbers[len(self.words) :]
            writer.close()

    async def line(self, reader, most: int | None) -> bytes:
        try:
            return await asyncio.wait_for(reader.readline(), None if most is None else 0.5)
        except TimeoutError:
            return b""


def children_of(count: int):
    group = make.group()
    children = [make.child(group) for _ in range(count)]
    return group.organisation_id, children


class Telling(threading.Thread):
    """Records so many events, each about one child, and then one about everybody."""

    def __init__(self, organisation, children, count: int):
        super().__init__(daemon=True)
        self.organisation, self.children, self.count = organisation, children, count
        self.told: dict = {child.pk: [] for child in children}

    def run(self) -> None:
        try:
            self.tell()
        finally:
            connection.close()  # that of this thread

    def tell(self) -> None:
        dice, by = random.Random(58), system(self.organisation)
        for _ in range(self.count // AT_ONCE):
            with transaction.atomic():
                for _ in range(AT_ONCE):
                    child = dice.choice(self.children)
                    event = record("logged", child, by=by, at=AT, children=[child.pk])
                    self.told[child.pk].append(event.sequence)
        everybody = [child.pk for child in self.children]
        event = record(LAST, self.children[0], by=by, at=AT, children=everybody)
        for child in everybody:
            self.told[child].append(event.sequence)


def followed(pages: list[Page], telling: Telling, seconds: float) -> None:
    async def everybody():
        telling.start()
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(page.follow() for page in pages))

    asyncio.run(everybody())
    telling.join(10)


@pytest.mark.parametrize(
    ("events", "cuts"), [(1000, 50), pytest.param(10_000, 500, marks=pytest.mark.deep)]
)
def test_who_comes_back_again_and_again_has_missed_nothing(stand, events, cuts):
    """R12 A page that is cut fifty (five hundred) times hears every event once, in order."""
    organisation, [child] = children_of(1)
    hub = stand()
    hub.admit(mother={"organisation": organisation, "children": [child.pk]})
    page = Page(hub.port, f"/live/test/{organisation}/", "mother", cuts, random.Random(12))
    telling = Telling(organisation, [child], events)
    followed([page], telling, 600)
    assert page.opened > cuts * 0.2
    assert page.numbers == telling.told[child.pk]


@pytest.mark.parametrize(
    ("users", "events"), [(20, 1000), pytest.param(200, 100_000, marks=pytest.mark.deep)]
)
def test_every_page_hears_of_its_own_child_and_of_no_other(stand, users, events):
    """S58 Each hears all that is about its own child, once, and the name of no other child."""
    organisation, children = children_of(users)
    hub = stand(limit=users + 10)
    names = [f"parent{number}" for number in range(users)]
    hub.admit(
        **{
            name: {"organisation": organisation, "children": [child.pk]}
            for name, child in zip(names, children, strict=True)
        }
    )
    path = f"/live/test/{organisation}/"
    pages = [Page(hub.port, path, name, 2, random.Random(name)) for name in names]
    telling = Telling(organisation, children, events)
    followed(pages, telling, 1500)
    for page, child in zip(pages, children, strict=True):
        assert page.numbers == telling.told[child.pk]
        others = {str(one.pk) for one in children} - {str(child.pk)}
        assert not any(one in words for words in page.words for one in others)


def test_a_page_that_slept_all_night_hears_all_that_it_missed(stand, page):
    """R12 Also when that is more than what may wait for a page that does not read."""
    organisation, [child] = children_of(1)
    hub = stand()
    hub.admit(mother={"organisation": organisation, "children": [child.pk]})
    telling = Telling(organisation, [child], MOST_WAITING * 2)
    telling.tell()
    line = page(hub.listen("mother", organisation, after=0))
    assert [one["id"] for one in line.hear(MOST_WAITING * 2 + 1)] == telling.told[child.pk]
