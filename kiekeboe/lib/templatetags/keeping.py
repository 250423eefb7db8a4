"""Keeping a piece of a page that is the same as last time.

    {% keep "tabs" shell_key %} … {% endkeep %}

The key must hold everything that the piece shows; the language is added by itself. Kept per
process, up to a few megabytes of text; the oldest goes first.
"""

from collections import OrderedDict
from threading import Lock

from django import template
from django.utils.translation import get_language

register = template.Library()
MOST = 6_000_000  # characters


class Kept:
    """Pieces by key; safe for threads. `most` is how many characters are kept in all."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.size = 0
        self.pieces: OrderedDict[tuple, str] = OrderedDict()
        self.lock = Lock()

    def get(self, key: tuple) -> str | None:
        return self.pieces.get(key)

    def put(self, key: tuple, piece: str) -> None:
        with self.lock:
            self.size += len(piece) - len(self.pieces.pop(key, ""))
            self.pieces[key] = piece
            while self.size > self.most:
                _, oldest = self.pieces.popitem(last=False)
                self.size -= len(oldest)


kept = Kept()


class KeepNode(template.Node):
    def __init__(self, name, key, nodelist):
        self.name, self.key, self.nodelist = name, key, nodelist

    def render(self, context):
        key = (self.name, get_language(), self.key.resolve(context))
        piece = kept.get(key)
        if piece is None:
            piece = self.nodelist.render(context)
            kept.put(key, piece)
        return piece


@register.tag
def keep(parser, token):
    """Render what is inside once per key."""
    _, name, key = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(name.strip('"'), parser.compile_filter(key), nodelist)
