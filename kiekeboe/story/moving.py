"""The one film of the story: boats in the water table, for four seconds.

    python -m kiekeboe.story.moving      # draws it again, with ffmpeg

It lies here made, so that a demo needs no ffmpeg and no time for it. What is drawn went through
the same gate as what a phone films (`lib.films`).
"""

import math
import subprocess
import tempfile
from pathlib import Path
from random import Random

from kiekeboe.story import scenes

FILM = Path(__file__).with_name("boats.mp4")
WIDTH, HEIGHT, SECONDS, RATE = 960, 720, 4, 12
CAPTION = "De bootjes varen echt."


def poster() -> bytes:
    """The first picture of the film, as a JPEG."""
    return _paper(0).jpeg()


def draw() -> None:
    """Make the film again."""
    from kiekeboe.lib.films.making import make
    from kiekeboe.lib.films.probing import workshop

    with tempfile.TemporaryDirectory() as folder, workshop() as shop:
        for number in range(SECONDS * RATE):
            picture = _paper(number / RATE).image.resize((WIDTH, HEIGHT))
            picture.save(f"{folder}/{number:03}.png")
        words = ["ffmpeg", "-v", "error", "-framerate", str(RATE), "-i", f"{folder}/%03d.png"]
        subprocess.run([*words, "-f", "mp4", shop / "source"], check=True)
        FILM.write_bytes(make(shop / "source").path.read_bytes())


def _paper(second: float) -> scenes.Paper:
    """The water table after so many seconds; the last is as the first."""
    paper = scenes.Paper(scenes.SCENES["boats"][1])
    turn = 2 * math.pi * second / SECONDS
    scenes.boats(paper, Random(1), shifts=[round(7 * math.sin(turn + n * 2)) for n in range(3)])
    return paper


if __name__ == "__main__":
    draw()
