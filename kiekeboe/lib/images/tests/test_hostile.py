"""S39–S42: nothing hostile gets through, nothing personal survives."""

import json
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiekeboe.lib.images.limited import nameless_file
from kiekeboe.lib.images.preparing import RENDER, Refused, prepare, sandbox
from kiekeboe.lib.images.tests import drawn, hostile

CORPUS = hostile.corpus()
STRUCTURE = {
    *("SourceFile", "FileName", "Directory", "FileSize", "FileModifyDate", "FileAccessDate"),
    *("FileInodeChangeDate", "FilePermissions", "FileType", "FileTypeExtension", "MIMEType"),
    *("ExifToolVersion", "VP8Version", "ImageWidth", "ImageHeight", "ImageSize", "Megapixels"),
    *("HorizontalScale", "VerticalScale"),
}


def outcome(content: bytes):
    """The reason of refusal, or the bytes of all renditions."""
    try:
        return b"".join(one.content for one in prepare(content).renditions.values())
    except Refused as refused:
        return refused.reason


def runs(payload: bytes, length=16) -> set[bytes]:
    return {payload[at : at + length] for at in range(len(payload) - length + 1)}


TELLTALE = set().union(
    *(runs(payload) for payload in hostile.PAYLOADS),
    runs(drawn.telltale_xmp()),
    runs(b"SERIAL-0123456789-ABCDEF"),
)


def test_the_corpus_is_large_enough():
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_or_made_neutral(name):
    """S40, S41"""
    result = outcome(CORPUS[name])

    survivors = [] if isinstance(result, str) else TELLTALE & runs(result)
    assert list(survivors) == []


def test_what_is_not_a_photo_is_refused_with_the_right_reason():
    """S40"""
    groups = {**hostile.other_things(), **hostile.moving(), **hostile.bombs()}

    reasons = {name: outcome(content) for name, content in groups.items()}

    assert {name for name, reason in reasons.items() if not isinstance(reason, str)} == set()
    expected = {
        "nothing": "empty",
        "svg": "not_a_photo",
        "html": "not_a_photo",
        "pdf with script": "not_a_photo",
        "mp4": "video",
        "webm": "video",
        "avif": "other_kind",
        "still gif": "other_kind",
        "moving gif": "other_kind",
        "moving png": "moving",
        "moving webp": "moving",
        "png 50,000 x 50,000": "too_many_pixels",
        "jpeg 50,000 x 50,000": "too_many_pixels",
        "webp 16,384 x 16,384": "too_many_pixels",
        "png size it does not have": "damaged",
        "random after heic mark": "damaged",
    }
    assert {name: reasons[name] for name in expected} == expected


def test_the_payloads_were_there_before():
    """S41: proof that the search would find them."""
    assert TELLTALE & runs(CORPUS["jpeg+html trailer"])
    assert TELLTALE & runs(CORPUS["png+php text"])
    assert TELLTALE & runs(CORPUS["jpeg place and serial"])


@pytest.mark.parametrize("name", hostile.bombs())
def test_a_bomb_is_refused_from_its_header(name):
    """S42: within 200 ms and 64 MiB."""
    prepare(drawn.photo())
    start = time.perf_counter()
    assert isinstance(outcome(CORPUS[name]), str)
    seconds = time.perf_counter() - start

    assert seconds < 0.2
    assert memory(CORPUS[name]) - memory(b"nothing to decode") < 64 * 1024


def memory(content: bytes) -> int:
    """Peak of the child in KiB."""
    with nameless_file() as file:
        file.write(content)
        return sandbox.run(RENDER, file.fileno()).peak_kib


def test_twenty_bombs_at_once_do_not_hold_up_a_photo():
    """S42"""
    bomb = CORPUS["png 50,000 x 50,000 full"]
    with ThreadPoolExecutor(21) as threads:
        bombs = [threads.submit(outcome, bomb) for _ in range(20)]
        photo = threads.submit(outcome, drawn.photo())

        assert isinstance(photo.result(timeout=10), bytes)
        assert {one.result(timeout=10) for one in bombs} == {"too_many_pixels"}


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed: S39 not run")
def test_nothing_personal_is_left_in_two_hundred_photos(tmp_path):
    """S39: place, serial number, maker, owner and XMP in JPEG, HEIC, PNG and WebP."""
    drawn.can_draw_heic()
    exif, xmp = drawn.telltale_exif(), drawn.telltale_xmp()
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    for number in range(200):
        kind = ("JPEG", "HEIF", "PNG", "WEBP")[number % 4]
        size = (160 + number, 300 - number)
        content = drawn.photo(kind, size=size, exif=exif, xmp=xmp, seed=number % 5)
        (tmp_path / "before" / f"{number}.{kind.lower()}").write_bytes(content)
        for side, rendition in prepare(content).renditions.items():
            (tmp_path / "after" / f"{number}-{side}.webp").write_bytes(rendition.content)

    before, after = tags(tmp_path / "before"), tags(tmp_path / "after")

    assert [len(before), len(after)] == [200, 600]
    assert all("SerialNumber" in one and "GPSLatitude" in one for one in before)
    assert {tag for one in after for tag in one} - STRUCTURE == set()


def tags(folder) -> list[dict]:
    said = subprocess.run(["exiftool", "-j", "-q", str(folder)], capture_output=True, check=True)
    return json.loads(said.stdout)
