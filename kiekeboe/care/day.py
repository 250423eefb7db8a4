"""A child's day: what was logged, who was at the door, what was planned, what home told.

Three questions to the database whatever the day holds. Plain rows in, plain values out; the words
are for the surfaces. Days are days of the location.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from kiekeboe.care import kinds
from kiekeboe.care.models import Entry, HomeNote, SleepLook, Visit
from kiekeboe.care.models.entries import LONGEST
from kiekeboe.care.planned import AHEAD, Care, Plan, Planning
from kiekeboe.lib.prepared import Prepared
from kiekeboe.people.models import Guardianship
from kiekeboe.planning import rows as told
from kiekeboe.planning.models import (
    Absence,
    Booking,
    ClosedDay,
    ContractDay,
    InfectionNotice,
    Placement,
    SchoolDay,
    Schooling,
)
from kiekeboe.planning.school_days import Region, SchoolCalendar
from kiekeboe.planning.slices import Agreed, DayType

NOWHERE = UUID(int=0)
FULL_NAME = Concat("guardian__first_name", Value(" "), "guardian__last_name")


class Line(NamedTuple):
    """One shared entry of the diary, with who wrote it."""

    id: object
    kind: str
    started_at: datetime
    ended_at: datetime | None
    amount: object
    details: dict
    note: str
    revision: int
    author: str
    author_portrait: str


class Stay(NamedTuple):
    """From door to door; `left_at` is empty while the child is here."""

    arrived_at: datetime
    left_at: datetime | None
    brought_by: str
    collected_by: str


class Look(NamedTuple):
    """Somebody looked at a sleeping child."""

    at: datetime
    by: str


class FromHome(NamedTuple):
    """A note of a guardian, with who read it when."""

    id: object
    guardian_id: object
    household_id: object
    writer: str
    written_at: datetime
    seen_at: datetime | None
    seen_by: str
    night: str
    last_bottle_at: time | None
    last_bottle_ml: int | None
    mood: str
    medicine: str
    collected_by: str
    text: str


class State(StrEnum):
    """How the day stands."""

    ASLEEP = "asleep"
    HERE = "here"
    HOME = "home"
    EXPECTED = "expected"
    MISSED = "missed"
    CLOSED = "closed"
    SICK = "sick"
    LEAVE = "leave"
    AWAY = "unannounced"
    NONE = "none"


@dataclass(frozen=True)
class Day:
    """One day of one child."""

    day: date
    now: datetime
    zone: ZoneInfo
    lines: tuple[Line, ...]
    stays: tuple[Stay, ...]
    looks: dict
    planning: Planning
    from_home: tuple[FromHome, ...] = ()
    parents: dict[str, str] = field(default_factory=dict)  # full name → relation to the child
    for_relative: bool = False  # who reads along: no plans, no medical facts, no other adults (A6)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def plan(self) -> Plan:
        return self.planning.on(self.day)

    @property
    def span(self):
        return kinds.day_span(self.day, self.zone)

    @property
    def nap(self) -> Line | None:
        """The sleep that is going on, while the child is in the house."""
        running = (line for line in self.lines if line.kind == "sleep" and not line.ended_at)
        return next(running, None)

    @property
    def state(self) -> State:
        if any(stay.left_at is None for stay in self.stays):
            return State.ASLEEP if self.nap else State.HERE
        if self.stays:
            return State.HOME
        if self.plan.care is not Care.CONTRACT:
            return State(self.plan.care)
        return State.MISSED if self._is_over() else State.EXPECTED

    def _is_over(self) -> bool:
        if self.day != self.today:
            return self.day < self.today
        return self.now.astimezone(self.zone).time() > self.plan.ends_at


def relatives_day(child_id, day: date, *, zone: ZoneInfo, location_id, now: datetime) -> Day:
    """The day as a relative may read it along (A6): the diary without medical facts.

    No planning and so no illness, nothing from home, and nobody's name at the door.
    """
    span = kinds.day_span(day, zone)
    _plans, stays, looks, _parents = facts(child_id, day, span=span, location_id=location_id)
    nameless = tuple(stay._replace(brought_by="", collected_by="") for stay in stays)
    lines = shared_lines(child_id, span, relative=True)
    return Day(day, now, zone, lines, nameless, looks, Planning(), for_relative=True)


def day_of(child_id, day: date, *, zone: ZoneInfo, location_id, now: datetime) -> Day:
    """The day as parents may know it: only what staff shared and did not take back."""
    span = kinds.day_span(day, zone)
    planning, stays, looks, parents = facts(child_id, day, span=span, location_id=location_id)
    return Day(
        day=day,
        now=now,
        zone=zone,
        lines=shared_lines(child_id, span),
        stays=stays,
        looks=looks,
        planning=planning,
        from_home=notes_from_home(child_id, day),
        parents=parents,
    )


def shared_lines(child_id, span, *, relative=False) -> tuple[Line, ...]:
    """Shared entries of the day, newest first. Only a sleep may reach over midnight."""
    asked = _LINES_FOR_RELATIVES if relative else _LINES
    rows = asked(child=child_id, since=span.start - LONGEST, start=span.start, end=span.end)
    lines = map(Line._make, rows)
    return tuple(line for line in lines if line.started_at >= span.start or line.kind == "sleep")


def _lines(shared, child, since, start, end):
    return (
        shared.touching([child], since=since, start=start, end=end)
        .order_by("-started_at", "-id")
        .values_list(
            "id", "kind", "started_at", "ended_at", "amount", "details", "note", "revision",
            "author__first_name", "author__portrait",
        )
    )  # fmt: skip


_ASKED = {
    "child": models.UUIDField(),
    "since": models.DateTimeField(),
    "start": models.DateTimeField(),
    "end": models.DateTimeField(),
}
_LINES = Prepared(lambda **asked: _lines(Entry.objects.shared(), **asked), **_ASKED)
_LINES_FOR_RELATIVES = Prepared(
    lambda **asked: _lines(Entry.objects.shared_with_relatives(), **asked), **_ASKED
)


def notes_from_home(child_id, day) -> tuple[FromHome, ...]:
    """What guardians told for this day, newest first."""
    return tuple(map(FromHome._make, _NOTES(child=child_id, day=day)))


_NOTES = Prepared(
    lambda child, day: (
        HomeNote.objects.filter(child=child, day=day)
        .order_by("-written_at")
        .values_list(
            "id", "guardian_id", "guardian__household_id", "guardian__first_name", "written_at",
            "seen_at", "seen_by__first_name", "night", "last_bottle_at", "last_bottle_ml", "mood",
            "medicine", "collected_by", "text",
        )
    ),
    child=models.UUIDField(),
    day=models.DateField(),
)  # fmt: skip


_COLUMNS = (
    ("first", models.DateField), ("last", models.DateField),
    ("begin", models.DateTimeField), ("finish", models.DateTimeField), ("ref", models.UUIDField),
    ("one", models.CharField), ("two", models.CharField),
)  # fmt: skip


def _rows(what, query, **columns):
    """One part of the question of facts: the columns it has, and nothing for the others."""
    shape = {
        f"f_{name}": F(columns[name])
        if isinstance(columns.get(name), str)
        else columns[name]
        if name in columns
        else Value("", output_field=kind())
        if kind is models.CharField
        else Cast(Value(None), kind())  # PostgreSQL wants to know of what there is nothing
        for name, kind in _COLUMNS
    }
    return (
        query.order_by()
        .annotate(f_what=Value(what, output_field=models.CharField()), **shape)
        .values_list("f_what", *shape)
    )


def facts(child_id, day, *, span, location_id):
    """Planning around `day`, stays on it, looks at naps, and parents: one question."""
    rows = _FACTS(
        child=child_id,
        location=location_id or NOWHERE,
        monday=day - timedelta(days=day.weekday()),
        until=day + AHEAD,
        start=span.start,
        end=span.end,
        evening=span.start - timedelta(hours=12),
    )
    return _sorted_out(rows)


def _facts(child, location, monday, until, start, end, evening):
    overlaps = Q(last_day=None) | Q(last_day__gte=monday)
    looks = SleepLook.objects.filter(
        entry__child=child,
        entry__withdrawn_at=None,
        entry__visible_to_parents=True,
        looked_at__gte=evening,
        looked_at__lt=end,
    )
    contract = ContractDay.objects.filter(overlaps, child=child, first_day__lte=until)
    absences = Absence.objects.filter(
        overlaps, child=child, first_day__lte=until, withdrawn_at=None
    )
    booked = Q(day__gte=monday, day__lte=until) | Q(old_day__gte=monday, old_day__lte=until)
    bookings = Booking.objects.standing().filter(booked, child=child)
    closed = ClosedDay.objects.filter(location=location, day__gte=monday, day__lte=until)
    stays = Visit.objects.between(start, end).filter(child=child)
    placed = Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=monday), child=child, started_on__lte=until
    )
    going = InfectionNotice.objects.filter(
        group__in=placed.values("group"), told_on__lte=until, until__gte=monday, withdrawn_at=None
    )
    schools = Schooling.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=monday), child=child, started_on__lte=until
    )
    own_days = SchoolDay.objects.filter(
        school__in=schools.values("school"), day__gte=monday, day__lte=until
    )
    parents = Guardianship.objects.parental().filter(child=child, ended_on=None, blocked_at=None)
    return _rows(
        "stay", stays, begin="arrived_at", finish="left_at", one="brought_by", two="collected_by"
    ).union(
        _rows("contract", contract, first="first_day", last="last_day", one=told.pattern_text()),
        _rows("booking", bookings, first="day", last="old_day", one=told.booking_text()),
        _rows("absence", absences, first="first_day", last="last_day", one=told.absence_text()),
        _rows("closed", closed, first="day", one="name"),
        _rows("going", going, first="told_on", last="until", one="illness"),
        _rows(
            "school", schools, first="started_on", last="ended_on", ref="school_id",
            one="school__region", two=Cast("school__free_afternoons", told.TEXT),
        ),
        _rows("school day", own_days, first="day", ref="school_id", one="kind"),
        _rows("look", looks, ref="entry_id", begin="looked_at", one="looked_by__first_name"),
        _rows("parent", parents, one=FULL_NAME, two="relation"),
        all=True,
    )  # fmt: skip


_FACTS = Prepared(
    _facts,
    child=models.UUIDField(),
    location=models.UUIDField(),
    monday=models.DateField(),
    until=models.DateField(),
    start=models.DateTimeField(),
    end=models.DateTimeField(),
    evening=models.DateTimeField(),
)


def _sorted_out(rows):
    contract, bookings, absences, closed, stays, looks, parents = [], [], [], {}, [], {}, {}
    going, schools, own_days = [], [], {}
    for what, first, last, begin, finish, ref, one, two in rows:
        if what == "contract":
            contract.append(told.pattern_of(one, first, last))
        elif what == "booking":
            bookings.append(told.booking_of(one, first, last))
        elif what == "absence":
            absences.append(told.leave_of(one, first, last))
        elif what == "closed":
            closed[first] = one
        elif what == "going":
            going.append((first, last, one))
        elif what == "school":
            schools.append((first, last, ref, one, two))
        elif what == "school day":
            own_days.setdefault(ref, {})[first] = DayType(one)
        elif what == "stay":
            stays.append(Stay(begin, finish, one, two))
        elif what == "parent":
            parents[one] = two
        else:
            looks.setdefault(ref, []).append(Look(begin, one))
    stays.sort()
    for seen in looks.values():
        seen.sort()
    agreed = Agreed(tuple(contract), tuple(bookings), tuple(absences))
    taught = tuple(
        (
            since,
            until,
            SchoolCalendar(Region(region), frozenset(json.loads(free)), own_days.get(school, {})),
        )
        for since, until, school, region, free in schools
    )
    planning = Planning(agreed, closed, taught, tuple(going))
    return planning, tuple(stays), looks, parents
