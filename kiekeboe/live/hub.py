"""The live endpoint: a small ASGI application that keeps thousands of pages up to date.

`GET /live/<surface>/<organisation>/` opens a stream for whoever the surface lets in and resumes
after `Last-Event-ID`. A stream holds no thread and no database connection; one thread of the hub
watches for new events, reads them once per organisation and asks again who still may hear them.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs
from uuid import UUID

from django.db import Error, connection

from kiekeboe.lib.headers import BARE_HEADERS
from kiekeboe.live import record, watching
from kiekeboe.live.reach import Reach, doors
from kiekeboe.live.streams import Stream

log = logging.getLogger("kiekeboe.live")
ASK_AGAIN = 3.0  # seconds between two looks whether the right still holds
MOST_OF_ONE = 20  # pages of one sign-in or tablet; nobody takes the places of all others


class Hub:
    def __init__(self, limit: int):
        """`limit`: how many streams this process keeps open; the next one is asked to wait."""
        self.limit = limit
        self.opening = 0
        self.streams: dict[UUID, set[Stream]] = {}
        # One thread asks the database for all streams: one connection, however many pages.
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.tasks: list[asyncio.Task] = []
        self.closed = False

    async def __call__(self, scope, receive, send) -> None:
        if scope["method"] != "GET":
            return await answer(send, 405)
        if self.closed or self.size() + self.opening >= self.limit:
            return await answer(send, 503, (b"retry-after", b"5"))
        self.opening += 1
        try:
            stream = await self.open(scope)
        except Error:
            log.warning("the database is away", exc_info=True)
            return await answer(send, 503, (b"retry-after", b"5"))
        finally:
            self.opening -= 1
        if stream is None:
            return await answer(send, 404)
        if self.pages_like(stream) >= MOST_OF_ONE:
            return await answer(send, 503, (b"retry-after", b"5"))
        await self.keep(stream, receive, send)
        return None

    def size(self) -> int:
        return sum(len(streams) for streams in self.streams.values())

    def pages_like(self, stream: Stream) -> int:
        """How many pages the same sign-in or tablet has open."""
        here = self.streams.get(stream.organisation, ())
        mine = (stream.surface, stream.reach.key)
        return sum((each.surface, each.reach.key) == mine for each in here)

    async def open(self, scope) -> Stream | None:
        """The stream this request has a right to, standing at the event it has seen last."""
        try:
            _, surface, organisation = scope["path"].strip("/").split("/")
            organisation_id = UUID(organisation)
        except ValueError:
            return None
        if surface not in doors:
            return None
        cookies = cookies_of(scope)
        reach = await self.ask(doors[surface], organisation_id, cookies)
        if reach is None:
            return None
        stream = Stream(surface, organisation_id, cookies, reach)
        newest = (await self.ask(record.newest, [organisation_id]))[organisation_id]
        seen = last_seen(scope)
        # A page from before a restored backup may have seen more than there is.
        stream.heard = newest if seen is None or seen > newest else seen
        return stream

    async def ask(self, question, *words):
        """Put a question to the database, in the one thread of the hub."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, question, *words)

    async def keep(self, stream: Stream, receive, send) -> None:
        self.wake_up()
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"x-accel-buffering", b"no"),
            *BARE_HEADERS,
        ]
        here = self.streams.setdefault(stream.organisation, set())
        here.add(stream)
        pouring = asyncio.create_task(self.pour(stream, send, headers))
        leaving = asyncio.create_task(gone(receive))
        try:
            await asyncio.wait({pouring, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            here.discard(stream)
            if not here and self.streams.get(stream.organisation) is here:
                del self.streams[stream.organisation]
            for task in (pouring, leaving):
                task.cancel()
            await asyncio.gather(pouring, leaving, return_exceptions=True)

    async def pour(self, stream: Stream, send, headers) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await self.catch_up(stream)
        await stream.pour(send)
        await send({"type": "http.response.body", "body": b""})

    async def catch_up(self, stream: Stream) -> None:
        """Tell what was missed. The stream is in the list already, so nothing falls between."""
        while missed := await self.ask(record.since, stream.organisation, stream.heard):
            stream.tell(missed)

    # What goes on behind all streams

    def wake_up(self) -> None:
        if not self.tasks:
            self.tasks = [asyncio.create_task(self.watch()), asyncio.create_task(self.ask_again())]

    async def watch(self) -> None:
        """Bring news as soon as the database has it."""
        async for named in watching.changes(self.ask, lambda: bool(self.streams)):
            try:
                await self.bring(named)
            except Error:
                log.warning("the live streams lost the database", exc_info=True)
                await self.ask(connection.close)
                await asyncio.sleep(1)

    async def bring(self, named: set[UUID] | None) -> None:
        """Tell the open pages what is new, in the organisations named or in all of them."""
        present = set(self.streams) if named is None else named & set(self.streams)
        if not present:
            return
        for organisation, newest in (await self.ask(record.newest, present)).items():
            await self.bring_to(organisation, newest)

    async def bring_to(self, organisation: UUID, newest: int) -> None:
        while True:
            streams = set(self.streams.get(organisation, ()))
            behind = [stream.heard for stream in streams if stream.heard < newest]
            fresh = await self.ask(record.since, organisation, min(behind)) if behind else []
            if not fresh:
                return
            for stream in streams:
                # One that stands before these is catching up by itself.
                if stream.heard >= fresh[0].sequence - 1:
                    stream.tell(fresh)

    async def ask_again(self) -> None:
        """Ask who still has the right; a stream without it ends at once."""
        while True:
            await asyncio.sleep(ASK_AGAIN)
            answers: dict[tuple, Reach | None] = {}
            for stream in [each for streams in self.streams.values() for each in streams]:
                # Two pages of one sign-in have one answer.
                asked = (stream.surface, stream.organisation, stream.reach.key)
                if asked not in answers:
                    answers[asked] = await self.right_of(stream)
                if (reach := answers[asked]) is None:
                    stream.end()
                else:
                    stream.reach = reach

    async def right_of(self, stream: Stream) -> Reach | None:
        try:
            return await self.ask(doors[stream.surface], stream.organisation, stream.cookies)
        except Exception:
            # Whoever cannot be checked is not told anything more; the page comes back.
            log.warning("a right could not be checked", exc_info=True)
            return None

    def close(self) -> None:
        """End every stream: the process stops, and the pages come back to the next one."""
        self.closed = True
        for task in self.tasks:
            task.cancel()
        for streams in self.streams.values():
            for stream in streams:
                stream.end()


async def gone(receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(send, status: int, *headers: tuple[bytes, bytes]) -> None:
    everything = [(b"content-length", b"0"), *BARE_HEADERS, *headers]
    await send({"type": "http.response.start", "status": status, "headers": everything})
    await send({"type": "http.response.body", "body": b""})


def cookies_of(scope) -> dict[str, str]:
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    try:
        return {name: morsel.value for name, morsel in SimpleCookie("; ".join(lines)).items()}
    except CookieError:
        return {}


def last_seen(scope) -> int | None:
    """The number in Last-Event-ID, which the browser sends, or in ?after=, which the page gives."""
    given = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    if not given:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None
