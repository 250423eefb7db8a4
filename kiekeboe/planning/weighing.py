"""What a colleague counts for in the ratio (inzet), by qualification and together.

Pure. A professional counts whole. A trainee counts for the part that was agreed, and all trainees
of a location together for at most a share of everybody who counts at that moment (CAO kinderopvang,
dated in TRAINEE_SHARES). Somebody with another qualification counts in out-of-school care only
(Besluit kwaliteit art. 7 lid 12, since 2024-07-01). A group with trainees has a professional of its
own that day, or they do not count (art. 7 lid 11).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kiekeboe.planning.ratio import Care
from kiekeboe.planning.room import Shift

PROFESSIONAL, TRAINEE, OTHER, VOLUNTEER = "professional", "trainee", "other", "volunteer"
FIRST_AID, COACH = "first_aid", "coach"
OTHERS_SINCE = date(2024, 7, 1)

# From which day on, the largest part of all staff that trainees may be. [V]: half was temporary.
TRAINEE_SHARES = (
    (date(2019, 1, 1), Fraction(1, 3)),
    (date(2022, 1, 1), Fraction(1, 2)),
    (date(2026, 7, 1), Fraction(1, 3)),
)


@dataclass(frozen=True, slots=True)
class Skill:
    """What somebody may do, days inclusive; `counts` in hundredths."""

    kind: str
    counts: int
    first: date
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Worth:
    """What one colleague counts for on a day, and whether as a trainee."""

    counts: Fraction
    trainee: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One colleague who works in a group from `start` to `end` (minutes of the day)."""

    group: Any
    start: int
    end: int
    worth: Worth
    employee: Any = None


WHOLE, NOTHING = Worth(Fraction(1)), Worth(Fraction(0))


def trainee_share(day: date) -> Fraction:
    """The part of all staff that trainees may be on a day."""
    known = [share for since, share in TRAINEE_SHARES if since <= day]
    return known[-1] if known else Fraction(0)


def worth(skills: Iterable[Skill], day: date, care: Care | str, *, learning=False) -> Worth:
    """What a colleague with these skills counts for on a day.

    Nothing known at all is a professional, so that a small house need not fill in anything;
    but who is `learning` here (has the role of a trainee) counts only when that was written down.
    """
    held = [one for one in skills if one.kind != FIRST_AID]
    if not held:
        return NOTHING if learning else WHOLE
    today = {one.kind: one for one in held if one.holds_on(day)}
    if one := today.get(PROFESSIONAL):
        return Worth(Fraction(one.counts, 100))
    if one := today.get(TRAINEE):
        return Worth(Fraction(one.counts, 100), trainee=True)
    if (one := today.get(OTHER)) and care == Care.BSO and day >= OTHERS_SINCE:
        return Worth(Fraction(one.counts, 100))
    return NOTHING


def weighed(duties: Sequence[Duty], day: date) -> dict[Any, list[Shift]]:
    """The shifts that count per group of one location on a day, with their weights.

    Where trainees are more than their share, each of them counts for less at that moment.
    """
    found: dict[Any, list[Shift]] = defaultdict(list)
    led = {one.group for one in duties if one.worth.counts and not one.worth.trainee}
    learners = [one for one in duties if one.worth.trainee and one.group in led]
    others = [one for one in duties if not one.worth.trainee]
    for one in others:
        if one.worth.counts:
            found[one.group].append(Shift(one.start, one.end, float(one.worth.counts)))
    share = trainee_share(day)
    for one in learners:
        for start, end, part in _parts(one, learners, others, share):
            found[one.group].append(Shift(start, end, float(part)))
    return dict(found)


def _parts(mine: Duty, learners, others, share: Fraction):
    """(start, end, weight) of one trainee, cut where the share of trainees changes."""
    edges = {mine.start, mine.end}
    for one in (*learners, *others):
        edges.update(at for at in (one.start, one.end) if mine.start < at < mine.end)
    parts: list[tuple[int, int, Fraction]] = []
    for start, end in pairwise(sorted(edges)):
        trainees, rest = (_there(some, start) for some in (learners, others))
        most = rest * share / (1 - share)
        part = mine.worth.counts * min(Fraction(1), most / trainees if trainees else Fraction(1))
        if parts and parts[-1][2] == part:
            parts[-1] = (parts[-1][0], end, part)
        else:
            parts.append((start, end, part))
    return [one for one in parts if one[2]]


def _there(some, moment: int) -> Fraction:
    return sum((one.worth.counts for one in some if one.start <= moment < one.end), Fraction(0))
