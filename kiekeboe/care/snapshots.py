"""What a tablet may keep of a house: two days of its own groups, and who else is inside.

Questions and rules alone; how it is told stands in `kiekeboe.tablet.snapshot`. As many questions
for one child as for sixteen, and values come as tuples, because every tablet asks all day.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from kiekeboe.care import kinds
from kiekeboe.care import snapshot_questions as ask
from kiekeboe.care.board_states import group_of_today
from kiekeboe.care.models.entries import LONGEST
from kiekeboe.care.snapshot_people import Colleague, Kid, Rules, Stay
from kiekeboe.planning.ratio import Care, age_step, rules
from kiekeboe.planning.reading import kind_of_day, minute, schoolings_of
from kiekeboe.planning.rows import booking_of, leave_of, lent_of
from kiekeboe.planning.slices import Agreed, DayType, Pattern, moment, slices_of
from kiekeboe.planning.staffing import care_of
from kiekeboe.planning.weighing import Skill

UNSEEN = timedelta(days=14)  # how long what a family said waits to be seen
REMEMBERED = timedelta(days=14)  # how long a sheet begins with what was filled in the last time


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
        for row in ask.COLLEAGUES(**self._here, **self._days):
            id, names, (role, group), shift = row[0], row[1:4], row[4:6], row[6:10]
            who = found.get(id) or found.setdefault(id, Colleague(id, *names))
            who.roles[role, group] = None
            if row[10]:
                who.skills.add(Skill(*row[10:14]))
            if row[14]:
                who.away[row[14]] = row[15:]
            where, day, starts, ends = shift
            if where in self.groups:
                who.shifts[where, self._moment(day, starts), self._moment(day, ends)] = None
        for who in found.values():  # a shift of who is away counts for nobody
            who.shifts = {one: None for one in who.shifts if not who.is_away(one[1].date())}
        return list(found.values())

    @property
    def care(self):
        return care_of(self.location)

    @cached_property
    def stints(self) -> dict:
        """Who is or was clocked in today: [(id, group, from, until)] per colleague."""
        found = defaultdict(list)
        for row in self._inside:
            if row[7] == ask.STINT:
                found[row[0]].append(row[3:7])
        return found

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
        kids = {id: kid for id, kid in self._everybody.items() if self._is_ours(kid)}
        if kids:
            self._add_entries(kids)
        coming = [kid for kid in kids.values() if kid.slots or kid.stays or kid.absences]
        return sorted(coming, key=lambda kid: (kid.first_name.casefold(), kid.last_name))

    @property
    def elsewhere(self) -> list[tuple]:
        """Children of other groups where the law counts the whole location, nameless: the column
        in which each counts, from when until when, and whether it is inside."""
        found = []
        for kid in self._everybody.values():
            if self._is_ours(kid) or any(first <= self.day for _, first, *_ in kid.absences):
                continue
            step = age_step(kid.born_on, self.day, self.care)
            inside = [stay for stay in kid.stays if stay.left_at is None]
            slots = [one for one in kid.slots if one[1].astimezone(self.zone).date() == self.day]
            if inside:
                until = max((slot[2] for slot in slots), default=self._closing)
                found.append((step, inside[-1].arrived_at, until, True))
            elif not kid.stays:
                found += [(step, start, end, False) for _group, start, end in slots]
        return found

    @cached_property
    def _everybody(self) -> dict:
        """Every child that was read, with its facts and slots: of all groups of the location where
        the law counts them together, else of those in reach."""
        found = self._children()
        for id, stays in self._stays.items():
            if id in found:
                found[id].stays = stays
        if found:
            self._add_facts(found)
            self._add_slots(found)
        return found

    @property
    def counts_all(self) -> bool:
        return rules(self.care, self.day).whole_location

    @property
    def _closing(self) -> datetime:
        return self._moment(self.day, self.location.closes_at)

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
    def _inside(self):
        return ask.VISITS(**self._here, start=self._span.start, end=self._span.end)

    @cached_property
    def _visits(self):
        return [row for row in self._inside if row[7] != ask.STINT]

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
        groups = tuple(self.groups) if self.counts_all else self.group_ids
        inside = [id for id, stays in self._stays.items() if stays[-1].group in groups]
        rows = ask.CHILDREN(
            organisation=self._organisation,
            groups=groups,
            inside=tuple(inside),
            **self._days,
        )
        found = {}
        for row in rows:
            kid = found.get(row[0]) or found.setdefault(row[0], Kid(*row[:7]))
            kid.group, kid.tomorrow = kid.group or row[7], kid.tomorrow or row[8]
            kid.home = kid.group
            if row[9]:
                kid.patterns.add(_pattern(*row[9:]))
        return found

    def _add_slots(self, kids):
        """From when to when each child is planned today and tomorrow; who is at home for a whole
        day keeps its slots, because the tablet tells why it is not there."""
        schools = {}
        by_school_day = any(one.days for kid in kids.values() for one in kid.patterns)
        if by_school_day or self.care == Care.BSO:
            schools = schoolings_of(kids, self.day, self.tomorrow)
        for kid in kids.values():
            agreed = Agreed(
                tuple(kid.patterns), tuple(kid.bookings), tuple(kid.partly), tuple(kid.lent)
            )
            known = schools.get(kid.id, ())
            for day in (self.day, self.tomorrow):
                kind = kind_of_day([one[:3] for one in known], day)
                comes = [one for one in slices_of(agreed, day, kind_of_day=kind) if one.comes]
                kid.slots.update(
                    (one.group, self._minute(day, one.start), self._minute(day, one.end))
                    for one in comes
                )
                if out := _out(known, day, kind, comes):
                    kid.runs.append((out[0], self._minute(day, out[1])))

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
            elif what == "lent":
                self._lend(kid, lent_of(one, first, last))
            elif what == "fetched":
                kid.fetched = (UUID(one), UUID(two), told_at)
            elif what == "guardian":
                # (first name, last name, phone, relation, may collect, is blocked)
                kid.guardians.append((one, two, three, four, yes == "yes", told_at is not None))
            elif what == "collector":
                kid.collectors.append((one, first == last == self.day))
            else:
                kid.answers.append((one, yes == "yes"))

    def _lend(self, kid, lent):
        """On these days it is in another group instead of its own, as if it were placed there."""
        kid.lent.append(lent)
        if lent.holds_on(self.day):
            kid.group = lent.group
        if lent.holds_on(self.tomorrow):
            kid.tomorrow = lent.group

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


def _out(schoolings, day, kind, comes):
    """(school, minute) at which a child is fetched from school; None on a day without school, or
    when it does not come to us after it."""
    if kind not in (DayType.SCHOOL, DayType.FREE_AFTERNOON):
        return None
    school = next(
        (one for first, last, _, one in schoolings if first <= day and (not last or day <= last)),
        None,
    )
    if school is None:
        return None
    out = minute(school.ends_at if kind == DayType.SCHOOL else school.noon_at)
    return (school, out) if any(one.end > out for one in comes) else None


def head_of(organisation) -> int:
    """The number of the newest event: changes with everything that anybody did."""
    rows = ask.HEAD(organisation=organisation)
    return rows[0][0] if rows else 0


def _begins_with(kind) -> bool:
    fields = [*([kind.amount] if kind.amount else []), *kind.fields]
    return any(field.each and field.remember for field in fields)


# The kinds whose sheet begins per child with what was filled in the last time.
REMEMBERING = tuple(name for name in kinds.NAMES if _begins_with(kinds.get(name)))
