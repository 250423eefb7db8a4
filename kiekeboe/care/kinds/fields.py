"""What can be filled in. One description draws the form, reads it back and checks what arrived.

A value is what is stored in `Entry.details`: text, a number, True or False, or a list of codes.
`read` and `write` go between a value and what an HTML form posts: a list of strings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from .words import Sentence, Word, _

Say = Callable[[Word], str]

TO_DO_CHOOSE = _("Choose one of the answers.")


@dataclass(frozen=True)
class Problem:
    """What is wrong, at which field, and what to do."""

    field: str
    sentence: Sentence


@dataclass(frozen=True)
class Option:
    """One answer. `part` is what it does to the amount: the half of what was given."""

    value: str
    label: Sentence
    part: Decimal | None = None
    told: Sentence | None = None

    def as_json(self, say: Say) -> dict[str, Any]:
        answer: dict[str, Any] = {"value": self.value, "label": say(self.label)}
        return answer if self.part is None else answer | {"part": float(self.part)}


@dataclass(frozen=True)
class Field:
    """Something to fill in. Marks: `each` per child, `quick` as chips on top of the sheet,
    `remember` starts with what was filled in the last time."""

    name: str
    label: Sentence
    required: bool = False
    default: Any = None
    each: bool = False
    quick: bool = False
    remember: bool = False
    where: str = "details"
    hint: Sentence | None = None

    type: ClassVar[str] = ""

    def problem(self, value: object) -> Sentence | None:
        """Why this value cannot be stored, or None."""
        raise NotImplementedError

    def read(self, posted: Sequence[str]) -> Any:
        """The value in what a form posted; None when it was left open."""
        return posted[-1].strip() or None if posted else None

    def write(self, value: Any) -> list[str]:
        return [] if value is None else [str(value)]

    def as_json(self, say: Say) -> dict[str, Any]:
        """What the tablet needs to draw this field."""
        return {
            "name": self.name,
            "type": self.type,
            "label": say(self.label),
            "hint": say(self.hint) if self.hint else "",
            "where": self.where,
            "required": self.required,
            "default": plain(self.default),
            "each": self.each,
            "quick": self.quick,
        }


@dataclass(frozen=True)
class Choice(Field):
    """One of a few answers."""

    options: tuple[Option, ...] = ()

    type: ClassVar[str] = "choice"

    def option(self, value: object) -> Option | None:
        return next((o for o in self.options if o.value == value), None)

    def problem(self, value: object) -> Sentence | None:
        return None if isinstance(value, str) and self.option(value) else TO_DO_CHOOSE

    def as_json(self, say: Say) -> dict[str, Any]:
        choices = [option.as_json(say) for option in self.options]
        return super().as_json(say) | {"choices": choices}


@dataclass(frozen=True)
class Several(Choice):
    """None, one or more of a few answers."""

    type: ClassVar[str] = "several"

    def chosen(self, values: object) -> list[Option]:
        """The answers that were given, in the order of the form."""
        given = values if isinstance(values, list) else []
        return [option for option in self.options if option.value in given]

    def problem(self, value: object) -> Sentence | None:
        if not isinstance(value, list) or len(value) > len(self.options):
            return TO_DO_CHOOSE
        if not all(isinstance(one, str) and self.option(one) for one in value):
            return TO_DO_CHOOSE
        return TO_DO_CHOOSE if len(set(value)) < len(value) else None

    def read(self, posted: Sequence[str]) -> Any:
        return list(dict.fromkeys(one for one in posted if one)) or None

    def write(self, value: Any) -> list[str]:
        return list(value or [])


@dataclass(frozen=True)
class YesNo(Field):
    """A tick. Not ticked is False, so a form that leaves it out says no."""

    type: ClassVar[str] = "yes_no"

    def problem(self, value: object) -> Sentence | None:
        return None if isinstance(value, bool) else TO_DO_CHOOSE

    def read(self, posted: Sequence[str]) -> Any:
        return True if posted and posted[-1] in {"on", "true", "1", "yes"} else None

    def write(self, value: Any) -> list[str]:
        return ["on"] if value is True else []


@dataclass(frozen=True)
class Text(Field):
    """What somebody typed: at most `longest` characters, no control characters."""

    longest: int = 200

    type: ClassVar[str] = "text"

    def problem(self, value: object) -> Sentence | None:
        if not isinstance(value, str) or not storable(value):
            return _("This text has signs that we cannot keep. Type it again.")
        if len(value) > self.longest:
            return _("Use at most %(longest)s characters.", longest=self.longest)
        return None if value.strip() else _("Fill this in.")

    def read(self, posted: Sequence[str]) -> Any:
        text = posted[-1].replace("\r\n", "\n") if posted else ""
        return text.strip() or None

    def as_json(self, say: Say) -> dict[str, Any]:
        return super().as_json(say) | {"maxLength": self.longest}


@dataclass(frozen=True)
class Moment(Field):
    """When it happened. The surface reads it, since only the surface knows the zone."""

    where: str = "entry"

    type: ClassVar[str] = "moment"

    def problem(self, value: object) -> Sentence | None:
        return None


def plain(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return list(value) if isinstance(value, tuple) else value


def storable(text: str) -> bool:
    """May this be stored as UTF-8 in every database we support?"""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return not any(ord(sign) < 32 and sign not in "\n\t" for sign in text)
