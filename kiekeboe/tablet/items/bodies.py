"""What came with an item: a photo or a film, on disk when it is large, never whole in memory."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from kiekeboe.tablet.items import sealing

MOST = 100 * 1024 * 1024  # bytes: a film of a minute
MARGIN = 1024  # what was sealed is a little larger
PIECE = 256 * 1024
IN_MEMORY = 1024 * 1024


@dataclass(frozen=True)
class Body:
    """The bytes of a photo or film: `file` stands at its begin."""

    file: IO[bytes]
    size: int
    digest: str


@contextmanager
def received(request, *, sealed: bool) -> Iterator[Body]:
    """The body of this request, opened when the tablet had sealed it; at most MOST bytes of it.

    A sealed body that is not for us, or not whole, is empty: then no digest fits it.
    """
    with (
        SpooledTemporaryFile(max_size=IN_MEMORY) as came,
        SpooledTemporaryFile(max_size=IN_MEMORY) as plain,
    ):
        told = _copied(request, came)
        if sealed:
            came.seek(0)
            told = _opened(came, told.size, plain)
        (plain if sealed else came).seek(0)
        yield Body(plain if sealed else came, told.size, told.digest)


def _copied(source, target) -> Body:
    digest, size = hashlib.sha256(), 0
    while size <= MOST + MARGIN and (piece := source.read(PIECE)):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    return Body(target, size, digest.hexdigest())


def _opened(source, size, target) -> Body:
    digest, many = hashlib.sha256(), 0
    try:
        for piece in sealing.opening(source, size, PIECE):
            target.write(piece)
            digest.update(piece)
            many += len(piece)
    except sealing.NotForUs:
        return Body(target, 0, "")
    return Body(target, many, digest.hexdigest())
