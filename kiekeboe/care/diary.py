"""All days of a child: entries to read back, and weeks to compare with each other."""

from collections import OrderedDict
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from kiekeboe.care import kinds
from kiekeboe.care.day import Line
from kiekeboe.care.models import Entry

WEEKS = 8
COLUMNS = (
    "id", "kind", "started_at", "ended_at", "amount", "details", "note", "revision",
    "author__first_name", "author__portrait",
)  # fmt: skip


class Lines:
    """Shared entries of one child, newest first, to be cut in pages."""

    def __init__(self, entries):
        self.entries = entries

    def count(self):
        return self.entries.count()

    def __len__(self):
        return self.count()

    def __getitem__(self, part):
        return [Line._make(row) for row in self.entries.values_list(*COLUMNS)[part]]


class Period(NamedTuple):
    """Local days, both included; None is open."""

    first: date | None = None
    last: date | None = None


ALL_DAYS = Period()


def lines_of(relation, *, zone, kind="", asked="", period=ALL_DAYS) -> Lines:
    """What may be read back through this relation. `asked` is looked for in notes and in what
    was written; `period` is of local days in `zone`, by when a moment began."""
    entries = Entry.objects.shown_to(relation)
    if period.first:
        entries = entries.filter(started_at__gte=kinds.day_span(period.first, zone).start)
    if period.last:
        entries = entries.filter(started_at__lt=kinds.day_span(period.last, zone).end)
    if kind:
        entries = entries.filter(kind=kind)
    if asked:
        entries = entries.filter(
            Q(note__icontains=asked)
            | Q(details__text__icontains=asked)
            | Q(details__title__icontains=asked)
            | Q(details__what__icontains=asked)
        )
    return Lines(entries.order_by("-started_at", "-id"))


def line_of(relation, entry_id) -> Line | None:
    """One entry, if it may be read through this relation."""
    found = Lines(Entry.objects.shown_to(relation).filter(pk=entry_id))[:1]
    return found[0] if found else None


class Week(NamedTuple):
    """One week in numbers: days with something logged, minutes slept, millilitres drunk."""

    monday: date
    days: int
    slept: int
    bottles: int
    drunk: int


def weeks_of(child_id, *, until: date, zone, many: int = WEEKS) -> list[Week]:
    """The last `many` weeks, oldest first. One query; weeks without care are empty."""
    last = until - timedelta(days=until.weekday())
    mondays = [last - timedelta(weeks=back) for back in range(many - 1, -1, -1)]
    start = kinds.day_span(mondays[0], zone).start
    found = OrderedDict((monday, [set(), 0, 0, 0]) for monday in mondays)
    rows = (
        Entry.objects.shared()
        .filter(child=child_id, started_at__gte=start)
        .values_list("kind", "started_at", "ended_at", "amount")
    )
    for kind, started_at, ended_at, amount in rows:
        day = started_at.astimezone(zone).date()
        if (week := found.get(day - timedelta(days=day.weekday()))) is None:
            continue
        week[0].add(day)
        if kind == "sleep" and ended_at:
            week[1] += int((ended_at - started_at).total_seconds() // 60)
        elif kind == "bottle":
            week[2] += 1
            week[3] += int(amount or 0)
    return [Week(monday, len(row[0]), *row[1:]) for monday, row in found.items()]
