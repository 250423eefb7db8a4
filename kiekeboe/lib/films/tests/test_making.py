"""What comes out of a film."""

import io
import os
import subprocess
from contextlib import contextmanager

import pytest
from django.utils.translation import override
from PIL import Image

from kiekeboe.lib.films.making import Refused, make
from kiekeboe.lib.films.probing import LARGEST, probe, sweep_workshops, workshop
from kiekeboe.lib.films.refusals import SENTENCES
from kiekeboe.lib.films.tests import filmed

needs_ffmpeg = filmed.needs_ffmpeg


@contextmanager
def made(content):
    with workshop() as folder:
        (folder / "source").write_bytes(content)
        yield make(folder / "source")


def told(path, entries) -> list[str]:
    words = ["ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", entries, path]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()


@needs_ffmpeg
@pytest.mark.parametrize(
    ("options", "ending"),
    [
        ((), "mp4"),
        ((), "mov"),
        (("-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"), "mov"),
        (("-c:v", "mpeg4"), "3gp"),
    ],
)
def test_a_film_of_any_phone_becomes_one_that_every_screen_plays(options, ending):
    sound = () if ending != "3gp" else ("-an",)
    with made(filmed.film(*options, *sound, ending=ending)) as film:
        streams = told(film.path, "stream=codec_name,profile,pix_fmt")

        assert streams[0] == "h264,High,yuv420p"
        assert [one.split(",")[0] for one in streams[1:]] == (["aac"] if not sound else [])
        assert (film.width, film.height, film.seconds) == (320, 240, 2)


@needs_ffmpeg
def test_a_film_is_made_smaller_and_calmer_and_begins_at_once():
    with made(filmed.film(size="1920x1080", rate=60, seconds=1)) as film:
        assert (film.width, film.height) == (1280, 720)
        assert told(film.path, "stream=avg_frame_rate")[0] == "30/1"
        content = film.path.read_bytes()
        assert content.index(b"moov") < content.index(b"mdat")


@needs_ffmpeg
def test_a_film_stands_the_way_it_was_taken():
    """S39"""
    with made(filmed.turned(filmed.film())) as film:
        assert (film.width, film.height) == (240, 320)
        assert Image.open(film.poster).size == (240, 320)


@needs_ffmpeg
def test_the_bright_colours_of_a_new_phone_become_usual_ones():
    bright = ("-color_trc", "arib-std-b67", "-color_primaries", "bt2020", "-colorspace")
    with made(filmed.film(*bright, "bt2020nc", ending="mov")) as film:
        assert told(film.path, "stream=color_transfer")[0] in ("bt709", "unknown")


@needs_ffmpeg
def test_the_poster_shows_the_film():
    with made(filmed.film(seconds=3)) as film:
        poster = Image.open(io.BytesIO(film.poster.read_bytes()))
        assert len(poster.convert("RGB").resize((8, 8)).getcolors()) > 10


@needs_ffmpeg
def test_a_minute_is_enough():
    with workshop() as folder:
        (folder / "source").write_bytes(filmed.film(seconds=60, rate=1, size="64x48", sound=False))
        assert probe(folder / "source").seconds == 60


def test_a_hundred_megabytes_is_the_limit(tmp_path):
    with (tmp_path / "source").open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(Refused, match="film_too_large"):
        probe(tmp_path / "source")


def test_without_ffmpeg_the_person_hears_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "source").write_bytes(filmed.box(b"ftyp", b"isom\0\0\2\0isom"))

    with pytest.raises(Refused) as refusal:
        probe(tmp_path / "source")

    with override("en"):
        assert str(refusal.value.sentence) == "We cannot show films here yet. Choose a photo."


def test_a_refusal_says_what_to_do_in_dutch_and_english():
    for sentence in SENTENCES.values():
        with override("en"):
            english = str(sentence)
        with override("nl"):
            assert str(sentence) != english


def test_a_folder_that_a_power_cut_left_is_swept_up(tmp_path, monkeypatch):
    """The film as it was filmed is in it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("kiekeboe-film-old", "kiekeboe-film-new", "somebody-elses"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "source").write_bytes(b"film")
    for name in ("kiekeboe-film-old", "somebody-elses"):
        os.utime(tmp_path / name, (1000, 1000))

    assert sweep_workshops(before=2000) == 1
    assert {one.name for one in tmp_path.iterdir()} == {"kiekeboe-film-new", "somebody-elses"}
