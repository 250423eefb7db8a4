"""A balance of a child as a list of what came and went, never a number that is overwritten.

Pure. What was earned first is used first, unless it is over; what is over is lost on its last day
and stays in the list. Amounts are minutes or points, as the rules say; never mixed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Earned:
    """What came: so much on a day, good until and including `until` (None: never over)."""

    id: Any
    day: date
    amount: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What went: so much on a day. Given back when `undone`: then it never went."""

    id: Any
    day: date
    amount: int
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What remains of one thing earned."""

    earned: Earned
    amount: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance on a day: what is left (first over on top), spent, and lost to time."""

    left: tuple[Left, ...]
    spent: int
    lost: int
    short: int  # spent without being there: a fault of whoever wrote it, never hidden

    @property
    def total(self) -> int:
        return sum(one.amount for one in self.left)


def balance(earned: Iterable[Earned], spent: Iterable[Spent], day: date) -> Balance:
    """What can still be used for care on `day`, of all that came until then.

    What goes on a later day is taken already: it was promised. Spending takes from what is over
    first. earned = left + spent + lost − short, always.
    """
    came = sorted((one for one in earned if one.day <= day), key=_first_over)
    went = sorted((one for one in spent if not one.undone), key=lambda one: one.day)
    rest = [one.amount for one in came]
    short = 0
    for one in went:
        needed = one.amount
        for place, source in enumerate(came):
            if needed and _usable(source, one.day):
                taken = min(needed, rest[place])
                rest[place] -= taken
                needed -= taken
        short += needed
    left = [Left(one, amount) for one, amount in zip(came, rest, strict=True) if amount]
    standing = tuple(one for one in left if one.earned.until is None or one.earned.until >= day)
    lost = sum(one.amount for one in left) - sum(one.amount for one in standing)
    return Balance(standing, sum(one.amount for one in went), lost, short)


def _usable(source: Earned, day: date) -> bool:
    return source.day <= day and (source.until is None or source.until >= day)


def _first_over(one: Earned):
    return one.until or date.max, one.day, str(one.id)


def room_to_earn(now: Balance, amount: int, most: int | None) -> int:
    """How much of `amount` may still be added when a balance may hold at most `most`."""
    return amount if most is None else max(0, min(amount, most - now.total))
