"""What every kind of entry can do. A kind itself is one file with its fields and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

from .amounts import Amount
from .checks import check_details, check_times
from .fields import Choice, Field, Moment, Problem, Say, Text
from .telling import Entry, Tile, Told, joined, lines
from .times import Span
from .words import Sentence, Word, _, speak

Level = Literal["required", "offered", "hidden"]
Bands = tuple[tuple[int, Level], ...]

NOTE = Text("note", _("Add a note"), longest=2000, where="entry")


def level_at(bands: Bands, age_months: int) -> Level:
    """The level of the band that this age is in. The first band begins at birth."""
    return [level for month, level in bands if month <= max(age_months, 0)][-1]


@dataclass(frozen=True)
class Parsed:
    """What a posted form says. Problems here are those of the note; `check` finds the rest."""

    amount: Any
    details: dict[str, Any]
    note: str
    problems: list[Problem]


@dataclass(frozen=True)
class Form:
    """A kind as something to fill in, with the values to begin with."""

    kind: "Kind"
    fields: tuple[Field, ...]

    def as_json(self, say: Say = speak) -> dict[str, Any]:
        """JSON for the tablet, in the language of `say`."""
        kind = self.kind
        return {
            "kind": kind.name,
            "label": say(kind.label),
            "button": say(kind.button or kind.label),
            "icon": kind.icon,
            "hue": kind.hue,
            "runs": kind.runs,
            "dock": kind.dock,
            "staffOnly": kind.staff_only,
            "fields": [field.as_json(say) for field in self.fields],
        }


class Kind:
    """One kind of entry: what is filled in, how it is checked, told and added up."""

    name: ClassVar[str]
    label: ClassVar[Sentence]
    button: ClassVar[Sentence | None] = None
    hue: ClassVar[str]
    icon: ClassVar[str]
    place: ClassVar[int]
    dock: ClassVar[bool] = False
    staff_only: ClassVar[bool] = False
    runs: ClassVar[bool] = False
    medical: ClassVar[bool] = False  # for who looks after the child, not for relatives (A6)
    confirms: ClassVar[bool] = False  # one child at a time, and only after two confirmations
    amount: ClassVar[Amount | None] = None
    fields: ClassVar[tuple[Field, ...]] = ()
    bands: ClassVar[Bands] = ((0, "hidden"),)

    # What differs per kind

    def tell(self, entry: Entry, now: datetime | None, checks: Sequence[datetime]) -> Told:
        """The entry in words, without its note."""
        raise NotImplementedError

    def summary(
        self, entries: Sequence[Entry], *, now: datetime, span: Span | None = None
    ) -> Tile | None:
        """What the entries of this kind make of the day; None when there is nothing to say."""
        return None

    def amount_for(self, amount: Any, details: Any) -> Any:
        """The amount to store; a kind may work it out from a quick choice. Never raises."""
        return amount

    def problems(self, details: Mapping[str, Any], amount: Any) -> list[Problem]:
        """Rules over several fields; the fields by themselves are right when this is asked."""
        return []

    def answers(self, age_months: int) -> frozenset[str]:
        """The kinds that need not be asked for any more once this one is logged."""
        return frozenset({self.name})

    # What is the same for all

    def check(
        self,
        details: Any,
        amount: Any,
        started_at: Any,
        ended_at: Any,
        heard_at: datetime,
    ) -> list[Problem]:
        """Everything that is wrong with what arrived; empty when it can be stored. Never raises.

        Takes whatever JSON can hold. `heard_at` is when the server heard of it (aware).
        """
        found = check_times(self.runs, started_at, ended_at, heard_at)
        found += check_details(self.fields, details)
        amount = self.amount_for(amount, details)
        found += self._check_amount(amount)
        return found or self.problems(details, amount)

    def parse(self, posted: Mapping[str, str | Sequence[str]]) -> Parsed:
        """Read a posted form. Times are the surface's, which knows the zone."""
        lists = {name: [v] if isinstance(v, str) else list(v) for name, v in posted.items()}
        read = {one.name: one.read(lists.get(one.name, [])) for one in self.fields}
        details = {name: value for name, value in read.items() if value is not None}
        amount = self.amount.read(lists.get("amount", [])) if self.amount else None
        note = NOTE.read(lists.get("note", [])) or ""
        return Parsed(self.amount_for(amount, details), details, note, check_note(note))

    def unparse(
        self, amount: Any, details: Mapping[str, Any], note: str = ""
    ) -> dict[str, list[str]]:
        """What a form would have posted for these values."""
        posted = {one.name: one.write(details.get(one.name)) for one in self.fields}
        if self.amount:
            posted["amount"] = self.amount.write(amount)
        return posted | {"note": [note] if note else []}

    def form(
        self,
        age_months: int | None = None,
        last: Any = None,
        warn_from: Decimal | None = None,
    ) -> Form:
        """The form for a child of this age, starting from the last entry of this kind."""
        times: list[Field] = [Moment("started_at", _("From") if self.runs else _("Time"))]
        if self.runs:
            times.append(Moment("ended_at", _("Until")))
        amounts = [self.amount] if self.amount else []
        begun = (_begun(one, age_months, last) for one in (*amounts, *self.fields))
        warned = (_warned(one, warn_from) for one in begun)
        return Form(self, (*times, *warned, NOTE))

    def sentence(
        self,
        entry: Entry,
        *,
        now: datetime | None = None,
        checks: Sequence[datetime] = (),
    ) -> Told:
        """The entry in words, with its note. `now` is asked only while it runs."""
        told = self.tell(entry, now, checks)
        detail = joined(told.detail, entry.note, by=lines)
        return replace(told, detail=detail, line=told.line or joined(told.title, told.value))

    def default_level(self, age_months: int) -> Level:
        """How much we ask for this kind at this age, if nobody decided otherwise."""
        return level_at(self.bands, age_months)

    def tile(self, label: Word, value: Word, detail: Word = "", **numbers: int) -> Tile:
        return Tile(self.name, self.icon, self.hue, label, value, detail, numbers)

    def chosen(self, entry: Entry, name: str) -> Word:
        """The words for what was chosen in one field; empty when nothing was."""
        found = next(one for one in self.fields if one.name == name)
        option = found.option(entry.details.get(name)) if isinstance(found, Choice) else None
        return (option.told or option.label) if option else ""

    def _check_amount(self, amount: Any) -> list[Problem]:
        if amount is None:
            needed = self.amount is not None and self.amount.required
            return [Problem("amount", _("Fill in a number."))] if needed else []
        if self.amount is None:
            return [Problem("amount", _("This has no amount."))]
        problem = self.amount.problem(amount)
        return [Problem("amount", problem)] if problem else []


def check_note(note: Any) -> list[Problem]:
    """A note may be empty; otherwise it is text of at most 2000 characters. Never raises."""
    problem = None if note == "" else NOTE.problem(note)
    return [Problem("note", problem)] if problem else []


def _begun(one: Field, age_months: int | None, last: Any) -> Field:
    remembered = None
    if one.remember and last is not None:
        of_entry = one.where == "entry"
        remembered = last.amount if of_entry else last.details.get(one.name)
    if remembered is None and isinstance(one, Amount):
        remembered = one.usual_at(age_months)
    return one if remembered is None else replace(one, default=remembered)


def _warned(one: Field, warn_from: Decimal | None) -> Field:
    if warn_from is None or not isinstance(one, Amount) or one.warning is None:
        return one
    warning = replace(one.warning, params={"limit": warn_from})
    return replace(one, warn_from=warn_from, warning=warning)
