"""The list that every screen ends with, in whatever order and however often messages come. Pure.

`sequence` is the place of a message for ever; `changed` the number of its last change. Of two
versions the one with the higher number is right. So merging is the same in any order, any number
of times, and from any part that was known before: see the tests. The screens do the same in
JavaScript.
"""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar


class Version(Protocol):
    id: Any
    sequence: int
    changed: int


One = TypeVar("One", bound=Version)


def merged(known: Iterable[One], arrived: Iterable[One]) -> list[One]:
    """Both together in their order, each message once, in its newest version."""
    newest: dict[Any, One] = {}
    for one in (*known, *arrived):
        standing = newest.get(one.id)
        if standing is None or one.changed > standing.changed:
            newest[one.id] = one
    return sorted(newest.values(), key=lambda one: one.sequence)


def known_through(known: Iterable[Version]) -> int:
    """The number of the newest change on a screen: it asks for what changed after it."""
    return max((one.changed for one in known), default=0)
