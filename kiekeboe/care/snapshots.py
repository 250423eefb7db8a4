"""What a tablet may keep of a house: two days of its own groups, and who else is inside.

Questions and rules alone; how it is told stands in `kiekeboe.tablet.snapshot`. As many questions
for one child as for sixteen, and values come as tuples, because every tablet asks all day.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from kiekeboe.care import kinds, policy, sleepchecks
from kiekeboe.care import snapshot_questions as ask
from kiekeboe.care.board_states import group_of_today
from kiekeboe.care.models.entries import LONGEST
from kiekeboe.planning.reading import kind_of_day, minute, schools_of
from kiekeboe.planning.rows import booking_of, leave_of
from kiekeboe.planning.slices import Agreed, DayType, Pattern, moment, slices_of

UNSEEN = timedelta(days=14)  # how long what a family said waits to be seen
REMEMBERED = timedelta(days=14)  # how long a sheet begins with what was filled in the last time


@dataclass
class Colleague:
    """Somebody with a role in this house, and when they work in these two days."""

    id: object
    first_name: str
    last_name: str
    portrait: str
    roles: dict = field(default_factory=dict)  # (name, group), in order
    shifts: dict = field(default_factory=dict)  # (group, from, until), in order

    def works_at(self, now) -> bool:
        return any(start <= now < end for _group, start, end in self.shifts)


@dataclass
class Stay:
    """One visit, from door to door."""

    id: object
    group: object
    arrived_at: datetime
    left_at: datetime | None
    brought_by: str
    collected_by: str
    by_clock: bool
    let_in_by: object


@dataclass
class Kid:
    """One child in a snapshot."""

    id: object
    first_name: str
    last_name: str
    born_on: date
    portrait: str
    started_on: date | None
    feeding: str
    group: object = None  # where it is placed today
    tomorrow: object = None
    patterns: set = field(default_factory=set)  # of the contract
    bookings: list = field(default_factory=list)
    partly: list = field(default_factory=list)  # absences of a part of a day
    slots: set = field(default_factory=set)  # (group, from, until)
    stays: list = field(default_factory=list)
    allergies: list = field(default_factory=list)
    absences: list = field(default_factory=list)
    guardians: list = field(default_factory=list)
    collectors: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    reactions: list = field(default_factory=list)
    remembered: dict = field(default_factory=dict)  # kind → (amount, details)
    nap: tuple | None = None  # (entry, since), while the child sleeps


@dataclass(frozen=True)
class Rules:
    """What is logged and how often sleeping children are looked at, in this location."""

    log: tuple
    sleep: tuple

    def levels(self, kid: Kid, group, months) -> dict:
        """How hard each kind is asked for, for one child in this group."""
        mine = kid.id if any(row[4] == kid.id for row in self.log) else None
        return _levels(self.log, months, group, mine)

    def interval(self, months) -> int | None:
        """Minutes between two looks at a sleeping child, or None."""
        return sleepchecks.interval_minutes(months, self.sleep or sleepchecks.DEFAULT_INTERVALS)


@lru_cache(maxsize=512)
def _levels(rows, months, group, child):
    def wishes(fits):
        return [policy.Row(*row[:4]) for row in rows if fits(row[5], row[4])]

    decided = policy.levels(
        kinds.DEFAULTS,
        wishes(lambda g, c: g is None and c is None),
        wishes(lambda g, c: g is not None and g == group),
        wishes(lambda g, c: c is not None and c == child),
        months,
    )
    return {kind: one.level for kind, one in decided.items()}


@dataclass(frozen=True)
class Snapshot:
    """Two days of a location at `now`, for somebody who reaches `group_ids`.

    `opened` adds what only a person with a PIN may know; without it no question is asked for it.
    """

    location: object
    group_ids: tuple
    now: datetime
    opened: bool = False

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.location.time_zone)

    @cached_property
    def day(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def tomorrow(self) -> date:
        return self.day + timedelta(days=1)

    @cached_property
    def groups(self) -> dict:
        """Name and colour of every group of this location."""
        return {id: (name, colour) for id, name, colour in ask.GROUPS(**self._here)}

    @cached_property
    def colleagues(self) -> list[Colleague]:
        """Everybody with a role in a group of this location, by name. Shifts elsewhere are not."""
        found = {}
        for id, *names, role, group, where, day, starts, ends in ask.COLLEAGUES(
            **self._here, **self._days
        ):
            who = found.get(id) or found.setdefault(id, Colleague(id, *names))
            who.roles[role, group] = None
            if where in self.groups:
                who.shifts[where, self._moment(day, starts), self._moment(day, ends)] = None
        return list(found.values())

    @cached_property
    def rules(self) -> Rules:
        rows = ask.RULES(**self._here)
        looked = sorted((row[2], row[3]) for row in rows if not row[0])
        return Rules(tuple(row for row in rows if row[0]), tuple(looked))

    @cached_property
    def kids(self) -> list[Kid]:
        """Children of these groups who come today or tomorrow, or are here.

        A child of ours that is in another group today is not in it: it stands in `others`.
        """
        found = self._children()
        for id, stays in self._stays.items():
            if id in found:
                found[id].stays = stays
        if found:
            self._add_facts(found)
            self._add_slots(found)
        kids = {id: kid for id, kid in found.items() if self._is_ours(kid)}
        if kids:
            self._add_entries(kids)
        coming = [kid for kid in kids.values() if kid.slots or kid.stays or kid.absences]
        return sorted(coming, key=lambda kid: (kid.first_name.casefold(), kid.last_name))

    @property
    def others(self) -> list[tuple]:
        """Children who are in the house in a group that is not ours: id, names, group."""
        return [
            (id, *self._names[id], stays[-1].group)
            for id, stays in self._stays.items()
            if stays[-1].left_at is None and stays[-1].group not in self.group_ids
        ]

    def group_of(self, kid: Kid):
        """In which one group this child is today."""
        last = kid.stays[-1] if kid.stays else None
        today = [slot for slot in kid.slots if slot[1].astimezone(self.zone).date() == self.day]
        return group_of_today(
            open_visit=last.group if last and last.left_at is None else None,
            visited=last.group if last else None,
            contract=min(today, key=lambda slot: slot[1])[0] if today else None,
            placed=kid.group,
        )

    @cached_property
    def looks(self) -> dict:
        """When somebody looked, per sleep of today or going on."""
        sleeps = [row[0] for kid in self.kids for row in kid.entries if row[1] == "sleep"]
        sleeps += [kid.nap[0] for kid in self.kids if kid.nap and not kid.entries]
        found = defaultdict(list)
        if sleeps:
            for entry, at in ask.LOOKS(organisation=self._organisation, entries=tuple(sleeps)):
                found[entry].append(at)
        return found

    # The questions

    @property
    def _organisation(self):
        return self.location.organisation_id

    @property
    def _here(self):
        return {"organisation": self._organisation, "location": self.location.pk}

    @property
    def _days(self):
        return {"day": self.day, "tomorrow": self.tomorrow}

    @cached_property
    def _span(self):
        return kinds.day_span(self.day, self.zone)

    @cached_property
    def _visits(self):
        return ask.VISITS(**self._here, start=self._span.start, end=self._span.end)

    @cached_property
    def _names(self):
        return {row[0]: row[1:3] for row in self._visits}

    @cached_property
    def _stays(self):
        found = defaultdict(list)
        for child, _first, _last, *told, by_clock, corrected, let_in_by in self._visits:
            found[child].append(Stay(*told, bool(by_clock and not corrected), let_in_by))
        return found

    def _children(self):
        # A child that visits a group of ours is ours, wherever it is placed.
        inside = [id for id, stays in self._stays.items() if stays[-1].group in self.group_ids]
        rows = ask.CHILDREN(
            organisation=self._organisation,
            groups=self.group_ids,
            inside=tuple(inside),
            **self._days,
        )
        found = {}
        for row in rows:
            kid = found.get(row[0]) or found.setdefault(row[0], Kid(*row[:7]))
            kid.group, kid.tomorrow = kid.group or row[7], kid.tomorrow or row[8]
            if row[9]:
                kid.patterns.add(_pattern(*row[9:]))
        return found

    def _add_slots(self, kids):
        """From when to when each child is planned today and tomorrow; who is at home for a whole
        day keeps its slots, because the tablet tells why it is not there."""
        schools = {}
        if any(one.days for kid in kids.values() for one in kid.patterns):
            schools = schools_of(kids, self.day, self.tomorrow)
        for kid in kids.values():
            agreed = Agreed(tuple(kid.patterns), tuple(kid.bookings), tuple(kid.partly))
            for day in (self.day, self.tomorrow):
                kind = kind_of_day(schools.get(kid.id, ()), day)
                kid.slots.update(
                    (one.group, self._minute(day, one.start), self._minute(day, one.end))
                    for one in slices_of(agreed, day, kind_of_day=kind)
                    if one.comes
                )

    def _minute(self, day, minutes) -> datetime:
        return moment(day, minutes, self.zone)

    def _is_ours(self, kid):
        mine = self.group_ids
        if kid.stays:
            return kid.stays[-1].group in mine
        planned = {kid.group, kid.tomorrow, *(slot[0] for slot in kid.slots)}
        return self.group_of(kid) in mine or bool(planned.intersection(mine))

    def _add_facts(self, kids):
        question = ask.CLOSED_FACTS if self.opened else ask.OPEN_FACTS
        rows = question(organisation=self._organisation, children=tuple(kids), **self._days)
        for child, what, one, two, three, four, yes, first, last, told_at in sorted(rows, key=str):
            kid = kids[child]
            if what == "allergy":
                kid.allergies.append((one, two))
            elif what == "absence":
                absence = leave_of(one, first, last)
                if absence.is_of_whole_days:
                    kid.absences.append((absence.kind.value, first, last, told_at))
                else:
                    kid.partly.append(absence)
            elif what == "booking":
                kid.bookings.append(booking_of(one, first, last))
            elif what == "guardian":
                # (first name, last name, phone, relation, may collect, is blocked)
                kid.guardians.append((one, two, three, four, yes == "yes", told_at is not None))
            elif what == "collector":
                kid.collectors.append((one, first == last == self.day))
            else:
                kid.answers.append((one, yes == "yes"))

    def _add_entries(self, kids):
        span = {"since": self._span.start - LONGEST}
        them = {"organisation": self._organisation, "children": tuple(kids)}
        if not self.opened:
            for child, entry, since in ask.NAPS(**them, **span):
                kids[child].nap = (entry, since)
            return
        start = self._span.start
        for child, *row in ask.ENTRIES(**them, **span, start=start, end=self._span.end):
            if row[2] >= start or row[1] == "sleep":  # only a sleep may reach over midnight
                kids[child].entries.append(row)
            if row[1] == "sleep" and row[3] is None:
                kids[child].nap = (row[0], row[2])
        for child, *note in ask.NOTES(**them, day=self.day):
            kids[child].notes.append(note)
        unseen = {"since": start - UNSEEN, "start": start}
        for child, *said in ask.REACTIONS(**them, **unseen):
            kids[child].reactions.append(said)
        kind, other = REMEMBERING
        for child, name, *told in ask.REMEMBERED(
            **them, since=self.now - REMEMBERED, kind=kind, other=other
        ):
            kids[child].remembered[name] = told

    def _moment(self, day, clock) -> datetime:
        return datetime.combine(day, clock, self.zone)


def _pattern(group, weekday, first, last, starts, ends, every, days) -> Pattern:
    kinds_of_days = frozenset(map(DayType, days or ())) or None
    return Pattern(group, weekday, minute(starts), minute(ends), first, last, every, kinds_of_days)


def head_of(organisation) -> int:
    """The number of the newest event: changes with everything that anybody did."""
    rows = ask.HEAD(organisation=organisation)
    return rows[0][0] if rows else 0


def _begins_with(kind) -> bool:
    fields = [*([kind.amount] if kind.amount else []), *kind.fields]
    return any(field.each and field.remember for field in fields)


# The kinds whose sheet begins per child with what was filled in the last time.
REMEMBERING = tuple(name for name in kinds.NAMES if _begins_with(kinds.get(name)))
