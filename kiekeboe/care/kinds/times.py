"""Moments, spans and how long they took. Everything is counted in UTC: a day may have 25 hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .words import Sentence, _

NOTHING = timedelta()


@dataclass(frozen=True)
class Span:
    """A stretch of time in UTC, half-open."""

    start: datetime
    end: datetime


def instant(moment: object) -> datetime | None:
    """The moment in UTC, or None if it is not a moment that exists in UTC.

    Two times of one zone subtract by the clock on the wall, so nothing is counted before this.
    """
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        return None
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def day_span(day: date, zone: ZoneInfo | str) -> Span:
    """The day of a location, from midnight to midnight on its own clock."""
    zone = ZoneInfo(zone) if isinstance(zone, str) else zone
    midnights = (datetime.combine(d, time(), zone) for d in (day, day + timedelta(days=1)))
    start, end = (midnight.astimezone(UTC) for midnight in midnights)
    return Span(start, end)


def stretch(started_at: datetime, ended_at: datetime | None, now: datetime) -> Span:
    """From start to end, or to now while it runs; never backwards."""
    start = started_at.astimezone(UTC)
    end = (ended_at or now).astimezone(UTC)
    return Span(start, max(start, end))


def clipped(spans: Iterable[Span], within: Span) -> list[Span]:
    """The parts of the spans that lie within the other."""
    parts = (Span(max(s.start, within.start), min(s.end, within.end)) for s in spans)
    return [part for part in parts if part.start < part.end]


def together(spans: Iterable[Span]) -> timedelta:
    """How long the spans took together; what overlaps counts once."""
    total, reached = NOTHING, None
    for span in sorted(spans, key=lambda s: s.start):
        start = span.start if reached is None else max(span.start, reached)
        total += max(span.end - start, NOTHING)
        reached = span.end if reached is None else max(span.end, reached)
    return total


def duration(took: timedelta) -> Sentence:
    """Whole minutes, rounded down: 40 min, 1 h, 1 h 05."""
    hours, minutes = divmod(int(took.total_seconds()) // 60, 60)
    if not hours:
        return _("%(minutes)s min", minutes=minutes)
    if not minutes:
        return _("%(hours)s h", hours=hours)
    return _("%(hours)s h %(minutes)s", hours=hours, minutes=f"{minutes:02}")
