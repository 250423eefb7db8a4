"""One film for every screen, and a picture to show before it plays."""

from dataclasses import dataclass
from pathlib import Path

from kiekeboe.lib.films import boxes
from kiekeboe.lib.films.probing import CAREFUL, LONGEST, MOST_PIXELS, SLACK, Facts, probe, run
from kiekeboe.lib.films.refusals import Refused

__all__ = ["CONTENT_TYPE", "LONG_SIDE", "Film", "Refused", "make"]

CONTENT_TYPE = "video/mp4"
LONG_SIDE = 1280  # pixels
PATIENCE = 300  # seconds for a film of a minute in 4K on a small machine
SAFE_COLOURS = (
    "zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,"
    "tonemap=hable:desat=0,zscale=transfer=bt709:matrix=bt709:range=tv,"
)
SMALLER = (
    f"scale='min({LONG_SIDE},iw)':'min({LONG_SIDE},ih)'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2"
)
# ffmpeg turns the picture the way it was taken before its filters, and leaves the note out.
PICTURE = (
    *("-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-pix_fmt", "yuv420p"),
    *("-crf", "23", "-maxrate", "2M", "-bufsize", "4M", "-g", "60", "-fpsmax", "30"),
    *("-bsf:v", "filter_units=remove_types=6"),  # what the encoder wants to say about itself
)
SOUND = ("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000")
BARE = (
    *("-map_metadata", "-1", "-map_metadata:s:v", "-1", "-map_chapters", "-1", "-sn", "-dn"),
    *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
    *("-movflags", "+faststart", "-empty_hdlr_name", "1", "-f", "mp4"),
)


@dataclass(frozen=True, slots=True)
class Film:
    """`path` is an MP4, `poster` a PNG of the same size; both lie in the workshop."""

    path: Path
    poster: Path
    width: int
    height: int
    seconds: int


def make(source: Path) -> Film:
    """Make the film that is kept out of `source`, in the folder where that lies alone.

    Limits: 100 MB, 60 seconds, 4096 pixels. Nothing of the file but what is seen and heard
    survives. Raises Refused.
    """
    facts = probe(source)
    film, poster = source.with_name("film.mp4"), source.with_name("poster.png")
    _transcode(source, film, facts)
    boxes.make_bare(film)
    made = probe(film)
    if max(made.width, made.height) > LONG_SIDE:
        raise Refused("film_damaged")
    _draw_poster(film, poster, made)
    return Film(film, poster, made.width, made.height, max(1, round(made.seconds)))


def _transcode(source: Path, film: Path, facts: Facts) -> None:
    sound = ("-map", "0:a:0", "-map_metadata:s:a", "-1", *SOUND) if facts.sound else ("-an",)
    run(
        "ffmpeg",
        *("-nostdin", "-v", "fatal", "-threads", "2", *CAREFUL, "-max_pixels", str(MOST_PIXELS)),
        *("-t", str(LONGEST + SLACK), "-i", f"file:{source}", "-map", "0:V:0", *sound),
        *("-vf", (SAFE_COLOURS if facts.bright else "") + SMALLER + ",setsar=1"),
        *(*PICTURE, *BARE, f"file:{film}"),
        folder=source.parent,
        seconds=PATIENCE,
        mebibytes=1536,
    )


def _draw_poster(film: Path, poster: Path, made: Facts) -> None:
    begin = "1" if made.seconds > 2 else "0"  # seconds: a phone moves while its button is pressed
    run(
        "ffmpeg",
        *("-nostdin", "-v", "fatal", "-threads", "1", *CAREFUL, "-ss", begin, "-i", f"file:{film}"),
        *("-map", "0:V:0", "-frames:v", "1", "-f", "image2", "-c:v", "png", f"file:{poster}"),
        folder=film.parent,
        seconds=20,
    )
    if not poster.exists():
        raise Refused("film_no_picture")
