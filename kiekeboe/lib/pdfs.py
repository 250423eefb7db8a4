"""What a PDF could do besides being read. It is searched here, and never opened or run.

Names may be written with #53 for S, and objects may hide in a packed stream: both are undone
before looking. What cannot be looked into (a password, a packing that nobody uses) is no paper
for us. A paper is only ever downloaded, so this is the second wall and not the first.
"""

import re
import zlib

ENDING = 2048  # bytes in which the end mark must stand
UNPACKED = 30_000_000  # bytes of all packed objects together
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTS = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|RichMedia|EmbeddedFiles?|XFA)(?![A-Za-z0-9])"
)
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
PACKED = b"/ObjStm"


def why_not(content: bytes) -> str:
    """Why this PDF is not kept: "damaged", "active" or "locked"; empty when it is fine.

    The names are looked for everywhere, so that none hides behind marks that readers pass over.
    """
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-ENDING:]:
        return "damaged"
    plain = _plain(content)
    inside = _packed_objects(content, plain.count(PACKED))
    if inside is None or LOCKED.search(plain):
        return "locked"
    return "active" if ACTS.search(plain) or ACTS.search(_plain(inside)) else ""


def _packed_objects(content: bytes, many: int) -> bytes | None:
    """What stands in the packed streams, or None when not all `many` can be looked into."""
    found, left, last, whole = [], UNPACKED, 0, memoryview(content)
    for mark in STREAM.finditer(content) if many else ():
        head, last = _plain(content[last : mark.start()]), mark.end()
        if PACKED not in head:
            continue
        inside = _unpacked(head, whole[last:], left)
        if inside is None:
            return None
        found.append(inside)
        left -= len(inside)
    return b"\n".join(found) if len(found) == many else None


def _unpacked(head: bytes, packed: memoryview, most: int) -> bytes | None:
    """The objects in a packed stream, or None when it cannot be looked into."""
    kinds = re.findall(rb"/\w+", (FILTER.findall(head) or [b""])[-1])
    if not kinds:
        return b""  # it stands there as it is, and was read already
    if kinds not in ([b"/FlateDecode"], [b"/Fl"]) or b"/Predictor" in head:
        return None
    machine = zlib.decompressobj()
    try:
        inside = machine.decompress(packed, most)
    except zlib.error:
        return None
    return None if machine.unconsumed_tail else inside


def _plain(text: bytes) -> bytes:
    return HEX.sub(lambda found: bytes([int(found[1], 16)]), text)
