"""Words without a language: what is said is fixed here, in which language is decided later.

The pure core may not know Django, and one entry is read in Dutch by a caregiver and in English by
a parent. So a kind answers with `Sentence`s, and `speak` turns them into text with a `Voice`.
`_` and `ngettext` carry the names that makemessages looks for.
"""

import gettext as catalogue
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True)
class Sentence:
    """An English msgid with its parameters, which may be words themselves."""

    msgid: str
    params: "Mapping[str, Word]" = field(default_factory=dict)
    plural: str = ""
    count: int = 0


@dataclass(frozen=True)
class Listed:
    """Words after each other; `full` makes them one sentence with a capital and a full stop."""

    parts: "tuple[Word, ...]"
    between: str = ", "
    full: bool = False


Word = Sentence | Listed | str | int | Decimal | datetime


class Voice(Protocol):
    """A language and a time zone, as far as `speak` needs them."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, singular: str, plural: str, count: int, /) -> str: ...
    def number(self, number: int | Decimal, /) -> str: ...
    def moment(self, moment: datetime, /) -> str: ...


def _(msgid: str, **params: Word) -> Sentence:
    return Sentence(msgid, params)


def ngettext(singular: str, plural: str, n: int, **params: Word) -> Sentence:
    """A sentence that depends on a number, which it can name as `%(n)s`."""
    return Sentence(singular, {"n": n, **params}, plural, n)


class English:
    """The msgids themselves; moments in the zone they carry."""

    gettext = staticmethod(catalogue.NullTranslations().gettext)
    ngettext = staticmethod(catalogue.NullTranslations().ngettext)

    def number(self, number: int | Decimal) -> str:
        return str(number)

    def moment(self, moment: datetime) -> str:
        return f"{moment:%H:%M}"


ENGLISH = English()


def speak(word: Word, voice: Voice = ENGLISH) -> str:
    """The words as text. Text that people typed is never read as a pattern."""
    match word:
        case Sentence():
            return _spoken(word, voice)
        case Listed():
            text = word.between.join(speak(part, voice) for part in word.parts)
            return f"{text[:1].upper()}{text[1:]}." if word.full and text else text
        case datetime():
            return voice.moment(word)
        case Decimal():
            return voice.number(_shortest(word))
        case int():
            return voice.number(word)
    return word


def _shortest(number: Decimal) -> int | Decimal:
    """Without zeros that say nothing: a database gives 180.00 back for 180."""
    return int(number) if number == int(number) else number.normalize()


def _spoken(sentence: Sentence, voice: Voice) -> str:
    if sentence.plural:
        pattern = voice.ngettext(sentence.msgid, sentence.plural, sentence.count)
    else:
        pattern = voice.gettext(sentence.msgid)
    if not sentence.params:
        return pattern
    return pattern % {name: speak(value, voice) for name, value in sentence.params.items()}
