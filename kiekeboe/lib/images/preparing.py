"""The way in for every photo: `prepare` gives clean renditions, or says why not."""

import importlib.util
import json
import logging
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiekeboe.lib.images import limited
from kiekeboe.lib.images.kinds import BEGINNING, PHOTOS, kind
from kiekeboe.lib.images.refusals import SENTENCES, Refused

__all__ = ["CONTENT_TYPE", "SIZES", "Prepared", "Refused", "Rendition", "page_of", "prepare"]

CONTENT_TYPE = "image/webp"
SIZES = (400, 1200, 2400)  # long sides in pixels
LARGEST = 30_000_000  # bytes

RENDER = "kiekeboe.lib.images.rendering:render"
RENDER_HEIC = "kiekeboe.lib.images.rendering_heic:render"
RENDER_PDF = "kiekeboe.lib.images.rendering_pdf:render"
LARGEST_PAGE = 1200  # pixels of its longest side
MOST_PAGES = 30_000  # that are counted
log = logging.getLogger(__name__)
sandbox = limited.Sandbox("kiekeboe.lib.images.rendering")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One WebP picture; width and height in pixels."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Page(Rendition):
    """A page of a paper that has so many `pages`."""

    pages: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """`renditions` by long side, one for each of SIZES; a small photo is never made larger."""

    renditions: dict[int, Rendition]
    colour: str  # "#rrggbb", the average, to show while the photo loads
    cpu_seconds: float


def prepare(source: BinaryIO | bytes | Path) -> Prepared:
    """Decode a JPEG, HEIC, PNG or WebP photo and give it back clean. Raises Refused.

    Limits: 30 MB, 40 megapixels, one frame, 8 seconds. Nothing of the file but its pixels survives.
    """
    with _descriptor(source) as file:
        claim = kind(os.pread(file, BEGINNING, 0))
        if claim not in PHOTOS:
            raise Refused(claim)
        if claim == "heic" and not importlib.util.find_spec("pillow_heif"):
            raise Refused("heic_missing")
        outcome = _rendered(RENDER_HEIC if claim == "heic" else RENDER, file)
    return _unpacked(outcome)


def page_of(pdf: bytes, number: int = 1) -> Page | None:
    """A page of a PDF, from 1, to show without opening it; None of what cannot be drawn.

    Limits: 30 MB, 3 seconds. A PDF that no reader opens is no mistake here: it has no picture.
    """
    try:
        with _descriptor(b"%d\n%b" % (number, pdf)) as file:
            outcome = _rendered(RENDER_PDF, file, seconds=3)
        line, _, content = outcome.content.partition(b"\n")
        facts = json.loads(line)
        width, height, pages = (int(facts[one]) for one in ("width", "height", "pages"))
    except (Refused, ValueError, KeyError, TypeError):
        return None
    fits = 1 <= min(width, height) <= max(width, height) <= LARGEST_PAGE and number <= pages
    return (
        Page(width, height, content, min(pages, MOST_PAGES))
        if fits and _is_bare_webp(content)
        else None
    )


def _rendered(function: str, file: int, *, seconds=8) -> limited.Outcome:
    try:
        return sandbox.run(function, file, seconds=seconds)
    except (limited.Busy, limited.Gone) as busy:
        log.warning("no decoder for a photo: %r", busy)
        raise Refused("busy") from busy
    except limited.TookTooLong as slow:
        raise Refused("too_slow") from slow
    except limited.Failed as failed:
        log.warning("a decoder fell over: %r", failed)
        raise Refused("damaged") from failed


@contextmanager
def _descriptor(source: BinaryIO | bytes | Path):
    """A descriptor of a file of at most LARGEST bytes."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise Refused("not_a_photo")
            if facts.st_size > LARGEST:
                raise Refused("too_large")
            yield file.fileno()
        return
    content = source if isinstance(source, bytes) else source.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused("too_large")
    with limited.nameless_file() as file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]
        yield file.fileno()


def _unpacked(outcome: limited.Outcome) -> Prepared:
    """What came out of the child is distrusted too: it has read a stranger's file."""
    try:
        line, _, pictures = outcome.content.partition(b"\n")
        facts = json.loads(line)
        if facts.get("refused") in SENTENCES:
            raise Refused(facts["refused"])
        return Prepared(_cut(facts, pictures), _colour(facts["colour"]), outcome.cpu_seconds)
    except (ValueError, KeyError, TypeError, AttributeError) as nonsense:
        raise Refused("damaged") from nonsense


def _cut(facts: dict, pictures: bytes) -> dict[int, Rendition]:
    renditions, start = {}, 0
    for long_side, (width, height, length) in zip(
        reversed(SIZES), facts["renditions"], strict=True
    ):
        content = pictures[start : start + length]
        if (
            not _is_bare_webp(content)
            or not 1 <= min(width, height) <= max(width, height) <= long_side
        ):
            raise ValueError("not a rendition")
        renditions[long_side] = Rendition(int(width), int(height), content)
        start += length
    return renditions


def _is_bare_webp(content: bytes) -> bool:
    """One chunk of lossy pixels from the first byte to the last: no room for anything else."""
    size = int.from_bytes(content[16:20], "little")
    return (
        content[:4] == b"RIFF"
        and int.from_bytes(content[4:8], "little") + 8 == len(content)
        and content[8:16] == b"WEBPVP8 "
        and 20 + size + size % 2 == len(content)
    )


def _colour(text: str) -> str:
    if len(text) != 7 or text[0] != "#":
        raise ValueError("not a colour")
    int(text[1:], 16)
    return text
