"""Compile the words (.po → .mo) without gettext's tools: a bare machine does not have them.

Reads what Django's catalogues use: contexts, plurals, comments, obsolete and fuzzy entries (which
are left out, as msgfmt does). Tested against msgfmt where that is installed.
"""

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


def compile_all(root: Path = PACKAGE) -> list[Path]:
    """Compile every catalogue that is newer than its compiled form; the answer is which."""
    return [po for po in sorted(root.glob("**/locale/*/LC_MESSAGES/*.po")) if compile_one(po)]


def compile_one(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    written = po.stat().st_mtime_ns
    if mo.exists() and mo.stat().st_mtime_ns > written:
        return False
    draft = mo.with_suffix(".mo.new")
    draft.write_bytes(compiled(po.read_text(encoding="utf-8")))
    draft.replace(mo)
    return True


def compiled(text: str) -> bytes:
    """The bytes of a .mo file: two tables of lengths and places, then the words, sorted."""
    pairs = sorted(dict(messages(text)).items())
    originals = b"".join(original + b"\0" for original, _ in pairs)
    count, start = len(pairs), 28
    places, words = start + 16 * count, b""
    table_of_originals, table_of_translations = b"", b""
    offset = 0
    for original, _ in pairs:
        table_of_originals += struct.pack("<II", len(original), places + offset)
        offset += len(original) + 1
    for _, translation in pairs:
        table_of_translations += struct.pack("<II", len(translation), places + offset)
        offset += len(translation) + 1
        words += translation + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, places)
    return head + table_of_originals + table_of_translations + originals + words


def messages(text: str) -> Iterator[tuple[bytes, bytes]]:
    """(key, translation) of each entry that is translated and not fuzzy."""
    for fields, fuzzy in entries(text):
        translations = [words for name, words in fields.items() if name.startswith("msgstr")]
        if "msgid" not in fields or not any(translations) or (fuzzy and fields["msgid"]):
            continue
        key = fields["msgid"]
        if "msgid_plural" in fields:
            key += "\0" + fields["msgid_plural"]
        if "msgctxt" in fields:
            key = fields["msgctxt"] + "\x04" + key
        yield key.encode(), "\0".join(translations).encode()


def entries(text: str) -> Iterator[tuple[dict[str, str], bool]]:
    """The fields of each entry in order, and whether it is fuzzy.

    An entry ends where a comment or a key follows a translation; empty lines mean nothing.
    """
    fields: dict[str, str] = {}
    name, fuzzy = "", False
    for line in map(str.strip, text.splitlines()):
        if name.startswith("msgstr") and line.startswith(("#", "msgctxt", "msgid")):
            yield fields, fuzzy
            fields, name, fuzzy = {}, "", False
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        elif line.startswith(KEYWORDS):
            name, _, words = line.partition(" ")
            fields[name] = ast.literal_eval(words.strip())
        elif line.startswith('"'):
            fields[name] += ast.literal_eval(line)
    yield fields, fuzzy
