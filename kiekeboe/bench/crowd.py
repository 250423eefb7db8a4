"""Ten thousand open pages: plain sockets that read a stream and say when each message came."""

import asyncio
import time
from dataclasses import dataclass, field

AT_ONCE = 200  # connections that are being opened at the same time


@dataclass
class Crowd:
    """Pages on one server. `came` holds (number of the event, moment) of every delivery."""

    port: int
    lines: list = field(default_factory=list)
    came: list[tuple[int, float]] = field(default_factory=list)

    async def opens(self, requests: list[bytes]) -> None:
        """Open a stream for each of these requests; raises when one is not let in."""
        door = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._open(request, door) for request in requests))

    async def _open(self, request: bytes, door) -> None:
        async with door:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=8192)
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                raise RuntimeError(f"a page was not let in: {head[:80]!r}")
            while b"retry:" not in await reader.readline():
                pass
        self.lines.append((asyncio.create_task(self._read(reader)), writer))

    async def _read(self, reader) -> None:
        while line := await reader.readline():
            if line.startswith(b"id: "):
                self.came.append((int(line[4:]), time.perf_counter()))

    async def waits_for(self, deliveries: int, seconds: float) -> bool:
        """Whether so many came within this time."""
        until = time.perf_counter() + seconds
        while len(self.came) < deliveries and time.perf_counter() < until:
            await asyncio.sleep(0.02)
        return len(self.came) >= deliveries

    async def leaves(self) -> None:
        for task, writer in self.lines:
            task.cancel()
            writer.close()
        await asyncio.gather(*(task for task, _ in self.lines), return_exceptions=True)


def asking(path: str, cookie: str = "") -> bytes:
    """The request of one page."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
        f"Cookie: {cookie}\r\n\r\n"
    ).encode()
