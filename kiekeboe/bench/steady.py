"""Visitors who come at a steady pace, whether the server keeps up or not, and pages that stay."""

import asyncio
import random
import time
from dataclasses import dataclass, field

from kiekeboe.bench.crowd import asking

PATIENCE = 15  # seconds for one answer


@dataclass
class Steady:
    """An open loop: the time of an answer counts from when its visitor wanted to come.

    Half of the visitors come on a line of their own, the others on one that was kept open.
    """

    port: int
    path: str
    cookie: str = ""
    dice: random.Random = field(default_factory=lambda: random.Random(22))
    kept: list = field(default_factory=list)
    answers: list[tuple[float, float]] = field(default_factory=list)  # (wanted at, seconds)
    failed: list[str] = field(default_factory=list)

    async def comes(self, a_second: float, seconds: float) -> None:
        began, visits = time.perf_counter(), []
        for number in range(int(a_second * seconds)):
            wanted = began + number / a_second
            await asyncio.sleep(max(0, wanted - time.perf_counter()))
            visits.append(asyncio.create_task(self._visit(wanted)))
        await asyncio.gather(*visits)

    async def _visit(self, wanted: float) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                line = self._kept_line() or await asyncio.open_connection("127.0.0.1", self.port)
                keep = await self._ask(*line)
        except Exception as problem:
            self.failed.append(f"{type(problem).__name__}: {problem}")
            return
        self.answers.append((wanted, time.perf_counter() - wanted))
        if keep:
            self.kept.append(line)
        else:
            line[1].close()

    def _kept_line(self):
        """A line that is still open; like every client we see it when the other side hung up."""
        while self.kept:
            reader, writer = self.kept.pop()
            if reader.at_eof() or writer.is_closing():
                writer.close()
                continue
            if self.dice.random() < 0.5:
                return reader, writer
            writer.close()
        return None

    async def _ask(self, reader, writer) -> bool:
        """One question and its whole answer; whether the line may be used again."""
        writer.write(asking(self.path, self.cookie))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise RuntimeError(head[:60])
        length = head.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0]
        await reader.readexactly(int(length))
        return b"connection: close" not in head

    def leaves(self) -> None:
        for _, writer in self.kept:
            writer.close()

    def p99(self, spans: list[tuple[float, float]]) -> float:
        """Milliseconds, of those who wanted to come between two of these moments."""
        took = sorted(
            seconds
            for wanted, seconds in self.answers
            if any(first <= wanted < last for first, last in spans)
        )
        return took[int(0.99 * (len(took) - 1))] * 1000


@dataclass
class Faithful:
    """Pages that come back as a browser does: after the time that the server told them."""

    port: int
    request: bytes
    gaps: list[float] = field(default_factory=list)  # seconds without a line
    came_back_at: list[float] = field(default_factory=list)
    open: int = 0

    async def stays(self) -> None:
        lost, wait = None, 1.0
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(self.request)
                head = await reader.readuntil(b"\r\n\r\n")
                if b" 200 " in head.split(b"\r\n", 1)[0]:
                    if lost is not None:
                        self.came_back_at.append(time.perf_counter())
                        self.gaps.append(time.perf_counter() - lost)
                    wait = await self._read(reader)
                    lost = time.perf_counter()
                writer.close()
            except (OSError, asyncio.IncompleteReadError):
                lost = lost or time.perf_counter()
            await asyncio.sleep(wait)

    async def _read(self, reader) -> float:
        """Until the end; the answer is how long the server asked us to wait."""
        self.open += 1
        wait = 3.0
        try:
            while line := await reader.readline():
                if line.startswith(b"retry: "):
                    wait = int(line[7:]) / 1000
                if line == b"0\r\n":
                    break
        finally:
            self.open -= 1
        return wait
