"""Signed addresses of photos, answered before Django when everything needed is in memory.

The very functions of photos.delivery decide. What they cannot say without asking the database
(who is signed in, under which number), and whatever is not a plain request for a whole file, goes
on to Django, whose view asks, answers and thereby fills the memory of this process.
"""

import os
from datetime import UTC, datetime

from django.conf import settings
from django.core.files.storage import default_storage

from kiekeboe.lib.headers import BARE_HEADERS
from kiekeboe.lib.stored import tag_of
from kiekeboe.photos import delivery, validity

SLOW = {b"range", b"if-none-match", b"if-range"}  # asked seldom; Django's view knows them
PATHSEND = "http.response.pathsend"


class Signed:
    """In front of the pages: `await signed(scope, receive, send)`."""

    def __init__(self, pages):
        self.pages = pages
        self.cookie = settings.SESSION_COOKIE_NAME.encode()
        self.accel = settings.ACCEL_REDIRECT
        self.root = getattr(default_storage, "location", "")  # only of files on this machine
        self.at_hand = bool(self.accel or self.root)
        self.headers = {end: bare(end) for end in (".webp", ".mp4")}

    async def __call__(self, scope, receive, send) -> None:
        path = self.path(scope) if self.at_hand and scope["method"] == "GET" else None
        if path is None or not await self.give(path, scope, send):
            await self.pages(scope, receive, send)

    def path(self, scope) -> str | None:
        """The file that was given to who asks, as far as is known here."""
        key = self.session(scope["headers"])
        query = scope["query_string"].decode("latin-1")
        if not key or not query.startswith("s="):
            return None
        grant = delivery.granted(scope["path"], query[2:], key, at=datetime.now(UTC))
        if grant and validity.stands_without_asking(grant.organisation, grant.number, key):
            return grant.path
        return None

    def session(self, headers) -> str:
        """The session cookie; nothing for who asks for more than a whole file."""
        found = b""
        for name, value in headers:
            if name in SLOW:
                return ""
            if name == b"cookie":
                for one in value.split(b";"):
                    called, _, told = one.strip().partition(b"=")
                    if called == self.cookie:
                        found = told
        return found.decode("latin-1")

    async def give(self, path: str, scope, send) -> bool:
        headers = [*self.headers[path[path.rindex(".") :]], (b"etag", tag_of(path).encode())]
        if self.accel:
            headers.append((b"x-accel-redirect", f"{self.accel}/{path}".encode()))
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return True
        kept = f"{self.root}/{path}"
        if PATHSEND not in scope.get("extensions", {}):
            return False
        try:
            size = os.stat(kept).st_size
        except OSError:
            return False
        headers.append((b"content-length", str(size).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": PATHSEND, "path": kept})
        return True


def bare(end: str) -> list[tuple[bytes, bytes]]:
    """The headers of a file of this kind, on top of those of the house."""
    own = delivery.headers_of(end) | {"Accept-Ranges": "bytes"}
    told = {name.lower().encode(): value.encode() for name, value in own.items()}
    return list((dict(BARE_HEADERS) | told).items())
