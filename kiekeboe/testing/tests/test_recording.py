"""Films of the help centre: pictures that stay as long as their caption takes to read."""

import subprocess

from PIL import Image

from kiekeboe.testing.recording import Film, vtt


class Screen:
    """A page that shows one colour after the other."""

    def __init__(self):
        self.shades = iter(range(40, 255, 40))

    def screenshot(self, path):
        Image.new("RGB", (390, 844), (next(self.shades),) * 3).save(path)


def test_a_film_lasts_as_long_as_what_it_tells(tmp_path):
    """N1"""
    film = Film("sick", "nl", Screen(), tmp_path)
    film.say("Is je kind ziek?", "Is your child ill?")
    film.say(" ".join(["woord"] * 10), "word")
    film.keep(tmp_path)

    asked = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    told = subprocess.run([*asked, tmp_path / "sick.nl.mp4"], capture_output=True, text=True)
    assert abs(float(told.stdout) - film.length) < 0.3
    assert film.length == 2.2 + 3.8
    words = (tmp_path / "sick.nl.vtt").read_text()
    assert "00:00:02.200 --> 00:00:06.000\nwoord woord" in words
    assert Image.open(tmp_path / "sick.nl.webp").size == (390, 844)


def test_captions_are_in_the_language_of_the_film(tmp_path):
    film = Film("sick", "en", Screen(), tmp_path)
    film.say("Is je kind ziek?", "Is your child ill?")
    assert vtt(film.told) == "WEBVTT\n\n00:00:00.000 --> 00:00:02.200\nIs your child ill?\n"
