"""What a tablet sends, before it is an entry, and what can be wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kiekeboe.care import kinds


class Conflict(Exception):
    """Somebody else got there first; `standing` is what is there."""

    def __init__(self, standing):
        super().__init__("somebody else got there first")
        self.standing = standing


class Outcome(StrEnum):
    CREATED = "created"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Draft:
    """One thing to log, with the id that the device chose."""

    id: UUID
    child: UUID
    kind: str
    started_at: datetime
    ended_at: datetime | None = None
    amount: Decimal | None = None
    details: dict = field(default_factory=dict)
    note: str = ""
    visible_to_parents: bool = True

    def problems(self, heard_at: datetime) -> list:
        """What is wrong, in sentences; empty when it can be logged."""
        kind = kinds.get(self.kind)
        found = kind.check(self.details, self.amount, self.started_at, self.ended_at, heard_at)
        return [*found, *kinds.check_note(self.note)]


@dataclass(frozen=True)
class Answer:
    """What became of one draft."""

    id: UUID
    outcome: Outcome
    entry: object = None
    standing: object = None
    problems: tuple = ()
