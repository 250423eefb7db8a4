"""What a kind reads of an entry and what it answers: an entry in words, a tile of the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from .amounts import exact
from .words import Listed, Word


class Entry(Protocol):
    """What a kind reads of an entry; the model has these, and `Logged` too."""

    @property
    def kind(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def amount(self) -> Any: ...
    @property
    def details(self) -> Mapping[str, Any]: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Logged:
    """An entry without a database."""

    kind: str
    started_at: datetime
    ended_at: datetime | None = None
    amount: Decimal | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Told:
    """An entry in words: title left, value right, detail below; `line` says it in one line."""

    icon: str
    title: Word
    value: Word = ""
    detail: Word = ""
    line: Word = ""


@dataclass(frozen=True)
class Tile:
    """A kind's part of the day at one glance; `numbers` are for charts."""

    kind: str
    icon: str
    hue: str
    label: Word
    value: Word
    detail: Word = ""
    numbers: Mapping[str, int] = field(default_factory=dict)


def known_amount(entry: Entry) -> Decimal:
    """The amount to add up: nothing when it was not filled in."""
    return exact(entry.amount) or Decimal(0)


def joined(*parts: Word, by: Callable[[tuple[Word, ...]], Word] = Listed) -> Word:
    """The parts that say something, after each other."""
    saying = tuple(part for part in parts if part != "")
    return by(saying) if saying else ""


def full(parts: tuple[Word, ...]) -> Word:
    """As one sentence: On the back, in a sleeping bag."""
    return Listed(parts, full=True)


def lines(parts: tuple[Word, ...]) -> Word:
    """Each on a line of its own: people do not always type a full stop."""
    return Listed(parts, "\n")


def beside(parts: tuple[Word, ...]) -> Word:
    """Whole sentences after each other."""
    return Listed(parts, " ")
