"""When something truly happened, told by a device whose clock may be wrong (R05).

Pure: moments in, moments out. A device says of each writing what its clock showed then (`raw`),
what it believed the time was (`at`: its clock, put right by what it last heard from us), and, as
long as the same page is open, how long ago it was by a watch that nobody can set (`age`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NOTHING = timedelta()
CLOSE = timedelta(minutes=2)  # clocks that differ less are left alone
LATEST = timedelta(days=7)  # how late a writing may come


@dataclass(frozen=True)
class Stamp:
    """What the device says of when it wrote one thing. All aware; `age` None when unknown."""

    at: datetime
    raw: datetime
    age: timedelta | None = None


def truth(
    stamps: Sequence[Stamp], *, sent: datetime, heard: datetime, since: datetime
) -> list[datetime]:
    """The true moments of writing, in the order in which they were written and never to come.

    `sent` is the clock of the device at sending, `heard` ours at the same time. The watch counts
    most: what it tells bounds what went before and what came after. Nothing was written before
    `since`, when we first knew the device: a clock that says so knows nothing, and the best guess
    is right before what came next.
    """
    ceiling, bounded = heard, []
    for stamp in reversed(stamps):
        moment = _told(stamp, sent, heard, since)
        moment = ceiling if moment is None else min(moment, ceiling)
        ceiling = moment if stamp.age is not None else ceiling
        bounded.append(moment)
    return _never_back(reversed(bounded))


def shift(stamp: Stamp, true: datetime) -> timedelta:
    """By how much every moment of a writing must move; nothing when the clock was about right."""
    wrong = true - stamp.at
    return wrong if abs(wrong) > CLOSE else NOTHING


def moved(moment: datetime, by: timedelta, heard: datetime) -> datetime:
    """The moment put right. What lies at most two minutes ahead of us is now; order is kept."""
    try:
        there = moment + by
    except OverflowError:
        return moment
    return heard if heard < there <= heard + CLOSE else there


def is_too_late(true: datetime, heard: datetime) -> bool:
    """Whether the day of this writing is closed by now."""
    return heard - true > LATEST


def _told(stamp: Stamp, sent: datetime, heard: datetime, since: datetime) -> datetime | None:
    if stamp.age is not None:
        return heard - max(stamp.age, NOTHING)
    try:
        by_the_clock = stamp.raw + (heard - sent)
    except OverflowError:
        by_the_clock = stamp.at
    # When the clock was set between writing and sending, what was believed then is better.
    likely = (one for one in (by_the_clock, stamp.at) if heard - LATEST <= one <= heard + CLOSE)
    best = next(likely, by_the_clock)
    return best if best >= since else None


def _never_back(moments: Iterable[datetime]) -> list[datetime]:
    found: list[datetime] = []
    for moment in moments:
        found.append(max(moment, found[-1]) if found else moment)
    return found
