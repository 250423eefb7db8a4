"""One open page: what it may hear, what waits to be sent, and how it ends."""

import asyncio
import random
from uuid import UUID

from kiekeboe.live.news import News, is_looking
from kiekeboe.live.reach import Reach

MOST_WAITING = 200  # messages; a page that is further behind comes back and resumes
HEARTBEAT = 15.0


class Stream:
    def __init__(self, surface: str, organisation: UUID, cookies: dict[str, str], reach: Reach):
        self.surface, self.organisation, self.cookies = surface, organisation, cookies
        self.reach = reach
        self.heard = 0  # the newest event that this page was told, or may not hear
        self.waiting: asyncio.Queue[bytes | None] = asyncio.Queue()

    def tell(self, news: list[News]) -> None:
        """Queue what this page may hear. The position moves on also past what it may not."""
        for each in news:
            if each.sequence <= self.heard:
                continue
            self.heard = each.sequence
            if not is_looking(each) and (mine := self.reach.hears(each)):
                self.waiting.put_nowait(mine.as_text())
        if self.waiting.qsize() > MOST_WAITING:
            self.end()

    def end(self) -> None:
        """Close the stream; what still waits is not sent, the page asks for it when it is back."""
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(None)

    async def pour(self, send) -> None:
        """Send until the end; a comment every 15 seconds keeps proxies from closing the line."""
        # Spread the return of all pages after a restart over a few seconds.
        await body(send, f"retry: {random.randint(500, 2500)}\n\n".encode())
        while True:
            try:
                message = await asyncio.wait_for(self.waiting.get(), HEARTBEAT)
            except TimeoutError:
                message = b": still here\n\n"
            if message is None:
                return
            while not self.waiting.empty():
                if (more := self.waiting.get_nowait()) is None:
                    return
                message += more
            # A reader that does not read is let go; it would only fill our memory.
            await asyncio.wait_for(body(send, message), HEARTBEAT)


async def body(send, message: bytes) -> None:
    await send({"type": "http.response.body", "body": message, "more_body": True})
