"""B14: noon. The phones buzz, everybody opens the day of a child; the tablets write meanwhile.

An open loop: people come when they come, also when the house is slow. A wait is counted from the
moment somebody wanted to open the page, so a queue shows in the figures.
"""

import asyncio
import random
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kiekeboe.accounts.models import User
from kiekeboe.bench.process import cpu
from kiekeboe.bench.rows import Row
from kiekeboe.bench.writing import batch
from kiekeboe.people.models import Guardian, Guardianship, Household
from kiekeboe.photos.delivery import Signer
from kiekeboe.photos.models import Rendition
from kiekeboe.portal.access import family_of

OPENS, WRITES = 60, 25  # a second, at the top
RISING, TOP = 10, 30  # seconds
THUMBNAILS, SMALL = 3, 25_000  # of a page, and bytes of each
CORES = 2


@dataclass
class Noon:
    """What came of everything that was asked: seconds from wanting to having, and what failed."""

    port: int
    pages: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    took: float = 0.0
    spent: float = 0.0  # seconds of CPU by the house

    async def visit(self, wanted: float, asked: list[bytes]) -> None:
        """Open the app: a page, and then its thumbnails on the same connection."""
        try:
            line = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
            for number, request in enumerate(asked):
                await answered(line, request)
                if number == 0:
                    self.pages.append(time.perf_counter() - wanted)
            line[1].close()
        except (OSError, asyncio.IncompleteReadError, RuntimeError) as problem:
            self.failed.append(repr(problem))

    async def write(self, began: float, fresh: Callable[[], bytes]) -> None:
        """What the tablets log, one after the other, at their pace."""
        line = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        for number in range(WRITES * (RISING + TOP)):
            wanted = began + number / WRITES
            await asyncio.sleep(max(0, wanted - time.perf_counter()))
            try:
                await answered(line, fresh())
                self.writes.append(time.perf_counter() - wanted)
            except RuntimeError as problem:
                self.failed.append(repr(problem))
        line[1].close()


async def answered(line, request: bytes) -> None:
    """One answer, read to its end; raises RuntimeError when it is not a good one."""
    reader, writer = line
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
    if b"content-length:" in head:
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()


def moments(dice: random.Random) -> Iterator[float]:
    """When somebody opens the app, in seconds: by chance, rising to the top and staying there."""
    at = 0.0
    while at < RISING + TOP:
        at += dice.expovariate(OPENS * min(1.0, max(0.1, at / RISING)))
        yield at


def families(nursery, children, now) -> list[tuple]:
    """A parent more for each of these children; (account, child)."""
    owner, since = nursery.organisation, now.date() - timedelta(days=1)
    made = []
    for number, child in enumerate(children):
        account = User.objects.create(
            email=f"b14-{number}@demo.kiekeboe.test", name="B14", password="!"
        )
        home = Household.objects.create(organisation_id=owner)
        parent = Guardian.objects.create(
            organisation_id=owner, household=home, account=account, first_name="B", last_name="14"
        )
        Guardianship.objects.create(
            organisation_id=owner, child_id=child, guardian=parent, relation="father",
            started_on=since,
        )  # fmt: skip
        made.append((account, child))
    return made


def small_ones(photo) -> None:
    """The picture in the size of a list."""
    small = Rendition.objects.create(
        organisation_id=photo.organisation_id, photo=photo, longest=400, width=400, height=300,
        bytes=SMALL, path=f"{photo.stem}-400.webp",
    )  # fmt: skip
    default_storage.save(small.path, ContentFile(secrets.token_bytes(SMALL)))


def visits(nursery, photo, signed_in) -> list[list[bytes]]:
    """What each visitor asks; every visitor has a sign-in of their own."""
    now = timezone.now()
    half = nursery.children[: len(nursery.children) // 2]
    known = families(nursery, half, now)
    found = []
    for number in range(OPENS * (RISING + TOP)):
        account, child = known[number % len(known)]
        cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in(account)}"
        found.append([get(f"/parent/children/{child}/", cookie)])
    numbers = {one.organisation_id: one.validity or 0
               for one in family_of(nursery.parent).guardianships}  # fmt: skip
    cookie = signed_in(nursery.parent)
    small = Signer(cookie, now, numbers).address(photo.organisation_id, photo.stem, 400)
    for asked in found:
        asked += [get(small, f"{settings.SESSION_COOKIE_NAME}={cookie}")] * THUMBNAILS
    return found


def get(address: str, cookie: str) -> bytes:
    return (
        f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: nl\r\n"
        f"Accept-Encoding: br, gzip\r\nCookie: {cookie}\r\n\r\n"
    ).encode()


def put(headers: dict, body: bytes) -> bytes:
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return (
        f"PUT /group/items/ HTTP/1.1\r\nHost: localhost\r\n{told}"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def measure(server, port, asked, headers, pen) -> list[Row]:
    """`asked`: of `visits`; `pen` writes as the tablet does, about children of other homes."""
    others = cycle(pen.nursery.children[len(pen.nursery.children) // 2 :])

    def fresh() -> bytes:
        return put(headers, batch(pen.nappies([next(others)])))

    noon = asyncio.run(_noon(server, port, asked, fresh))
    pages, writes = sorted(noon.pages), sorted(noon.writes)
    share = noon.spent / noon.took / CORES * 100
    return [
        Row("B14.p95", "Noon: wanting to having the day, p95", at(pages, 0.95), 80, "ms"),
        Row("B14.p99", "The same, p99", at(pages, 0.99), 200, "ms"),
        Row("B14.writes", "What a tablet logs meanwhile, p95", at(writes, 0.95), None, "ms"),
        Row("B14.failed", "Not answered, or not well", len(noon.failed), 0, ""),
        Row("B14.cpu", "Of two cores, by the house", share, 50, "%"),
        Row("B14.pages", "Pages opened", len(pages), None, ""),
    ]


def at(waits: list[float], share: float) -> float | None:
    return waits[int(share * (len(waits) - 1))] * 1000 if waits else None


async def _noon(server, port, asked, fresh) -> Noon:
    noon, dice, tasks = Noon(port), random.Random(14), []
    spent, began = sum(map(cpu, server.family())), time.perf_counter()
    writer = asyncio.create_task(noon.write(began, fresh))
    for moment, requests in zip(moments(dice), asked, strict=False):
        await asyncio.sleep(max(0, began + moment - time.perf_counter()))
        tasks.append(asyncio.create_task(noon.visit(began + moment, requests)))
    await asyncio.gather(writer, *tasks)
    noon.took = time.perf_counter() - began
    noon.spent = sum(map(cpu, server.family())) - spent
    return noon
