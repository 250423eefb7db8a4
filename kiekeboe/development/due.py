"""When a talk is due: after the first months, around each birthday, before the child leaves.

The law asks to discuss development with parents from time to time, and names no number; this is
the rhythm that nurseries keep (nl-rules §8). In out-of-school care it is held where that is
wanted, so nothing is due there. Pure: dates in, dates out.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

FIRST_AFTER = 3  # months of care
AROUND_BIRTHDAY = 1  # months before and after
LEAVES_AT = 48  # months: the fourth birthday
FAREWELL_FROM = 6  # months before the fourth birthday
FAREWELL_UNTIL = 2


@dataclass(frozen=True)
class Due:
    """A talk of `kind`, to be shared from `first_day` up to and including `last_day`."""

    kind: str
    first_day: date
    last_day: date

    def is_late(self, today: date) -> bool:
        return today > self.last_day


def months_later(day: date, months: int) -> date:
    """The same day number `months` later or earlier; the last day of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def talks_due(born_on: date, started_on: date) -> list[Due]:
    """Every talk in the years of daycare, in order. A birthday before the first talk, or so close
    to the farewell that it would be the same talk, asks none of its own."""
    leaves = months_later(born_on, LEAVES_AT)
    begin = months_later(started_on, FIRST_AFTER)
    farewell = Due(
        "farewell", months_later(leaves, -FAREWELL_FROM), months_later(leaves, -FAREWELL_UNTIL)
    )
    first = Due("first", begin, months_later(begin, 1))
    found = [first] if first.last_day < farewell.first_day else []
    for months in range(12, LEAVES_AT, 12):
        birthday = months_later(born_on, months)
        window = Due(
            "yearly", months_later(birthday, -AROUND_BIRTHDAY),
            months_later(birthday, AROUND_BIRTHDAY),
        )  # fmt: skip
        if window.first_day > first.last_day and window.last_day < farewell.first_day:
            found.append(window)
    return found + ([farewell] if farewell.last_day > started_on else [])


def asked_now(dues: list[Due], shared_on: list[date], today: date) -> Due | None:
    """The talk that is due: the last one whose days began, unless one was shared since. What was
    missed before it is not asked any more."""
    begun = [one for one in dues if one.first_day <= today]
    if not begun or any(day >= begun[-1].first_day for day in shared_on):
        return None
    return begun[-1]


def coming(dues: list[Due], today: date) -> Due | None:
    """The next talk whose days still have to begin."""
    return next((one for one in dues if one.first_day > today), None)
