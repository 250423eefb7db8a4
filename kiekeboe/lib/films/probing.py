"""What a film says about itself, before anybody believes it."""

import json
import logging
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiekeboe.lib.films import confined
from kiekeboe.lib.films.refusals import Refused
from kiekeboe.lib.images import limited

LARGEST = 100 * 1024 * 1024  # bytes; the tablets know this number too
LONGEST = 60  # seconds
PREFIX = "kiekeboe-film-"
SLACK = 0.5  # seconds: a phone stops a moment after the minute
MOST_PIXELS = 4096 * 2304
LONGEST_SIDE = 4096

# The first kind a file names itself after its size and "ftyp": MP4, QuickTime and 3GP.
BRANDS = (b"isom", b"iso", b"mp4", b"avc1", b"hvc1", b"hev1", b"M4V", b"qt  ", b"3g", b"MSNV")
PICTURES = {"h264", "hevc", "mpeg4", "h263", "mjpeg", "av1", "vp9"}
SOUNDS = {"aac", "mp3", "alac", "opus", "pcm_s16le", "pcm_s16be", "amr_nb", "amr_wb"}
DECODERS = (
    "h264,hevc,mpeg4,h263,mjpeg,libdav1d,av1,vp9,libvpx-vp9,"
    "aac,mp3float,mp3,alac,opus,libopus,pcm_s16le,pcm_s16be,amrnb,amrwb"
)
# Only this demuxer, only this file: a film that names another film, list or address gets nothing.
CAREFUL = (
    *("-f", "mov", "-protocol_whitelist", "file", "-enable_drefs", "0"),
    *("-codec_whitelist", DECODERS),
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Facts:
    """Sizes in pixels as stored, `seconds` as claimed; whether there is sound we can read, and
    whether the colours are brighter than a usual screen shows."""

    width: int
    height: int
    seconds: float
    sound: bool
    bright: bool


@contextmanager
def workshop():
    """A folder for one film, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield Path(folder)


def sweep_workshops(before: float) -> int:
    """Remove the folders that a power cut left, last touched before this moment (Unix time)."""
    left = [
        folder
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*")
        if folder.stat().st_uid == os.getuid() and folder.stat().st_mtime < before
    ]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def refuse_by_signature(beginning: bytes) -> None:
    """Raise Refused unless the first bytes are those of an MP4 or QuickTime film."""
    if not beginning:
        raise Refused("film_empty")
    if beginning[4:8] != b"ftyp" or not beginning[8:12].startswith(BRANDS):
        raise Refused("not_a_film")


def probe(film: Path) -> Facts:
    """Read the header of a film that lies alone in its folder. Raises Refused."""
    if film.stat().st_size > LARGEST:
        raise Refused("film_too_large")
    with film.open("rb") as file:
        refuse_by_signature(file.read(16))
    said = run(
        "ffprobe",
        *("-v", "fatal", "-threads", "1", *CAREFUL),
        *("-show_entries", "format=duration:stream=codec_type,codec_name,width,height,duration"),
        *("-show_entries", "stream=color_transfer:stream_disposition=attached_pic"),
        *("-of", "json", f"file:{film}"),
        folder=film.parent,
        seconds=8,
    )
    return _judged(_read(said))


def run(program: str, *words: str, folder: Path, seconds: int, mebibytes=1024) -> bytes:
    """One of ffmpeg's programs in a cell. Raises Refused in place of what went wrong."""
    path = shutil.which(program)
    if not path:
        raise Refused("film_missing")
    try:
        return confined.run((path, *words), folder, seconds=seconds, mebibytes=mebibytes)
    except limited.Busy as busy:
        raise Refused("film_busy") from busy
    except limited.TookTooLong as slow:
        raise Refused("film_too_slow") from slow
    except limited.Failed as failed:
        log.info("%s fell over: %r", program, failed)
        raise Refused("film_damaged") from failed


def _read(said: bytes) -> dict:
    try:
        told = json.loads(said)
        told["streams"], told["format"] = list(told["streams"]), dict(told["format"])
        return told
    except (ValueError, KeyError, TypeError) as nonsense:
        raise Refused("film_damaged") from nonsense


def _judged(told: dict) -> Facts:
    pictures = [one for one in told["streams"] if one.get("codec_type") == "video"]
    moving = [one for one in pictures if not one.get("disposition", {}).get("attached_pic")]
    if not moving:
        raise Refused("film_no_picture")
    first = moving[0]
    if first.get("codec_name") not in PICTURES:
        raise Refused("film_other_kind")
    width, height = int(first.get("width", 0)), int(first.get("height", 0))
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused("film_too_fine")
    seconds = _seconds(first.get("duration"), told["format"].get("duration"))
    if seconds > LONGEST + SLACK:
        raise Refused("film_too_long")
    if min(width, height) < 2 or seconds <= 0:
        raise Refused("film_damaged")
    sounds = [one for one in told["streams"] if one.get("codec_type") == "audio"]
    bright = first.get("color_transfer") in {"smpte2084", "arib-std-b67"}
    sound = bool(sounds) and sounds[0].get("codec_name") in SOUNDS
    return Facts(width, height, seconds, sound, bright)


def _seconds(*claims) -> float:
    """The longest of what it claims; nothing claimed is nothing."""
    try:
        return max((float(claim) for claim in claims if claim is not None), default=0.0)
    except ValueError:
        return 0.0
