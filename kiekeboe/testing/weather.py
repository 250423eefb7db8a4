"""The network between a browser and the server: a proxy that loses, delays, doubles and cuts.

It passes raw bytes on and reads no more than where a request begins and ends, so streams and
large uploads arrive as they were sent. `weather.turns("cut after", "/group/items/")` changes it.
"""

import asyncio
import random
import shutil
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from kiekeboe.testing.house import House
from kiekeboe.testing.mail import free_port

BLOCK = 65536
RESET = struct.pack("ii", 1, 0)
MODES = (
    "dead",  # nobody answers the door
    "black hole",  # what is sent is swallowed, nothing comes back
    "slow",
    "cut after",  # the server did it, the browser never hears
    "cut amid",  # in the middle of the answer
    "twice",  # the request reaches the server two times, at the same time
    "reorder",  # a request waits until a later one has been answered
    "late",  # the same, but the browser was cut off long ago and has asked again
)


@dataclass
class Passage:
    """One request through the weather, in bytes as they went."""

    number: int
    method: str
    path: str
    mode: str
    at: float
    up: int = 0
    down: int = 0
    status: int | None = None


def storm(seed: int, outages: int, shortest: float, longest: float) -> list[tuple[str, float]]:
    """(mode, seconds) of each outage: all modes as often as can be, in an order of this seed."""
    dice = random.Random(seed)
    modes = [MODES[place % len(MODES)] for place in range(outages)]
    dice.shuffle(modes)
    return [(mode, dice.uniform(shortest, longest)) for mode in modes]


@dataclass
class Weather:
    """A door at `origin` before the server on port `behind`; clear until it `turns`."""

    behind: int
    seed: int = 0
    delay: float = 0.3  # seconds of "slow"
    patience: float = 5  # seconds until a held request goes without a later one
    port: int = field(default_factory=free_port)
    passages: list[Passage] = field(default_factory=list)
    mode: str = "clear"
    paths: tuple[str, ...] = ()
    times: int | None = None
    held: list = field(default_factory=list)
    lines: set = field(default_factory=set)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def begins(self) -> "Weather":
        self.dice = random.Random(self.seed)
        self.holder = bound(self.port)  # keeps the port ours while nobody listens
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.wait_for(self.listen())
        return self

    def ends(self) -> None:
        self.wait_for(self.leave())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()
        self.holder.close()

    def turns(self, mode: str, *paths: str, times: int | None = None) -> None:
        """From now on it is so, for all or for addresses that begin with one of `paths`;
        with `times` for so many requests, then it is clear again."""
        assert mode in ("clear", *MODES)
        self.wait_for(self.turn(mode, paths, times))

    def clears(self) -> None:
        self.turns("clear")

    def passed(self, *paths: str, method: str = "") -> list[Passage]:
        """Requests so far for addresses that begin with one of `paths`."""
        return [
            one
            for one in self.passages
            if one.path.startswith(paths or ("/",)) and method in ("", one.method)
        ]

    def wait_for(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def listen(self) -> None:
        self.changed = asyncio.Event()
        listening = bound(self.port)
        self.server = await asyncio.start_server(self.heard, sock=listening, limit=BLOCK)

    async def leave(self) -> None:
        self.server.close()
        for line in list(self.lines):
            line.hang_up()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def turn(self, mode: str, paths: tuple[str, ...], times: int | None) -> None:
        whole = mode == "dead" and not paths and times is None
        self.mode, self.paths, self.times = mode, paths, times
        if whole:
            self.server.close()
        elif not self.server.is_serving():
            await self.listen()
        for line in list(self.lines):
            if mode == "dead" and (whole or (line.passage and self.hits(line.passage.path))):
                line.hang_up(reset=True)
        for held in self.held:
            held.set()
        self.changed.set()
        self.changed = asyncio.Event()

    def hits(self, path: str) -> bool:
        return self.mode != "clear" and (not self.paths or path.startswith(self.paths))

    def mode_for(self, path: str) -> str:
        """What happens to this request; counts down `times`."""
        if not self.hits(path):
            return "clear"
        mode = self.mode
        if self.times is not None:
            self.times -= 1
            if self.times <= 0:
                self.mode, self.times = "clear", None
        return mode

    async def heard(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(self, reader, writer)
        self.lines.add(line)
        try:
            await line.run()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            line.hang_up(reset=True)
        except asyncio.CancelledError:
            pass  # the weather ends
        finally:
            self.lines.discard(line)
            line.hang_up()

    def answered(self, passage: Passage) -> None:
        """The server began to answer: who is held for a later request goes now."""
        for held in self.held:
            if held.number < passage.number:
                held.set()


class Held(asyncio.Event):
    """A request that waits for a later one."""

    def __init__(self, number: int):
        super().__init__()
        self.number = number


class Line:
    """A connection of the browser, and ours to the server for it."""

    def __init__(self, weather: Weather, reader, writer):
        self.weather, self.reader, self.writer = weather, reader, writer
        self.passage: Passage | None = None
        self.behind = self.pump = None

    async def run(self) -> None:
        while head := await self.head():
            method, path, *_ = head.split(b" ", 2)
            path = path.decode("ascii", "replace")
            number = len(self.weather.passages)
            mode = self.weather.mode_for(path)
            self.passage = Passage(number, method.decode(), path, mode, time.monotonic())
            self.weather.passages.append(self.passage)
            await WAYS[mode](self, head, body_of(head, self.reader))

    async def head(self) -> bytes:
        """The next request up to its empty line; b"" when the browser is done."""
        try:
            return await self.reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return b""

    async def forward(self, head: bytes, body) -> None:
        """To the server, as it comes."""
        await self.send(head)
        async for part in body:
            await self.send(part)

    async def send(self, part: bytes) -> None:
        if self.behind is None:
            reader, self.behind = await asyncio.open_connection("127.0.0.1", self.weather.behind)
            self.pump = asyncio.ensure_future(self.answer(reader))
        self.passage.up += len(part)
        self.behind.write(part)
        await self.behind.drain()

    async def answer(self, reader) -> None:
        """From the server to the browser, until either is done."""
        try:
            while part := await reader.read(BLOCK):
                if self.passage.down == 0:
                    self.passage.status = int(part[9:12]) if part[:5] == b"HTTP/" else None
                    self.weather.answered(self.passage)
                if self.passage.mode in CUTS:
                    return await CUTS[self.passage.mode](self, part, reader)
                await self.under_open_sky()
                await self.give(part)
        except OSError:
            pass
        finally:
            self.hang_up()

    async def under_open_sky(self) -> None:
        """What was under way when the hole came, comes when it has gone."""
        while self.weather.mode == "black hole" and self.weather.hits(self.passage.path):
            await self.weather.changed.wait()

    async def give(self, part: bytes) -> None:
        self.passage.down += len(part)
        self.writer.write(part)
        await self.writer.drain()

    def hang_up(self, *, reset: bool = False) -> None:
        if reset and (found := self.writer.get_extra_info("socket")) and found.fileno() >= 0:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.writer.transport.abort()
        self.writer.close()
        if self.behind is not None:
            self.behind.close()


async def clear(line: Line, head: bytes, body) -> None:
    await line.forward(head, body)


async def dead(line: Line, head: bytes, body) -> None:
    raise ConnectionResetError


async def black_hole(line: Line, head: bytes, body) -> None:
    while await line.reader.read(BLOCK):
        pass


async def slow(line: Line, head: bytes, body) -> None:
    await asyncio.sleep(line.weather.delay * line.weather.dice.uniform(0.5, 1.5))
    await line.forward(head, body)


async def twice(line: Line, head: bytes, body) -> None:
    whole = head + b"".join([part async for part in body])
    copy = asyncio.ensure_future(deliver(line.weather, whole))
    await line.send(whole)
    await copy


async def reorder(line: Line, head: bytes, body) -> None:
    whole = head + b"".join([part async for part in body])
    await hold(line)
    if line.reader.at_eof() or line.writer.is_closing():
        await deliver(line.weather, whole)
    else:
        await line.send(whole)


async def late(line: Line, head: bytes, body) -> None:
    whole = head + b"".join([part async for part in body])
    first = not line.weather.held
    line.hang_up(reset=True)
    if first:
        await hold(line)
    await deliver(line.weather, whole)


async def hold(line: Line) -> None:
    """Until a later request has been answered; one at a time, the later ones go past."""
    weather = line.weather
    if weather.held:
        return
    held = Held(line.passage.number)
    weather.held.append(held)
    try:
        await asyncio.wait_for(held.wait(), weather.patience)
    except TimeoutError:
        pass
    finally:
        weather.held.remove(held)


async def deliver(weather: Weather, whole: bytes) -> None:
    """A request that nobody waits for: until the server has begun to answer."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", weather.behind)
        writer.write(whole)
        await reader.read(BLOCK)
        writer.close()
    except OSError:
        pass


async def cut_after(line: Line, part: bytes, reader) -> None:
    line.hang_up(reset=True)


async def cut_amid(line: Line, part: bytes, reader) -> None:
    """The head and a piece of the body; without a body a piece of the head."""
    while b"\r\n\r\n" not in part and (more := await reader.read(BLOCK)):
        part += more
    head = part.index(b"\r\n\r\n") + 4
    length = int(field_of(part[:head], b"content-length") or 0)
    share = line.weather.dice.uniform(0.1, 0.9)
    chunked = field_of(part[:head], b"transfer-encoding") is not None
    wanted = head + 3 if chunked else head + int(length * share) if length else int(head * share)
    while len(part) < wanted and (more := await reader.read(BLOCK)):
        part += more
    await line.give(part[:wanted])
    line.hang_up()


WAYS: dict[str, Callable] = {
    "clear": clear,
    "dead": dead,
    "black hole": black_hole,
    "slow": slow,
    "cut after": clear,
    "cut amid": clear,
    "twice": twice,
    "reorder": reorder,
    "late": late,
}
CUTS: dict[str, Callable] = {"cut after": cut_after, "cut amid": cut_amid}


def field_of(head: bytes, name: bytes) -> bytes | None:
    for line in head.split(b"\r\n")[1:]:
        found, _, value = line.partition(b":")
        if found.strip().lower() == name:
            return value.strip()
    return None


async def body_of(head: bytes, reader):
    """The raw bytes of the body that belongs to this head, chunks with their sizes."""
    if field_of(head, b"transfer-encoding") is not None:
        while True:
            size = await reader.readuntil(b"\r\n")
            yield size
            if int(size.split(b";")[0], 16) == 0:
                break
            yield await reader.readexactly(int(size.split(b";")[0], 16) + 2)
        while (trailer := await reader.readuntil(b"\r\n")) != b"\r\n":
            yield trailer
        yield trailer
        return
    rest = int(field_of(head, b"content-length") or 0)
    while rest:
        part = await reader.read(min(BLOCK, rest))
        if not part:
            raise asyncio.IncompleteReadError(b"", rest)
        rest -= len(part)
        yield part


def bound(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(("127.0.0.1", port))
    return made


@dataclass
class HouseInWeather(House):
    """A house that is reached through the weather, and thinks that is its address."""

    weather: Weather | None = None

    def __post_init__(self):
        self.weather = Weather(self.port).begins()
        self.variables = self.variables | {"KIEKEBOE_ORIGIN": self.weather.origin}

    @property
    def origin(self) -> str:
        return self.weather.origin


@pytest.fixture(scope="module")
def house_in_weather(told_story, tmp_path_factory, post_office_of_the_run):
    """The demo nursery for the tests of one file, freshly told, behind a sky that can turn."""
    data = tmp_path_factory.mktemp("weather") / "var"
    shutil.copytree(told_story, data)
    house = HouseInWeather(data, free_port(), post_office=post_office_of_the_run)
    try:
        yield house.open()
    finally:
        house.weather.ends()
        if house.process and house.process.poll() is None:
            house.close()
