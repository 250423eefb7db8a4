"""R22: the house starts anew while a hundred requests a second come, and pages stay open."""

import asyncio
import os
import signal
import time

from django.conf import settings
from django.db import connection

from kiekeboe.bench.crowd import asking
from kiekeboe.bench.process import Server
from kiekeboe.bench.rows import Row
from kiekeboe.bench.steady import Faithful, Steady

A_SECOND, QUIET, TIMES = 100, 20, 3  # requests; seconds before the first and between two; times
SIGN_INS, EACH = 10, 10  # pages that stay open
PATIENCE = 60  # seconds until all others are there


def measure(nursery, sign_in) -> list[Row]:
    keys = [f"{settings.SESSION_COOKIE_NAME}={sign_in(nursery.parent)}" for _ in range(SIGN_INS)]
    connection.close()
    with Server(dict(os.environ)) as server:
        path = f"/live/portal/{nursery.organisation}/"
        pages = [Faithful(settings.PORT, asking(path, key)) for key in keys for _ in range(EACH)]
        day = f"/parent/children/{nursery.children[0]}/"
        return asyncio.run(_lived_through(server, Steady(settings.PORT, day, keys[0]), pages))


async def _lived_through(server, steady, pages) -> list[Row]:
    staying = [asyncio.create_task(page.stays()) for page in pages]
    await asyncio.sleep(3)
    coming = asyncio.create_task(steady.comes(A_SECOND, (TIMES + 1) * (QUIET + PATIENCE)))
    await asyncio.sleep(2)  # the first ones find a cold house
    began, busy = time.perf_counter(), []
    await asyncio.sleep(QUIET)
    for _ in range(TIMES):
        asked, before = time.perf_counter(), set(server.family()[1:])
        server.process.send_signal(signal.SIGUSR2)
        while before & set(server.family()) and time.perf_counter() < asked + PATIENCE:
            await asyncio.sleep(0.1)
        busy.append((asked, time.perf_counter()))
        await asyncio.sleep(QUIET)
    coming.cancel()
    for one in staying:
        one.cancel()
    await asyncio.gather(coming, *staying, return_exceptions=True)
    steady.leaves()
    return _rows(steady, pages, began, busy)


def _rows(steady, pages, began, busy) -> list[Row]:
    quiet = steady.p99([(began, busy[0][0])])
    anew = steady.p99(busy)
    gaps = sorted(seconds for page in pages for seconds in page.gaps)
    took = max(last - first for first, last in busy)
    return [
        Row("R22.failed", "Requests that failed while starting anew", len(steady.failed), 0, ""),
        Row("R22.ratio", "p99 while starting anew, against before", anew / quiet, 3, "x"),
        Row("R22.before", "p99 before", quiet, None, "ms"),
        Row("R22.anew", "p99 while starting anew", anew, None, "ms"),
        Row("R22.pages", "The last open page is back", gaps[-1] if gaps else None, 3, "s"),
        Row("R22.lost", "Open pages that did not come back", len(pages) * TIMES - len(gaps), 0, ""),
        Row("R22.took", "From the signal until the old ones are gone", took, None, "s"),
        Row("R22.asked", "Requests answered", len(steady.answers), None, ""),
    ]
