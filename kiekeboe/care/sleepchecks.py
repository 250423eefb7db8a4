"""When somebody must look at a sleeping child (features.md B6, nl-rules.md §7 'Safe sleep').

Every 15 minutes under 12 months and off above is the shipped setting, a house rule and no law.
Pure: moments are aware, intervals are minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

State = Literal["off", "awake", "calm", "amber", "overdue"]
Intervals = Sequence[tuple[int, int | None]]

DEFAULT_INTERVALS: Intervals = ((0, 15), (12, None))
AMBER_FROM = 0.8
GRACE = timedelta(minutes=1)


@dataclass(frozen=True)
class Missed:
    """A look that came too late, by `late`; `seen_at` is None when it never came."""

    due_at: datetime
    seen_at: datetime | None
    late: timedelta


@dataclass(frozen=True)
class Watch:
    """How the watch over one nap stands. `fraction` (0–1) fills the ring around the face."""

    state: State
    due_at: datetime | None
    fraction: float
    missed: tuple[Missed, ...]


def interval_minutes(age_months: int, intervals: Intervals = DEFAULT_INTERVALS) -> int | None:
    """Minutes between two looks at this age, or None when there is no reminder.

    `intervals` are (from month, minutes or None), in order of age.
    """
    fitting = [minutes for month, minutes in intervals if month <= max(age_months, 0)]
    return (fitting[-1] if fitting else None) or None


def watch(
    asleep_at: datetime,
    checks: Iterable[datetime],
    now: datetime,
    interval: int | None,
    woke_at: datetime | None = None,
) -> Watch:
    """The watch at `now`: due at the last look plus the interval, overdue from that very moment.

    Looks from before the nap, after waking or still to come do not count. A late look is reported
    as missed after a minute of grace, because the sound itself goes when it is due.
    """
    if not interval:
        return Watch("off", None, 0.0, ())
    pause = timedelta(minutes=interval)
    start, end = asleep_at.astimezone(UTC), now.astimezone(UTC)
    awake = woke_at is not None and woke_at.astimezone(UTC) <= end
    end = woke_at.astimezone(UTC) if woke_at is not None and awake else end
    looks = sorted(at for at in (c.astimezone(UTC) for c in checks) if start <= at <= end)
    missed = _missed([start, *looks], end, pause)
    if awake:
        return Watch("awake", None, 0.0, missed)
    last = looks[-1] if looks else start
    fraction = min(max((end - last) / pause, 0.0), 1.0)
    return Watch(_state(fraction), last + pause, fraction, missed)


def _state(fraction: float) -> State:
    if fraction >= 1:
        return "overdue"
    return "amber" if fraction >= AMBER_FROM else "calm"


def _missed(looks: list[datetime], end: datetime, pause: timedelta) -> tuple[Missed, ...]:
    found = []
    for last, seen_at in zip(looks, [*looks[1:], None], strict=True):
        late = (seen_at or end) - (last + pause)
        if late > GRACE:
            found.append(Missed(last + pause, seen_at, late))
    return tuple(found)
