"""S39–S42: nothing hostile gets through a film, nothing personal survives in it."""

import json
import shutil
import socket
import subprocess
import threading

import pytest

from kiekeboe.lib.films.making import Refused, make
from kiekeboe.lib.films.probing import workshop
from kiekeboe.lib.films.refusals import SENTENCES
from kiekeboe.lib.films.tests import filmed

pytestmark = filmed.needs_ffmpeg
hostile = pytest.importorskip("kiekeboe.lib.films.tests.hostile")
NAMES = {
    name: number for number, name in enumerate(hostile.corpus() if shutil.which("ffmpeg") else ())
}
# What a film cannot be without: sizes, times, how to decode it.
STRUCTURE = {
    *("SourceFile", "FileName", "Directory", "FileSize", "FileModifyDate", "FileAccessDate"),
    *("FileInodeChangeDate", "FilePermissions", "FileType", "FileTypeExtension", "MIMEType"),
    *("ExifToolVersion", "MajorBrand", "MinorVersion", "CompatibleBrands", "MovieHeaderVersion"),
    *("CreateDate", "ModifyDate", "TimeScale", "Duration", "PreferredRate", "PreferredVolume"),
    *("PreviewTime", "PreviewDuration", "PosterTime", "SelectionTime", "SelectionDuration"),
    *("CurrentTime", "NextTrackID", "MediaDataSize", "MediaDataOffset", "TrackHeaderVersion"),
    *("TrackCreateDate", "TrackModifyDate", "TrackID", "TrackDuration", "TrackLayer"),
    *("TrackVolume", "ImageWidth", "ImageHeight", "GraphicsMode", "OpColor", "CompressorID"),
    *("SourceImageWidth", "SourceImageHeight", "XResolution", "YResolution", "BitDepth"),
    *("VideoFrameRate", "MatrixStructure", "MediaHeaderVersion", "MediaCreateDate"),
    *("MediaModifyDate", "MediaTimeScale", "MediaDuration", "MediaLanguageCode", "HandlerType"),
    *("Balance", "AudioFormat", "AudioChannels", "AudioBitsPerSample", "AudioSampleRate"),
    *("ImageSize", "Megapixels", "AvgBitrate", "Rotation", "PixelAspectRatio", "BufferSize"),
    *("MaxBitrate", "AverageBitrate", "CompressorName", "ColorProfiles", "ColorPrimaries"),
    *("TransferCharacteristics", "MatrixCoefficients", "VideoFullRangeFlag"),
}


def outcome(content: bytes):
    """The reason of refusal, or the bytes of the film and its poster."""
    with workshop() as folder:
        (folder / "source").write_bytes(content)
        try:
            film = make(folder / "source")
        except Refused as refused:
            return refused.reason
        return film.path.read_bytes() + film.poster.read_bytes()


def runs(payload: bytes, length=16) -> set[bytes]:
    return {payload[at : at + length] for at in range(len(payload) - length + 1)}


def test_the_corpus_is_large_enough():
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_film_is_refused_or_made_neutral(name):
    """S40, S41"""
    result = outcome(hostile.corpus()[name])

    telltale = set().union(*(runs(payload) for payload in hostile.PAYLOADS))
    if isinstance(result, str):
        assert result in SENTENCES
    else:
        assert result[4:8] == b"ftyp"
        assert list(telltale & runs(result)) == []


def test_what_is_not_a_film_is_refused_with_the_right_reason():
    """S40"""
    expected = {
        "nothing": "film_empty",
        "html": "not_a_film",
        "photo": "not_a_film",
        "heic mark": "not_a_film",
        "playlist": "not_a_film",
        "concat script": "not_a_film",
        "session description": "not_a_film",
        "playlist after mp4 mark": "film_damaged",
        "concat script after mp4 mark": "film_damaged",
        "mkv named mp4": "not_a_film",
        "webm named mp4": "not_a_film",
        "avi named mp4": "not_a_film",
        "gif named mp4": "not_a_film",
        "m4a named mp4": "not_a_film",
        "mp4 sound only": "film_no_picture",
        "mp4 sound and cover art": "film_no_picture",
        "mov lossless animation": "film_damaged",
        "mp4 claims ten hours": "film_too_long",
        "mp4 of 61 seconds": "film_too_long",
        "mov of 16,000 x 16,000": "film_too_fine",
        "mp4 moov last cut at 50%": "film_damaged",
        "no streams": "film_no_picture",
    }
    assert {name: outcome(hostile.corpus()[name]) for name in expected} == expected


def test_a_film_that_refers_to_another_address_gets_no_answer_from_it():
    """S40 The address is ours, and nobody calls."""
    called = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def listen():
            server.accept()
            called.set()

        threading.Thread(target=listen, daemon=True).start()
        address = f"http://127.0.0.1:{port}/a.mov".encode()
        outcome(filmed.changed(filmed.film(), hostile._refers(address), b"dref"))

        assert not called.is_set()


def test_the_payloads_were_there_before():
    """S41: proof that the search would find them."""
    for name, payload in (
        ("mp4+html trailer", 0),
        ("mp4+php trailer in a box", 1),
        ("mov place, maker and name", 2),
        ("mp4 place", 3),
    ):
        assert runs(hostile.PAYLOADS[payload]) & runs(hostile.corpus()[name]), name


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed: S39 not run")
def test_nothing_personal_is_left_in_a_film(tmp_path):
    """S39: place, maker, moment and names, in MP4 and MOV, upright and lying."""
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    sources = [
        filmed.telltale("mov"),
        filmed.telltale("mp4"),
        filmed.turned(filmed.telltale("mp4")),
    ]
    sources += [hostile.corpus()[name] for name in hostile.talkative()]
    for number, content in enumerate(sources):
        (tmp_path / "before" / f"{number}.mov").write_bytes(content)
        result = outcome(content)
        if not isinstance(result, str):
            (tmp_path / "after" / f"{number}.mp4").write_bytes(result[: result.index(b"\x89PNG")])

    before, after = tags(tmp_path / "before"), tags(tmp_path / "after")

    assert len(after) >= 15
    assert {"GPSCoordinates", "Title", "Make", "LocationInformation"} & {
        tag for one in before for tag in one
    }
    assert {tag for one in after for tag in one} - STRUCTURE == set()
    assert {one["CreateDate"] for one in after} == {"0000:00:00 00:00:00"}
    assert {one["CompressorName"] for one in after} == {"Lavc libx264"}


def tags(folder) -> list[dict]:
    said = subprocess.run(["exiftool", "-j", "-q", str(folder)], capture_output=True)
    return json.loads(said.stdout)
