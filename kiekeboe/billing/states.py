"""How an invoice stands (K2). Pure; overdue comes by itself with the day."""

from datetime import date
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAID = "paid"
    OVERDUE = "overdue"
    DISPUTED = "disputed"
    CREDITED = "credited"
    UNCOLLECTABLE = "uncollectable"
    NOTE = "note"  # is a credit note itself


def state_of(
    *, total: int, paid: int, due_on: date | None, today: date, mark: str = "",
    is_credited: bool = False, is_note: bool = False,
) -> State:  # fmt: skip
    """The state on a day. `due_on` is None for a draft; `mark` is what the office said of it."""
    if due_on is None:
        return State.DRAFT
    if is_note:
        return State.NOTE
    if is_credited:
        return State.CREDITED
    if paid >= total:
        return State.PAID
    if mark:
        return State(mark)
    return State.OVERDUE if today > due_on else State.OPEN
