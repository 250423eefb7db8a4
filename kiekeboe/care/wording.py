"""The words of the kinds as text, in the active language and time zone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import trans_real

from . import kinds


class ActiveLanguage:
    """The voice of whoever reads the page; the catalogue is looked up once for all words."""

    def __init__(self) -> None:
        catalogue = trans_real.catalog()
        self.gettext = catalogue.gettext
        self.ngettext = catalogue.ngettext

    def number(self, number: int | Decimal) -> str:
        return str(number) if isinstance(number, int) else formats.number_format(number)

    def moment(self, moment: datetime) -> str:
        return formats.date_format(timezone.localtime(moment), "H:i")


@dataclass(frozen=True)
class ToldText:
    """An entry of the timeline, ready to be shown."""

    kind: str
    hue: str
    icon: str
    title: str
    value: str
    detail: str
    line: str


@dataclass(frozen=True)
class TileText:
    """A tile of the day, ready to be shown; `numbers` are for charts."""

    kind: str
    hue: str
    icon: str
    label: str
    value: str
    detail: str
    numbers: Mapping[str, int]


def say(words: kinds.Word) -> str:
    """The words in the active language."""
    return kinds.speak(words, ActiveLanguage())


def told(
    entry: kinds.Entry, *, now: datetime | None = None, checks: Sequence[datetime] = ()
) -> ToldText:
    """The entry in words. `checks` are the moments somebody looked at a sleeping child."""
    kind = kinds.get(entry.kind)
    words = kind.sentence(entry, now=now, checks=checks)
    parts = (words.title, words.value, words.detail, words.line)
    voice = ActiveLanguage()
    return ToldText(kind.name, kind.hue, words.icon, *(kinds.speak(part, voice) for part in parts))


def tiles(
    entries: Sequence[kinds.Entry], *, now: datetime, span: kinds.Span | None = None
) -> list[TileText]:
    """The day at one glance; see `kinds.day_tiles` for what to leave out before."""
    return [
        TileText(t.kind, t.hue, t.icon, say(t.label), say(t.value), say(t.detail), t.numbers)
        for t in kinds.day_tiles(entries, now=now, span=span)
    ]


def form_json(
    name: str,
    *,
    age_months: int | None = None,
    last: Any = None,
    warn_from: Decimal | None = None,
) -> dict[str, Any]:
    """The form of a kind as JSON, with its labels; see `Kind.form`."""
    return kinds.get(name).form(age_months, last, warn_from).as_json(say)


def forms_json(age_months: int | None = None) -> dict[str, dict[str, Any]]:
    """The forms of all kinds, for the snapshot of the tablet."""
    return {name: form_json(name, age_months=age_months) for name in kinds.NAMES}


def problems(found: Iterable[kinds.Problem]) -> dict[str, list[str]]:
    """What is wrong, per field."""
    told_per_field: dict[str, list[str]] = {}
    for problem in found:
        told_per_field.setdefault(problem.field, []).append(say(problem.sentence))
    return told_per_field
