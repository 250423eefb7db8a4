"""When illness in a group is to be told to the GGD (Wet publieke gezondheid art. 26). Pure.

The thresholds are those of nl-rules §7; regions differ, so a location can set its own, from a day
on. What comes out is a hint to the manager. It reports nothing by itself and names no child.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Threshold:
    """So many children with a sign within so many times 24 hours.

    Either `cases` or more, or *more than* one in `one_in` of the children of the group.
    """

    sign: str
    days: int
    cases: int | None = None
    one_in: int | None = None

    def reached(self, children: int, group: int) -> bool:
        """Whether so many sick children in a group of so many are to be told."""
        if self.cases is not None:
            return children >= self.cases
        return self.one_in is not None and children * self.one_in > group


# The rules name no number of days for jaundice and scabies: six weeks is our choice.
USUAL = (
    Threshold("stomach", 7, one_in=3),
    Threshold("rash", 14, cases=2),
    Threshold("jaundice", 42, cases=1),
    Threshold("scabies", 42, cases=3),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One report: which child, which sign, when it was told."""

    child: Any
    sign: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Hint:
    """A threshold that was reached: how many children, of how many, within how many days."""

    sign: str
    children: int
    group: int
    days: int


def hints(
    cases: Iterable[Case], group: int, now: datetime, thresholds: Sequence[Threshold] = USUAL
) -> list[Hint]:
    """What is to be told at this moment. `group` is the number of children of the group.

    A child counts once, however often it was reported.
    """
    known, found = list(cases), []
    for one in thresholds:
        since = now - timedelta(days=one.days)
        recent = (case for case in known if since <= case.told_at <= now)
        sick = {case.child for case in recent if case.sign == one.sign}
        if sick and one.reached(len(sick), group):
            found.append(Hint(one.sign, len(sick), group, one.days))
    return found
