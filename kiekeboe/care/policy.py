"""What is logged at which age (features.md B5): the most specific wish wins.

Pure: settings in, decisions out. The ages are whole months, and the boundary is the birthday.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from . import kinds

Decider = Literal["child", "group", "location", "default"]


class Wish(Protocol):
    """A row of settings: how much this kind is asked for between two ages."""

    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> kinds.Level: ...
    @property
    def from_month(self) -> int: ...
    @property
    def until_month(self) -> int | None: ...


@dataclass(frozen=True)
class Row:
    """A wish without a database. Months from birth; `until_month` is not part of it."""

    kind: str
    level: kinds.Level
    from_month: int = 0
    until_month: int | None = None


class Decision(NamedTuple):
    """How much we ask for a kind, and which level of settings says so."""

    level: kinds.Level
    decided_by: Decider


def age_in_months(born_on: date, day: date) -> int:
    """Whole months on that day, 0 before birth. Who is born on the 31st waits for the 1st."""
    months = (day.year - born_on.year) * 12 + day.month - born_on.month
    return max(months - (day.day < born_on.day), 0)


def levels(
    kind_defaults: Mapping[str, kinds.Bands],
    location_rows: Iterable[Wish],
    group_rows: Iterable[Wish],
    child_rows: Iterable[Wish],
    age_months: int,
) -> dict[str, Decision]:
    """The decision per kind at this age: child before group before location before default.

    Rows of kinds that are not in `kind_defaults` say nothing. `kinds.DEFAULTS` is the usual
    first argument.
    """
    decided: dict[str, Decision] = {
        name: Decision(kinds.level_at(bands, age_months), "default")
        for name, bands in kind_defaults.items()
    }
    layers: tuple[tuple[Decider, Iterable[Wish]], ...] = (
        ("location", location_rows),
        ("group", group_rows),
        ("child", child_rows),
    )
    for decider, rows in layers:
        for row in _widest_first(_fitting(rows, age_months)):
            if row.kind in decided:
                decided[row.kind] = Decision(row.level, decider)
    return decided


def still_to_do(
    decided: Mapping[str, Decision], logged_kinds: Collection[str], age_months: int
) -> list[str]:
    """The kinds that are asked for today and that nobody logged, in the order of the dock.

    A bottle answers the question for a drink too; see `Kind.answers`.
    """
    answered: set[str] = set()
    for name in logged_kinds:
        answered |= kinds.get(name).answers(age_months) if name in kinds.NAMES else set()
    asked = {name for name, decision in decided.items() if decision.level == "required"}
    return [name for name in kinds.NAMES if name in asked - answered]


def _fitting(rows: Iterable[Wish], age_months: int) -> list[Wish]:
    return [
        row
        for row in rows
        if row.from_month <= age_months
        and (row.until_month is None or age_months < row.until_month)
    ]


def _widest_first(rows: list[Wish]) -> list[Wish]:
    """Within one level of settings the narrowest age band has the last word."""
    forever = float("inf")
    return sorted(
        rows,
        key=lambda row: (
            -((forever if row.until_month is None else row.until_month) - row.from_month),
            row.from_month,
        ),
    )
