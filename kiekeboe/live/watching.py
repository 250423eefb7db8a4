"""How the hub notices that something was committed, on either database.

SQLite: the number that changes with every commit of another connection, asked a few times a second
while anybody listens. PostgreSQL: LISTEN on a connection of its own; events.recording notifies.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from uuid import UUID

from django.conf import settings
from django.db import Error, connection, connections

log = logging.getLogger("kiekeboe.live")
LOOK = 0.12  # seconds between two looks on SQLite
AT_LEAST = 20.0  # seconds after which we look on PostgreSQL also without being called
CHANNEL = "kiekeboe_events"


def version() -> int:
    """A number that differs when another connection has written since the last time (SQLite)."""
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA data_version").fetchone()[0]


def changes(ask: Callable, anybody: Callable[[], bool]) -> AsyncIterator[set[UUID] | None]:
    """Yield each time something may be new: the organisations by name, or None for any of them."""
    vendor = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    return on_sqlite(ask, anybody) if vendor == "sqlite3" else on_postgresql()


async def on_sqlite(ask: Callable, anybody: Callable[[], bool]) -> AsyncIterator[None]:
    known = None
    while True:
        await asyncio.sleep(LOOK)
        if not anybody():
            continue
        try:
            seen = await ask(version)
        except Error:
            log.warning("the database cannot be watched", exc_info=True)
            await asyncio.sleep(1)
            continue
        if seen != known:
            known = seen
            yield None


async def on_postgresql() -> AsyncIterator[set[UUID] | None]:
    while True:
        try:
            async for named in listen():
                yield named
        except Exception:  # the server went away; psycopg says so in several ways
            log.warning("no longer listening to the database", exc_info=True)
            await asyncio.sleep(1)


async def listen() -> AsyncIterator[set[UUID] | None]:
    import psycopg

    words = connections["default"].get_connection_params()
    words = {name: words[name] for name in ("dbname", "user", "password", "host", "port", "sslmode")
             if name in words}  # fmt: skip
    async with await psycopg.AsyncConnection.connect(**words, autocommit=True) as line:
        await line.execute(f"LISTEN {CHANNEL}")
        yield None  # whatever happened before we listened
        while True:
            named = {
                UUID(notice.payload.partition(":")[0])
                async for notice in line.notifies(timeout=AT_LEAST, stop_after=1)
            }
            yield named or None
