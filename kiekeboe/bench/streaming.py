"""B12: ten thousand open pages, beside a bare asyncio server that only writes to sockets."""

import asyncio
import multiprocessing
import os
import socket
import time
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.db import connection
from django.utils import timezone

from kiekeboe.accounts.models import User
from kiekeboe.bench import bare_streams
from kiekeboe.bench.crowd import Crowd, asking
from kiekeboe.bench.process import Server, cpu
from kiekeboe.bench.rows import Row
from kiekeboe.care.models import Entry
from kiekeboe.events.actors import system
from kiekeboe.events.recording import record
from kiekeboe.people.models import Child, Guardian, Guardianship, Household

STREAMS = 10_000
FAMILIES = 250  # so that each event is for 40 pages
SIGN_INS = 2  # per family
POSTS, A_SECOND = 200, 20
PATIENCE = 60  # seconds until all must have come


def families(nursery, now) -> list:
    """A child with one parent each, all in this nursery: who hears of which child."""
    owner = nursery.organisation
    homes = [Household(organisation_id=owner) for _ in range(FAMILIES)]
    accounts = [
        User(email=f"b12-{number}@demo.kiekeboe.test", name="B12", password="!")
        for number in range(FAMILIES)
    ]
    children = [
        Child(organisation_id=owner, first_name="B", last_name="Twaalf", born_on=now.date(),
              started_on=now.date() - timedelta(days=1)) for _ in range(FAMILIES)
    ]  # fmt: skip
    guardians = [
        Guardian(organisation_id=owner, household=home, account=account, first_name="B",
                 last_name="Twaalf") for home, account in zip(homes, accounts, strict=True)
    ]  # fmt: skip
    relations = [
        Guardianship(organisation_id=owner, child=child, guardian=guardian, relation="mother",
                     started_on=now.date() - timedelta(days=1))
        for child, guardian in zip(children, guardians, strict=True)
    ]  # fmt: skip
    for rows in (homes, accounts, children, guardians, relations):
        type(rows[0]).objects.bulk_create(rows)
    return list(zip(children, accounts, strict=True))


def measure(nursery, sign_in, streams: int = STREAMS) -> list[Row]:
    """Open them all, post for ten seconds, and count what came when; then the same bare."""
    known = families(nursery, timezone.now())
    each = streams // FAMILIES // SIGN_INS
    path = f"/live/portal/{nursery.organisation}/"
    name = settings.SESSION_COOKIE_NAME
    requests = [
        asking(path, f"{name}={key}")
        for _, account in known
        for key in [sign_in(account) for _ in range(SIGN_INS)]
        for _ in range(each)
    ]
    children = [child for child, _ in known]
    hears = each * SIGN_INS
    connection.close()
    environment = dict(os.environ) | {"KIEKEBOE_LIVE_STREAMS": str(streams + 100)}
    with Server(environment) as server:
        time.sleep(2)
        before = server.pss_mib()
        ours = asyncio.run(_ours(server, nursery, children, requests, hears, before))
    connection.close()
    bare = _bare(streams, hears)
    return _rows(ours, bare)


async def _ours(server, nursery, children, requests, hears, before):
    crowd = Crowd(settings.PORT)
    await crowd.opens(requests)
    await asyncio.sleep(1)
    used = (server.pss_mib() - before) * 1024 / len(requests)
    spent = sum(map(cpu, server.family()))
    await asyncio.sleep(10)
    idle = (sum(map(cpu, server.family())) - spent) / 10
    spent, began = sum(map(cpu, server.family())), time.perf_counter()
    posted = await asyncio.to_thread(_post, nursery, children)
    whole = await crowd.waits_for(POSTS * hears, PATIENCE)
    took = time.perf_counter() - began
    spent = sum(map(cpu, server.family())) - spent
    await crowd.leaves()
    late = sorted(at - posted[number] for number, at in crowd.came if number in posted)
    return SimpleNamespace(
        kib=used, idle=idle, spent=spent, took=took, came=len(crowd.came), late=late, whole=whole,
        lost=POSTS * hears - len(crowd.came),
    )  # fmt: skip


def _post(nursery, children) -> dict[int, float]:
    """So many events a second, each about one child; {its number: when it was committed}."""
    by, posted, began = system(nursery.organisation), {}, time.perf_counter()
    for number in range(POSTS):
        pause = began + number / A_SECOND - time.perf_counter()
        time.sleep(max(0, pause))
        child = children[number % len(children)]
        entry = Entry(organisation_id=nursery.organisation, child=child)  # what a caregiver logs
        told = record("logged", entry, by=by, at=timezone.now(), children=[child.pk])
        posted[told.sequence] = time.perf_counter()
    connection.close()
    return posted


def _bare(streams, hears):
    with _bare_server() as bare:
        return asyncio.run(_asked_bare(bare, streams, hears))


async def _asked_bare(bare, streams, hears):
    crowd = Crowd(bare.port)
    await crowd.opens([asking(f"/{number // hears}") for number in range(streams)])
    await asyncio.sleep(1)
    _, desk = await asyncio.open_connection("127.0.0.1", bare.desk)
    spent = cpu(bare.pid)
    words = b'{"verb":"logged","child":"%s","children":["%s"],"group":null}' % (
        b"0" * 36,
        b"0" * 36,
    )
    for number in range(POSTS):
        desk.write(b"/%d %d %s\n" % (number % FAMILIES, number + 1, words))
        await desk.drain()
        await asyncio.sleep(1 / A_SECOND)
    await crowd.waits_for(POSTS * hears, PATIENCE)
    spent = cpu(bare.pid) - spent
    desk.close()
    await crowd.leaves()
    return SimpleNamespace(spent=spent, came=len(crowd.came))


@contextmanager
def _bare_server():
    port, desk = _free(), _free()
    own = multiprocessing.get_context("spawn").Process(
        target=bare_streams.serve, args=(port, desk), daemon=True
    )
    own.start()
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", desk), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield SimpleNamespace(port=port, desk=desk, pid=own.pid)
    finally:
        own.terminate()
        own.join()


def _free() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def _rows(ours, bare) -> list[Row]:
    busy = max(1e-9, ours.spent - ours.idle * ours.took)
    late = ours.late or [float("nan")]
    return [
        Row("B12.memory", "An open page: memory", ours.kib, 9, "KiB"),
        Row("B12.ratio", "Deliveries per CPU second, against bare asyncio",
            (ours.came / busy) / (bare.came / bare.spent), 0.5, "x", at_least=True),
        Row("B12.rate", "Deliveries per CPU second", ours.came / busy, None, "/s"),
        Row("B12.bare", "The same, bare", bare.came / bare.spent, None, "/s"),
        Row("B12.idle", "CPU of all open pages at rest", ours.idle * 1000, None, "ms/s"),
        Row("B12.p99", "From committed to read, p99", late[int(0.99 * (len(late) - 1))] * 1000,
            250, "ms"),
        Row("B12.lost", "Deliveries lost", ours.lost, 0, ""),
    ]  # fmt: skip
