"""Rows of planning as one text and two days, so that they fit beside other rows in one question.

Pages that ask a lot ask the database once; these are the columns they ask of planning, and the
way back to the plain values of `slices`.
"""

import json
from datetime import date, time
from uuid import UUID

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from kiekeboe.planning.slices import DAY, Away, Booking, DayType, Kind, Leave, Lent, Pattern, Slot

TEXT = CharField()
BAR = Value("|")


def _text(*columns):
    """These columns as one text, with bars in between; what is empty is empty."""
    parts = []
    for column in columns:
        parts += [Coalesce(Cast(column, TEXT), Value("")), BAR]
    return Concat(*parts, output_field=TEXT)


def pattern_text():
    return _text("group_id", "weekday", "starts_at", "ends_at", "every_weeks", "day_types")


def booking_text():
    return _text(
        "group_id", "kind", "starts_at", "ends_at", "old_starts_at", "old_ends_at", "given_up_to"
    )


def absence_text():
    return _text("kind", "starts_at", "ends_at")


def lent_text():
    return _text("group_id")


def pattern_of(text: str, first: date, last: date | None) -> Pattern:
    """What `pattern_text` told."""
    group, weekday, starts, ends, every, days, _ = text.split("|")
    kinds = frozenset(map(DayType, json.loads(days or "[]"))) or None
    return Pattern(
        UUID(group), int(weekday), minute(starts), minute(ends), first, last, int(every), kinds
    )


def booking_of(text: str, day: date, old_day: date | None) -> Booking:
    group, kind, starts, ends, old_starts, old_ends, gone, _ = text.split("|")
    old = Slot(old_day, minute(old_starts), minute(old_ends)) if old_day else None
    start, end = minute(starts), minute(ends)
    return Booking(UUID(group), Kind(kind), day, start, end, None, old, gone=bool(gone))


def leave_of(text: str, first: date, last: date | None) -> Leave:
    kind, starts, ends, _ = text.split("|")
    return Leave(Away(kind), first, last, minute(starts) if starts else 0,
                 minute(ends) if ends else DAY)  # fmt: skip


def lent_of(text: str, first: date, last: date) -> Lent:
    group, _ = text.split("|")
    return Lent(UUID(group), first, last)


def minute(text: str) -> int:
    """Minutes since midnight of 08:30:00."""
    return int(text[:2]) * 60 + int(text[3:5])


def clock(minutes: int) -> time:
    """The time of the day; midnight at the end of a day is the last minute of it."""
    return time(23, 59) if minutes >= DAY else time(minutes // 60, minutes % 60)
