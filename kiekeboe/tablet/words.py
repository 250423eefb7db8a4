"""Sentences that the tablet says by itself: they stand in the page, because it works offline.

A pair is singular and plural, chosen by `n`. `%(name)s` is filled in on the tablet.
"""

from django.utils.translation import gettext_lazy as _

COMMON = {
    "and": _("and"),
    "undo": _("Undo"),
    "undone": _("Undone"),
    "close": _("Close"),
}

WORDS = {**COMMON}


def spoken() -> dict:
    """All sentences in the language of now, ready for the page."""
    return {
        key: [str(one) for one in words] if isinstance(words, tuple) else str(words)
        for key, words in WORDS.items()
    }
