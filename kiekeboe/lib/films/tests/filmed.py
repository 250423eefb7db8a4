"""Films drawn by ffmpeg, and a knife to cut MP4 boxes with."""

import shutil
import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

needs_ffmpeg = pytest.mark.skipif(
    not (shutil.which("ffmpeg") and shutil.which("ffprobe")), reason="ffmpeg is not installed"
)
NESTED = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts"}
SECRET = "Lotte van den Berg, Kastanjelaan 12"


@cache
def film(*options, seconds=2, size="320x240", ending="mp4", sound=True, more=(), rate=15) -> bytes:
    """A test card with a tone; `options` are those of ffmpeg's output, `more` extra inputs."""
    shown = f"testsrc2=size={size}:rate={rate}:duration={seconds}"
    heard = ("-f", "lavfi", "-i", f"sine=440:duration={seconds}") if sound else ()
    usual = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
    usual = () if "-c:v" in options else usual
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{ending}"
        words = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", shown, *heard, *more]
        subprocess.run([*words, *usual, *options, path], check=True, stdin=subprocess.DEVNULL)
        return path.read_bytes()


def telltale(ending="mov") -> bytes:
    """What a phone tells about a family: place, maker, name, moment and chapter."""
    told = {
        "title": SECRET,
        "comment": SECRET,
        "location": "+52.0914+005.1198/",
        "com.apple.quicktime.location.ISO6709": "+52.0914+005.1198+010.000/",
        "com.apple.quicktime.make": "Cameramakers",
        "com.apple.quicktime.creationdate": "2026-11-20T10:00:00+0100",
        "creation_time": "2026-11-20T10:00:00Z",
    }
    words = [word for name, value in told.items() for word in ("-metadata", f"{name}={value}")]
    per_stream = ("-metadata:s:v:0", f"handler_name={SECRET}", "-metadata:s:a:0", "language=nld")
    tags = ("-movflags", "use_metadata_tags") if ending == "mov" else ()
    return film(*words, *per_stream, *tags, ending=ending)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def parsed(content: bytes) -> list:
    """[[kind, bytes or list], …]; box sizes are worked out again by `written`."""
    found, at = [], 0
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        inside = content[at + 8 : at + size]
        found.append([kind, parsed(inside) if kind in NESTED else inside])
        at += size
    return found


def written(boxes: list) -> bytes:
    return b"".join(
        box(kind, written(inside) if isinstance(inside, list) else inside) for kind, inside in boxes
    )


def changed(content: bytes, change, *kinds: bytes) -> bytes:
    """The film with `change(bytes) → bytes` done to every box of these kinds.

    Its pictures stand before its description, so that no place in the file moves.
    """

    def walk(boxes):
        for one in boxes:
            if one[0] in kinds:
                one[1] = change(one[1])
            elif isinstance(one[1], list):
                walk(one[1])
        return boxes

    return written(walk(parsed(content)))


def with_in_moov(content: bytes, extra: bytes) -> bytes:
    """The film with one more box in its description."""
    boxes = parsed(content)
    return b"".join(
        box(kind, written(inside) + extra) if kind == b"moov" else written([[kind, inside]])
        for kind, inside in boxes
    )


def turned(content: bytes) -> bytes:
    """The film as of a phone held upright: a quarter turn clockwise in its header."""
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 240 << 16, 0, 1 << 30)
    return changed(content, lambda tkhd: tkhd[:40] + matrix + tkhd[76:], b"tkhd")
