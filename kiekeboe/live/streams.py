"""One open page: what it may hear, what waits to be sent, and how it ends."""

import asyncio
import random
from uuid import UUID

from kiekeboe.live.news import News, is_looking
from kiekeboe.live.reach import Reach

MOST_WAITING = 200  # messages; a page that is further behind comes back and resumes
HEARTBEAT = 15  # seconds between two signs of life, and how long a reader may take
STILL_HERE = b": still here\n\n"


class Stream:
    """Light, because there are thousands: no queue, no timer and one task of its own."""

    __slots__ = (
        "asked_at", "cookies", "heard", "organisation", "over", "reach", "sends_since", "surface",
        "task", "waiting", "woken",
    )  # fmt: skip

    def __init__(self, surface: str, organisation: UUID, cookies: dict[str, str], reach: Reach):
        self.surface, self.organisation, self.cookies = surface, organisation, cookies
        self.reach = reach
        self.heard = 0  # the newest event when it was last looked at; older ones are not told
        self.asked_at = 0.0  # when the right was last looked at (clock of the loop)
        self.waiting: list[bytes] = []
        self.woken: asyncio.Future | None = None
        self.sends_since: float | None = None
        self.over = False
        self.task: asyncio.Task | None = None  # that sends

    def tell(self, news: list[News]) -> None:
        """Queue what this page may hear of these. The position moves on also past what it may
        not."""
        for each in news:
            if each.sequence <= self.heard:
                continue
            self.heard = each.sequence
            if not is_looking(each) and (mine := self.reach.hears(each)):
                self.waiting.append(mine.as_text())

    def put(self, message: bytes) -> None:
        """Queue a message; a page that does not keep up ends."""
        if self.over:
            return
        self.waiting.append(message)
        if len(self.waiting) > MOST_WAITING:
            self.end()
        self._wake()

    def end(self) -> None:
        """Close the stream; what still waits is not sent, the page asks for it when it is back."""
        self.over = True
        self.waiting.clear()
        self._wake()

    def _wake(self) -> None:
        if self.woken is not None and not self.woken.done():
            self.woken.set_result(None)

    def beat(self, now: float) -> None:
        """A sign of life, so that proxies keep the line; who does not read is let go."""
        if self.sends_since is None:
            if not self.waiting:
                self.put(STILL_HERE)
        elif now - self.sends_since > HEARTBEAT and self.task is not None:
            self.task.cancel()

    async def greet(self, send) -> None:
        """The first words; from now on a reader who does not read can be let go."""
        self.task = asyncio.current_task()
        # Spread the return of all pages after a restart over a few seconds.
        await body(send, f"retry: {random.randint(500, 2500)}\n\n".encode())

    async def pour(self, send) -> None:
        """Send until the end."""
        loop = asyncio.get_running_loop()
        while not self.over:
            if self.waiting:
                await self.flush(send)
                continue
            self.woken = loop.create_future()
            await self.woken
            self.woken = None

    async def flush(self, send) -> None:
        """Send what waits."""
        if not self.waiting:
            return
        message = b"".join(self.waiting)
        self.waiting.clear()
        self.sends_since = asyncio.get_running_loop().time()
        await body(send, message)
        self.sends_since = None


async def body(send, message: bytes) -> None:
    await send({"type": "http.response.body", "body": message, "more_body": True})
