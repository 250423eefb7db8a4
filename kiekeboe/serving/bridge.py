"""Django's WSGI application in a few threads, behind an ASGI server.

The body is read before a thread is taken, so a slow sender costs a socket and not a thread; an
answer that is whole goes back in one step. Measured against other ways in
docs/decisions/0011-own-bridge.md.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import IO, Any

from kiekeboe.lib.headers import BARE_HEADERS

IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
BODILESS = {"GET", "HEAD"}
SPECIAL = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


class TooLarge(Exception):
    """The body is larger than this installation takes."""


class Gone(Exception):
    """The other side went away before it had said everything."""


class WsgiInThreads:
    def __init__(self, app: Callable, *, threads: int, scheme: str, proxies: int, largest: int):
        """`proxies` is how many of our own machines stand in front and add X-Forwarded-For;
        `largest` is the number of bytes a body may have."""
        self.app, self.scheme, self.proxies, self.largest = app, scheme, proxies, largest
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope, receive, send) -> None:
        try:
            body, length = await read(scope, receive, self.largest)
        except TooLarge:
            return await plain(send, 413, b"too large")
        except Gone:
            return None
        environ = self.environ(scope, body, length)
        loop = asyncio.get_running_loop()
        answer = Answer()
        with body:
            try:
                piece = await loop.run_in_executor(self.pool, answer.begin, self.app, environ)
                await send(answer.start)
                while piece:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                    piece = await loop.run_in_executor(self.pool, answer.more)
                await send({"type": "http.response.body", "body": answer.rest})
            finally:
                if not answer.closed:
                    await loop.run_in_executor(self.pool, answer.close)
        return None

    def environ(self, scope, body, length: int) -> dict[str, Any]:
        environ = {
            "REQUEST_METHOD": scope["method"],
            "SCRIPT_NAME": "",
            "PATH_INFO": scope["path"].encode().decode("latin-1"),
            "QUERY_STRING": scope["query_string"].decode("latin-1"),
            "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "443" if self.scheme == "https" else "80",
            "REMOTE_ADDR": (scope.get("client") or ("",))[0],
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": body,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for name, value in scope["headers"]:
            if b"_" in name:  # x_y and x-y would become one name: a known way to smuggle
                continue
            key = SPECIAL.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
            text = value.decode("latin-1")
            if key in environ:
                text = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + text
            environ[key] = text
        # The body is whole here, however it came in.
        environ["CONTENT_LENGTH"] = str(length)
        if self.proxies:
            hops = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
            environ["REMOTE_ADDR"] = hops[-min(self.proxies, len(hops))].strip()
        return environ


class Answer:
    """One answer of a WSGI application; `begin`, `more` and `close` run in a thread."""

    start: dict[str, Any]
    closed = False
    rest = b""  # an answer that is whole, to be sent in one step

    def begin(self, app: Callable, environ: dict) -> bytes:
        """The first piece of an answer in pieces; nothing when the whole answer is in `rest`."""
        self.chunks = app(environ, self.start_response)
        if isinstance(self.chunks, list) or getattr(self.chunks, "streaming", True) is False:
            self.rest = b"".join(self.chunks)
            self.close()
            return b""
        self.iterator = iter(self.chunks)
        return self.more()

    def more(self) -> bytes:
        """The next piece; files come in small blocks, and each trip to a thread has its price."""
        piece = bytearray()
        for chunk in self.iterator:
            piece += chunk
            if len(piece) >= PIECE:
                return bytes(piece)
        self.close()
        return bytes(piece)

    def close(self) -> None:
        self.closed = True
        if close := getattr(self.chunks, "close", None):
            close()

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info=None):
        self.start = {
            "type": "http.response.start",
            "status": int(status[:3]),
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
            ],
        }


async def read(scope, receive, largest: int) -> tuple[IO[bytes], int]:
    """The whole body and its length; large ones wait on disk."""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if not announced.isdigit() or int(announced) > largest:
        raise TooLarge
    if scope["method"] in BODILESS and announced == b"0":
        return BytesIO(), 0
    # By what came, not by what was announced: a body in chunks announces nothing.
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            body.close()
            raise Gone
        length += body.write(message.get("body", b""))
        if length > largest:
            body.close()
            raise TooLarge
        if not message.get("more_body"):
            body.seek(0)
            return body, length


async def plain(send, status: int, words: bytes, *headers: tuple[bytes, bytes]) -> None:
    """A short answer without Django, with the headers that every answer has."""
    everything = [(b"content-type", b"text/plain; charset=utf-8"), *BARE_HEADERS, *headers]
    await send({"type": "http.response.start", "status": status, "headers": everything})
    await send({"type": "http.response.body", "body": words})
