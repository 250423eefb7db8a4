"""A look into the MP4 that came out of the cell: it read a stranger's file, so it is distrusted."""

import struct
from pathlib import Path
from typing import BinaryIO

from kiekeboe.lib.films.refusals import Refused

OUTSIDE = {b"ftyp", b"moov", b"mdat"}
NESTED = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts"}
TALK = {b"udta", b"meta", b"free", b"skip", b"uuid"}
INSIDE = {
    *(NESTED - {b"moov"}),
    *(b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"elst"),
    *(b"stsd", b"stts", b"stss", b"ctts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"),
}


def make_bare(film: Path) -> None:
    """Empty what is said about the film; raise Refused when more is in it than is seen or heard."""
    with film.open("r+b") as file:
        end = film.stat().st_size
        try:
            seen = _walk(file, 0, end, OUTSIDE)
        except (struct.error, ValueError) as strange:
            raise Refused("film_damaged") from strange
    if not {b"ftyp", b"moov", b"mdat"} <= seen:
        raise Refused("film_damaged")


def _walk(file: BinaryIO, start: int, end: int, allowed: set[bytes]) -> set[bytes]:
    seen = set()
    while start < end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        if size < 8 or start + size > end:
            raise ValueError(kind)
        if kind in TALK:  # ffmpeg writes it also when there is nothing to say
            file.seek(start + 4)
            file.write(b"free" + bytes(size - 8))
        elif kind not in allowed:
            raise ValueError(kind)
        elif kind in NESTED:
            _walk(file, start + 8, start + size, INSIDE)
        seen.add(kind)
        start += size
    return seen
