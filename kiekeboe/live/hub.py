"""The live endpoint: a small ASGI application that keeps thousands of pages up to date.

`GET /live/<surface>/<organisation>/` opens a stream for whoever the surface lets in and resumes
after `Last-Event-ID`. A stream holds no thread and no database connection; one thread of the hub
watches for new events, reads them once per organisation and asks again who still may hear them.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs
from uuid import UUID

from django.db import Error, connection
from django.utils.timezone import localdate

from kiekeboe.lib.headers import BARE_HEADERS
from kiekeboe.live import record, watching
from kiekeboe.live.listeners import Listeners
from kiekeboe.live.news import RIGHTS
from kiekeboe.live.reach import Reach, doors, signed_in
from kiekeboe.live.streams import HEARTBEAT, Stream

log = logging.getLogger("kiekeboe.live")
ASK_AGAIN = 3.0  # seconds between two looks whether the right still holds
AT_LEAST = 300.0  # seconds after which a whole reach is asked again, though nothing happened
KEYS_AT_ONCE = 500
MOST_OF_ONE = 20  # pages of one sign-in or tablet; nobody takes the places of all others


class Hub:
    def __init__(self, limit: int, today: Callable[[], date] = localdate):
        """`limit`: how many streams this process keeps open; the next one is asked to wait.
        `today`: which day it is in the house."""
        self.limit, self.today = limit, today
        self.opening = 0
        self.houses: dict[UUID, Listeners] = {}
        # One thread asks the database for all streams: one connection, however many pages.
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.tasks: list[asyncio.Task] = []
        self.doubted: set[Stream] = set()  # something happened that may take their right
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
        return sum(len(house.streams) for house in self.houses.values())

    def pages_like(self, stream: Stream) -> int:
        """How many pages the same sign-in or tablet has open."""
        house = self.houses.get(stream.organisation)
        return house.many.get((stream.surface, stream.reach.key), 0) if house else 0

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
        stream.asked_at = asyncio.get_running_loop().time()
        if organisation_id not in self.houses:
            self.houses[organisation_id] = Listeners(newest)
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
        house = self.houses.setdefault(stream.organisation, Listeners(stream.heard))
        house.join(stream)
        leaving = asyncio.create_task(gone(receive, stream))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await stream.greet(send)
            await self.catch_up(house, stream, send)
            await stream.pour(send)
            await send({"type": "http.response.body", "body": b""})
        finally:
            leaving.cancel()
            house.leave(stream)
            self.doubted.discard(stream)
            if not house.streams and self.houses.get(stream.organisation) is house:
                del self.houses[stream.organisation]

    async def catch_up(self, house: Listeners, stream: Stream, send) -> None:
        """Tell what was missed, however much, until it stands where the others stand."""
        while stream.heard < house.heard and not stream.over:
            stream.tell(await self.ask(record.since, stream.organisation, stream.heard))
            await stream.flush(send)
        house.keep_up(stream)

    # What goes on behind all streams

    def wake_up(self) -> None:
        if not self.tasks:
            work = (self.watch(), self.ask_again(), self.beat())
            self.tasks = [asyncio.create_task(each) for each in work]

    async def beat(self) -> None:
        """Signs of life, a part of the pages each second."""
        loop, turn = asyncio.get_running_loop(), 0
        while True:
            await asyncio.sleep(1)
            turn = (turn + 1) % HEARTBEAT
            for stream in self.everybody():
                if id(stream) // 64 % HEARTBEAT == turn:
                    stream.beat(loop.time())

    def everybody(self) -> list[Stream]:
        return [stream for house in self.houses.values() for stream in house.streams]

    async def watch(self) -> None:
        """Bring news as soon as the database has it."""
        async for named in watching.changes(self.ask, lambda: bool(self.houses)):
            try:
                await self.bring(named)
            except Error:
                log.warning("the live streams lost the database", exc_info=True)
                await self.ask(connection.close)
                await asyncio.sleep(1)

    async def bring(self, named: set[UUID] | None) -> None:
        """Tell the open pages what is new, in the organisations named or in all of them."""
        present = set(self.houses) if named is None else named & set(self.houses)
        if not present:
            return
        for organisation, newest in (await self.ask(record.newest, present)).items():
            await self.bring_to(organisation, newest)

    async def bring_to(self, organisation: UUID, newest: int) -> None:
        house = self.houses.get(organisation)
        while house and house.heard < newest:
            fresh = await self.ask(record.since, organisation, house.heard)
            if not fresh:
                return
            for each in fresh:
                if each.subject in RIGHTS:
                    self.doubted |= house.audience(each)
            house.bring(fresh)

    async def ask_again(self) -> None:
        """Ask who still has the right; a stream without it ends at once."""
        loop, day = asyncio.get_running_loop(), self.today()
        while True:
            await asyncio.sleep(ASK_AGAIN)
            await self.end_signed_out()
            if day != (today := self.today()):  # what ended yesterday
                day, self.doubted = today, set(self.everybody())
            doubted, self.doubted = self.doubted, set()
            old = loop.time() - AT_LEAST
            answers: dict[tuple, Reach | None] = {}
            for stream in self.everybody():
                if stream.over:
                    continue
                often = stream.surface not in signed_in
                if not (often or stream in doubted or stream.asked_at < old):
                    continue
                # Two pages of one sign-in have one answer.
                asked = (stream.surface, stream.organisation, stream.reach.key)
                if asked not in answers:
                    answers[asked] = await self.right_of(stream)
                stream.asked_at = loop.time()
                self.settle(stream, answers[asked])

    def settle(self, stream: Stream, reach: Reach | None) -> None:
        house = self.houses.get(stream.organisation)
        if reach is None:
            stream.end()
        elif house and stream in house.streams:
            house.change(stream, reach)

    async def end_signed_out(self) -> None:
        """End the pages of sign-ins that are over: a question per 500 of them."""
        by_key: dict[str, dict[str, list[Stream]]] = {surface: {} for surface in signed_in}
        for stream in self.everybody():
            if stream.surface in by_key:
                by_key[stream.surface].setdefault(stream.reach.key, []).append(stream)
        for surface, streams in by_key.items():
            keys = list(streams)
            for start in range(0, len(keys), KEYS_AT_ONCE):
                asked = set(keys[start : start + KEYS_AT_ONCE])
                for key in asked - await self.standing(surface, asked):
                    for stream in streams[key]:
                        stream.end()

    async def standing(self, surface: str, keys: set[str]) -> set[str]:
        try:
            return await self.ask(signed_in[surface], keys)
        except Exception:
            # Whoever cannot be checked is not told anything more; the page comes back.
            log.warning("sign-ins could not be checked", exc_info=True)
            return set()

    async def right_of(self, stream: Stream) -> Reach | None:
        try:
            return await self.ask(doors[stream.surface], stream.organisation, stream.cookies)
        except Exception:
            log.warning("a right could not be checked", exc_info=True)
            return None

    def close(self) -> None:
        """End every stream: the process stops, and the pages come back to the next one."""
        self.closed = True
        for task in self.tasks:
            task.cancel()
        for stream in self.everybody():
            stream.end()


async def gone(receive, stream: Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


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
