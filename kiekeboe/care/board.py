"""The board of a location: who is expected, here, asleep or away, and what to know of each.

Eight questions at most, however many children (quality.md B3). Values come as tuples, because a
board is asked for all day long.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from time import monotonic
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import (
    CharField,
    Value,
)

from kiekeboe.care import board_questions as questions
from kiekeboe.care import kinds, policy, sleepchecks
from kiekeboe.care.board_states import (
    HERE,
    Slot,
    Standing,
    State,
    Stay,
    group_of_today,
    standing,
)
from kiekeboe.care.models import LogRule, SleepCheckRule, SleepLook
from kiekeboe.care.models.entries import LONGEST

NEW_FOR = timedelta(days=14)
REMEMBERED = 10  # seconds: every board asks for the rules, and they change once a year

_known: dict = {}  # location id → (when we read them, its rules)


class Logged(NamedTuple):
    """An entry as the board reads it; only a sleep that runs needs its id."""

    id: object
    kind: str
    started_at: datetime


@dataclass
class Seat:
    """One child on the board, with everything that is known of its day."""

    id: object
    first_name: str
    last_name: str
    born_on: date
    portrait: str
    started_on: date | None
    placed: object = None
    absence: tuple | None = None
    slots: dict = field(default_factory=dict)
    visits: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    allergies: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    collectors: list = field(default_factory=list)
    has_note: bool = False
    looks: list = field(default_factory=list)
    group: object = None
    standing: Standing | None = None

    @property
    def nap(self):
        """The sleep that runs now, if any."""
        running = [one for one in self.entries if one.id]
        return running[-1] if running else None

    @property
    def visit(self):
        """The newest visit of today: (id, group, arrived, left, collected_by)."""
        return self.visits[-1] if self.visits else None

    @property
    def is_here(self):
        return self.standing.state in HERE

    def last(self, *names):
        """The newest entry of one of these kinds."""
        return next((one for one in reversed(self.entries) if one.kind in names), None)

    def is_new(self, day):
        return self.started_on is not None and self.started_on <= day < self.started_on + NEW_FOR

    def has_birthday(self, day):
        return (self.born_on.month, self.born_on.day) == (day.month, day.day)

    @property
    def ends_at(self):
        """When the contract says the child goes home today."""
        return max((slot.ends_at for slot in self.slots), default=None)


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in this house, as a face to tap."""

    id: object
    first_name: str
    last_name: str
    portrait: str
    roles: tuple
    shifts: tuple

    def on_duty(self, group_ids, clock: time) -> bool:
        return any(g in group_ids and start <= clock < end for g, start, end in self.shifts)


@dataclass(frozen=True)
class Rules:
    """What is logged and how often sleeping children are looked at, in this location."""

    log: tuple
    sleep: tuple

    def levels(self, seat, day):
        """The decision per kind for one child."""
        age = policy.age_in_months(seat.born_on, day)
        mine = seat.id if any(row[4] == seat.id for row in self.log) else None
        return _levels(self.log, age, seat.group, mine)

    def interval(self, seat, day):
        """Minutes between two looks, or None."""
        age = policy.age_in_months(seat.born_on, day)
        return sleepchecks.interval_minutes(age, self.sleep or sleepchecks.DEFAULT_INTERVALS)


@lru_cache(maxsize=512)
def _levels(rows, age, group, child):
    def wishes(fits):
        return [policy.Row(*row[:2], row[2], row[3]) for row in rows if fits(row[5], row[4])]

    return policy.levels(
        kinds.DEFAULTS,
        wishes(lambda g, c: g is None and c is None),
        wishes(lambda g, c: g is not None and g == group),
        wishes(lambda g, c: c is not None and c == child),
        age,
    )


@dataclass(frozen=True)
class Board:
    """The day of one location at `now`; `seats` are the children of `group_ids` alone."""

    location: object
    group_ids: tuple
    now: datetime

    @property
    def _here(self):
        return {"organisation": self.location.organisation_id, "location": self.location.pk}

    @cached_property
    def zone(self):
        return ZoneInfo(self.location.time_zone)

    @cached_property
    def day(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def span(self):
        span = kinds.day_span(self.day, self.zone)
        return span.start, span.end

    @cached_property
    def seats(self) -> list[Seat]:
        """Children who are or were expected or present today, by name."""
        visits = self._visits()
        seats = self._children(visits)
        for seat in seats.values():
            seat.visits = visits.get(seat.id, [])
            seat.group = self._group(seat)
        seats = {id: seat for id, seat in seats.items() if seat.group in self.group_ids}
        if seats:
            self._fill(seats)
        shown = [seat for seat in seats.values() if seat.standing.state != State.OFF]
        return sorted(shown, key=lambda seat: (seat.first_name.casefold(), seat.last_name))

    @cached_property
    def rules(self) -> Rules:
        """What is asked for here; read again when it is ten seconds old."""
        known = _known.get(self.location.pk)
        if known is None or monotonic() - known[0] > REMEMBERED:
            known = _known[self.location.pk] = (monotonic(), self._rules())
        return known[1]

    def _rules(self) -> Rules:
        """One question for both kinds of rules."""
        columns = ("kind", "level", "from_month", "until_month", "child_id", "group_id")
        here = {"organisation": self.location.organisation_id, "location": self.location.pk}
        log = LogRule.objects.filter(**here).values_list(*columns)
        nothing = Value(None, output_field=LogRule._meta.get_field("child"))
        sleep = SleepCheckRule.objects.filter(**here).values_list(
            Value("", output_field=CharField()),
            Value("look", output_field=CharField()),
            "from_month",
            "minutes",
            nothing,
            nothing,
        )
        rows = log.union(sleep, all=True)
        logged = tuple(row for row in rows if row[0])
        looked = sorted((row[2], row[3]) for row in rows if not row[0])
        return Rules(logged, tuple(looked))

    def _visits(self):
        found = defaultdict(list)
        start, end = self.span
        for child, *visit in questions.VISITS(**self._here, start=start, end=end):
            found[child].append(tuple(visit))
        return found

    def _children(self, visits):
        day = self.day
        # A child that visits a group of ours is ours, wherever it is placed.
        inside = [child for child, stays in visits.items() if stays[-1][1] in self.group_ids]
        rows = questions.CHILDREN[day.isoweekday()](
            organisation=self.location.organisation_id,
            groups=self.group_ids,
            inside=tuple(inside),
            day=day,
        )
        seats = {}
        for row in rows:
            seat = seats.get(row[0]) or seats.setdefault(row[0], Seat(*row[:7]))
            if row[7]:
                slot = Slot(self._moment(row[8]), self._moment(row[9]))
                seat.slots[slot] = row[7]
            if row[10]:
                seat.absence = row[10:]
        return seats

    def _group(self, seat):
        stay = seat.visits[-1] if seat.visits else None
        contract = seat.slots[min(seat.slots, key=lambda s: s.starts_at)] if seat.slots else None
        return group_of_today(
            open_visit=stay[1] if stay and stay[3] is None else None,
            visited=stay[1] if stay else None,
            contract=contract,
            placed=seat.placed,
        )

    def _fill(self, seats):
        self._add_entries(seats)
        self._add_marks(seats)
        for seat in seats.values():
            nap = seat.nap
            seat.standing = standing(
                now=self.now,
                stays=[Stay(visit[2], visit[3]) for visit in seat.visits],
                slots=list(seat.slots),
                absence=seat.absence[0] if seat.absence else None,
                asleep_since=nap.started_at if nap else None,
            )

    def _add_entries(self, seats):
        """The newest entry of each kind of each child, and the sleeps that run."""
        start, end = self.span
        rows = questions.NEWEST(
            organisation=self.location.organisation_id,
            children=tuple(seats),
            since=start - LONGEST,
            start=start,
            end=end,
        )
        sleeping = {}
        for child, kind, nap, started_at in sorted(rows, key=lambda row: row[3]):
            seats[child].entries.append(Logged(nap, kind, started_at))
            if nap:
                sleeping[nap] = seats[child]
        if sleeping:
            looks = SleepLook.objects.filter(
                organisation=self.location.organisation_id, entry__in=list(sleeping)
            )
            for entry, looked_at in looks.values_list("entry", "looked_at"):
                sleeping[entry].looks.append(looked_at)

    def _add_marks(self, seats):
        """Allergies, notes from home, collectors of today and photo answers: one question."""
        rows = questions.MARKS(
            organisation=self.location.organisation_id,
            children=tuple(seats),
            day=self.day,
        )
        for child, what, text, mark in rows:
            _put(seats[child], what, text, mark)

    def _moment(self, clock: time) -> datetime:
        return datetime.combine(self.day, clock, self.zone)


def colleagues(location, day) -> list[Colleague]:
    """Everyone with a role in a group of this location, with today's shifts. One question."""
    here = {"organisation": location.organisation_id, "location": location.pk}
    rows = questions.COLLEAGUES(**here, day=day)
    found = {}
    for id, first, last, portrait, name, group, group_name, *shift in rows:
        who = found.setdefault(id, ((id, first, last, portrait), {}, {}))
        who[1][(name, group, group_name)] = None
        if shift[0]:
            who[2][tuple(shift)] = None
    return [Colleague(*who, tuple(roles), tuple(shifts)) for who, roles, shifts in found.values()]


def _put(seat, what, text, mark):
    if what == "allergy":
        seat.allergies.append((text, mark))
    elif what == "photo":
        seat.answers.append(mark == "yes")
    elif what == "collector":
        seat.collectors.append(text)
    else:
        seat.has_note = seat.has_note or mark == "yes"
        if text:
            seat.collectors.append(text)
