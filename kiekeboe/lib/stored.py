"""Answering with a stored file: whole, a part of it, or through the server in front.

Files never change under their name, so the name is their tag. What a file may be seen by whom was
decided before; this only carries it. Ranges as in RFC 9110, one at a time: players ask for parts
of a film, and Safari plays nothing without them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

AT_ONCE = 1024 * 1024  # what is smaller goes in one step
PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


@dataclass(frozen=True)
class Part:
    """Bytes `start` up to `end` (not with it) of a file of `size`; empty: out of range."""

    start: int
    end: int
    size: int
    whole: bool = False

    @property
    def length(self) -> int:
        return self.end - self.start


def part_of(size: int, asked: str) -> Part:
    """What a Range header asks of a file. Whatever it is not understood to ask: the whole.

    Several ranges at once are answered with the whole: nobody needs them, and many small ones
    are a known way to tire a server.
    """
    found = RANGE.fullmatch(asked.replace(" ", "")) if asked else None
    if found is None or found[1] == found[2] == "":
        return Part(0, size, size, whole=True)
    if found[1] == "":
        return Part(max(size - int(found[2]), 0), size if int(found[2]) else 0, size)
    start, end = int(found[1]), int(found[2] or size)
    if found[2] and end < start:
        return Part(0, size, size, whole=True)
    return Part(start, max(min(end + 1, size), start) if start < size else start, size)


def tag_of(path: str) -> str:
    return f'"{path.rsplit("/", 1)[-1]}"'


def answer(request: HttpRequest, path: str, headers: Mapping[str, str]) -> HttpResponseBase:
    """The file at `path` in the store under these headers, or Http404 when it is gone."""
    if prefix := settings.ACCEL_REDIRECT:
        return HttpResponse(headers={**headers, "X-Accel-Redirect": f"{prefix}/{path}"})
    tag = tag_of(path)
    told = {**headers, "ETag": tag, "Accept-Ranges": "bytes"}
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=told)
    try:
        file = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    asked = request.headers.get("Range", "") if request.method == "GET" else ""
    if request.headers.get("If-Range", tag) != tag:
        asked = ""
    return _part(file, part_of(file.size, asked), told)


def _part(file: IO[bytes], part: Part, headers: dict[str, str]) -> HttpResponseBase:
    if not part.whole and part.length <= 0:
        file.close()
        nothing = {"Content-Range": f"bytes */{part.size}", "Content-Length": "0"}
        return HttpResponse(status=416, headers=headers | nothing)
    headers["Content-Length"] = str(part.length)
    if not part.whole:
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{part.size}"
    status = 200 if part.whole else 206
    file.seek(part.start)
    if part.length <= AT_ONCE:
        with file:
            return HttpResponse(file.read(part.length), status=status, headers=headers)
    return StreamingHttpResponse(_pieces(file, part.length), status=status, headers=headers)


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
