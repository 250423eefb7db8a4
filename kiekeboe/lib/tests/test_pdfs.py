"""S40 A paper that does more than be read is found, however it is written down."""

import zlib

import pytest

from kiekeboe.lib import pdfs


def pdf(*objects: bytes) -> bytes:
    body = b"\n".join(b"%d 0 obj\n%s\nendobj" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def packed(content: bytes, more=b"", squeeze=zlib.compress, filter=b"/FlateDecode") -> bytes:
    """An object stream with these objects in it."""
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter %s %s >>" % (filter, more)
    return head + b" stream\n" + squeeze(content) + b"\nendstream"


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
HOSTILE = {
    "a script": (pdf(SCRIPT), "active"),
    "a script under another spelling": (pdf(b"<< /S /J#61vaScript /#4aS (x) >>"), "active"),
    "a script in a packed object": (pdf(packed(SCRIPT)), "active"),
    "a script in a stream that is not squeezed": (
        pdf(b"<< /Type /Obj#53tm /N 1 >> stream\r\n" + SCRIPT + b"\nendstream"), "active"),
    "a program": (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "active"),
    "a form that sends itself": (pdf(b"<< /S /SubmitForm /F (http://thief.example) >>"), "active"),
    "a file within": (pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"), "active"),
    "a script behind a mark that begins nothing": (
        pdf(b"% >> stream\n<< >>", SCRIPT, b"<< >> stream\nendstream"), "active"),
    "a packing that says elsewhere what it is": (
        pdf(packed(SCRIPT).replace(b"/ObjStm", b"/Other"), b"<< /Type /ObjStm >>"), "locked"),
    "a form in XML": (pdf(b"<< /AcroForm << /XFA 4 0 R >> >>"), "active"),
    "a password": (pdf(b"<< /Encrypt 9 0 R >>"), "locked"),
    "a packing of another kind": (
        pdf(packed(SCRIPT, filter=b"[/ASCIIHexDecode /FlateDecode]")), "locked"),
    "a packing that is broken": (pdf(packed(SCRIPT, squeeze=lambda x: b"no" + x)), "locked"),
    "a bomb": (pdf(packed(b" " * (pdfs.UNPACKED + 1))), "locked"),
    "cut off": (pdf(b"<< >>")[:-8], "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_does_more_than_be_read_is_refused(name):
    """S40"""
    content, reason = HOSTILE[name]

    assert pdfs.why_not(content) == reason


def test_a_plain_paper_is_kept_also_with_packed_objects():
    """S40 Names that only begin alike mean nothing."""
    text = b"<< /Length 40 >> stream\nBT (about JavaScript) Tj ET\nendstream"
    names = b"<< /JSON (x) /Launching (y) >>"

    assert pdfs.why_not(pdf(text, packed(b"<< >>"), names, packed(b"<< /Type /Page >>"))) == ""
