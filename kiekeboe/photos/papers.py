"""Papers that people send: a PDF that is whole, not too large, and does nothing but be read (S40).

Its kind is read from its bytes. It is never opened here and never shown inside a page: whoever
gets it downloads it.
"""

from collections.abc import Mapping

from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from kiekeboe.lib import pdfs
from kiekeboe.lib.images.refusals import Refused

LARGEST = 10_000_000  # bytes of a paper


class NotKept(Refused):
    """A paper that we do not keep; `sentence` says why and what to do."""

    def __init__(self, reason: str, sentence: str):
        Exception.__init__(self, reason)
        self.reason, self.sentence = reason, sentence


def is_paper(content: bytes) -> bool:
    """Whether this is a PDF that we keep. Raises NotKept for one that we do not keep."""
    if not content.startswith(b"%PDF-"):
        return False
    if len(content) > LARGEST:
        raise NotKept("too_large", _("This paper is larger than 10 MB. Choose a smaller one."))
    if reason := pdfs.why_not(content):
        sentences = {
            "damaged": _("This paper is not complete. Choose it again."),
            "active": _("This PDF can run a program. Print it to a new PDF, then choose that one."),
            "locked": _("This PDF is locked. Print it to a new PDF, then choose that one."),
        }
        raise NotKept(reason, sentences[reason])
    return True


def name_of(name: str) -> str:
    """The name for people: without folders and signs that are not for reading."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(one for one in last if one.isprintable())[:120].strip() or "-"


def headers(name: str, base: Mapping[str, str]) -> dict[str, str]:
    """Under which a paper goes: saved under its name, kept by nobody on the way."""
    return dict(base) | {
        "Cache-Control": "private, no-store",
        "Content-Type": "application/pdf",
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
    }
