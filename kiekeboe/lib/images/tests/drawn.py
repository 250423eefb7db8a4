"""Photos with something personal or something wrong in them, all made by code."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from kiekeboe.lib.images.drawing import photo, picture

__all__ = ["photo", "picture"]  # drawn here too, so that tests need one name

SECRET = b"BSN 111222333 Lotte van den Berg, Kastanjelaan 12"
PLACE = {1: "N", 2: (52.0, 5.0, 29.0), 3: "E", 4: (5.0, 7.0, 11.0)}


def can_draw_heic():
    """Skips the test where the optional extra is missing."""
    pillow_heif = pytest.importorskip("pillow_heif", reason="HEIC is an optional extra")
    pillow_heif.register_heif_opener()


def halves(kind="JPEG", *, orientation=1, size=(400, 200)) -> bytes:
    """Left red, right blue as stored; a viewer turns it by `orientation`."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    image.save(file, kind, exif=exif.tobytes(), quality=95)
    return file.getvalue()


def telltale_exif() -> bytes:
    """Maker, serial number, place, owner and comment: what a phone tells about a family."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x010F] = "Cameramakers"
    exif[0x013B] = "Lotte van den Berg"
    details = exif.get_ifd(0x8769)
    details[0xA431] = "SERIAL-0123456789-ABCDEF"
    details[0x9286] = b"ASCII\0\0\0" + SECRET
    exif.get_ifd(0x8825).update(PLACE)
    return exif.tobytes()


def telltale_xmp() -> bytes:
    """An XMP packet with a name in it."""
    return (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>' + SECRET + b"</dc:creator>"
        b'</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def chunk(name: bytes, content: bytes) -> bytes:
    """One PNG chunk."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def png_of(width: int, height: int, *, extra: bytes = b"", rows: bytes | None = None) -> bytes:
    """A PNG that claims a size, with as much of its pixels as `rows`."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000 if rows is None else rows)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            extra,
            chunk(b"IDAT", pixels),
            chunk(b"IEND", b""),
        ]
    )


def with_chunk(png: bytes, name: bytes, content: bytes) -> bytes:
    """The PNG with one more chunk after its header."""
    return png[:33] + chunk(name, content) + png[33:]


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """The JPEG with one more segment straight after its start."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + jpeg[2:]


def resized_header(jpeg: bytes, width: int, height: int) -> bytes:
    """The JPEG claiming another size than it has."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]
