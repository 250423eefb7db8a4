"""What a message shows beside it: sent, delivered or read, and by whom. Pure."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class State(StrEnum):
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"


class Step(Protocol):
    kind: str
    side: str
    person: Any
    first: int
    last: int
    at: datetime


def states(steps: Iterable[Step], of_family: bool) -> tuple[int, int]:
    """Through which change the other side got, and read, what one side said."""
    other = "staff" if of_family else "family"
    theirs = [one for one in steps if one.side == other]
    read = max((one.last for one in theirs if one.kind == "read"), default=0)
    return max((one.last for one in theirs), default=0), read


def state(changed: int, delivered: int, read: int) -> State:
    """How far the newest version of a message came: `changed` is the number of its last change."""
    if changed <= read:
        return State.READ
    return State.DELIVERED if changed <= delivered else State.SENT


def readers(steps: Iterable[Step], changed: int) -> dict[Any, datetime]:
    """Who read this version of a message, and when for the first time."""
    found: dict[Any, datetime] = {}
    for one in sorted(steps, key=lambda step: step.at):
        if one.kind == "read" and one.last >= changed:
            found.setdefault(one.person, one.at)
    return found
