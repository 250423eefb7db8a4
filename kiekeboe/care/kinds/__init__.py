"""The kinds of entries in the diary (features.md B4): one file per kind.

A new file with a `Kind` in it is a new kind; nothing else needs to know. Pure: no Django here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules

from .fields import Problem
from .kind import Bands, Form, Kind, Level, Parsed, check_note, level_at
from .telling import Entry, Logged, Tile, Told
from .times import Span, day_span
from .words import English, Listed, Sentence, Voice, Word, speak

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

ALL: tuple[Kind, ...] = tuple(
    sorted((kind() for kind in Kind.__subclasses__()), key=lambda kind: kind.place)
)
NAMES: tuple[str, ...] = tuple(kind.name for kind in ALL)
DEFAULTS: Mapping[str, Bands] = {kind.name: kind.bands for kind in ALL}
# What relatives of the family do not read along (A6).
MEDICAL: tuple[str, ...] = tuple(kind.name for kind in ALL if kind.medical)

_BY_NAME = {kind.name: kind for kind in ALL}


class UnknownKind(LookupError):
    """There is no kind of this name."""


def get(name: object) -> Kind:
    """The kind of this name. Raises `UnknownKind`, whatever it is asked for."""
    kind = _BY_NAME.get(name) if isinstance(name, str) else None
    if kind is None:
        raise UnknownKind(name)
    return kind


def dock() -> tuple[Kind, ...]:
    """The kinds with a button of their own, in the order of the dock."""
    return tuple(kind for kind in ALL if kind.dock)


def day_tiles(entries: Sequence[Entry], *, now: datetime, span: Span | None = None) -> list[Tile]:
    """The day at one glance. `span` clips naps to the day of the location; times are aware.

    Give it what may be seen: entries that were withdrawn or are not shared stay out before this.
    Kinds for staff only say nothing here.
    """
    tiles = []
    for kind in ALL:
        own = [entry for entry in entries if entry.kind == kind.name]
        tile = None if kind.staff_only else kind.summary(own, now=now, span=span)
        tiles += [tile] if tile else []
    return tiles


__all__ = [
    "ALL", "DEFAULTS", "MEDICAL", "NAMES", "Bands", "English", "Entry", "Form", "Kind", "Level",
    "Listed", "Logged", "Parsed", "Problem", "Sentence", "Span", "Tile", "Told", "UnknownKind",
    "Voice", "Word", "check_note", "day_span", "day_tiles", "dock", "get", "level_at", "speak",
]  # fmt: skip
