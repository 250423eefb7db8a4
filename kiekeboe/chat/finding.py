"""Searching in what was said: only within a reach that somebody else has established."""

import unicodedata

from kiekeboe.chat.models import Message

MOST = 50
WORDS = 6  # more words do not narrow it any further


def folded(text: str) -> str:
    """As search compares it: without accents, and without capitals. The same on any database."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold()


def search(threads, asked: str, *, most: int = MOST):
    """Messages in these conversations that hold every word of `asked`, newest first.

    `threads` is the reach of who asks. What was deleted is not found; neither is what a message
    said before it was edited.
    """
    words = folded(asked.replace("\0", "")).split()[:WORDS]
    found = Message.objects.standing().filter(thread__in=threads)
    for word in words:
        found = found.filter(sought__contains=word)
    if not words:
        return found.none()
    found = found.select_related("guardian", "employee", "thread__child")
    return found.order_by("-heard_at", "-sequence")[:most]
