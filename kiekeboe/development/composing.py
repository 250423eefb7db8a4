"""A first draft of a report, made of what was seen. Pure: rows in, words out.

Nothing is thought up here: each line is what a colleague wrote, with the day. The mentor makes a
text of it.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

LONGEST = 4000  # characters of a part, as the table keeps it


class Line(NamedTuple):
    """What goes into the draft of one observation."""

    area: str
    seen_on: date
    text: str


def parts_of(lines: Iterable[Line], areas: Iterable[str], say_day) -> dict[str, str]:
    """A text per area, the oldest first, every area once and empty without observations.

    `say_day` makes words of a day. What is older drops out when a part becomes too long.
    """
    told = sorted(lines, key=lambda one: one.seen_on)
    return {
        area: _joined([f"{say_day(one.seen_on)}: {one.text}" for one in told if one.area == area])
        for area in areas
    }


def mean_of(steps: Iterable[int | None]) -> float | None:
    """The middle of a scale over several observations, on halves; None when nothing was scored."""
    found = [step for step in steps if step is not None]
    return round(sum(found) / len(found) * 2) / 2 if found else None


def _joined(lines: list[str]) -> str:
    kept, room = [], LONGEST
    for line in reversed(lines):
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join(reversed(kept))
