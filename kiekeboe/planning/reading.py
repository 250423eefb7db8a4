"""From rows to the plain values of the pure planning: who comes when, who works, what is closed.

A fixed number of questions for any number of children and days.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.db.models import Q, TimeField, UUIDField, Value
from django.db.models.functions import Cast

from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child
from kiekeboe.planning.models import (
    Absence,
    Booking,
    ClosedDay,
    ContractDay,
    Lending,
    Request,
    SchoolDay,
    Schooling,
)
from kiekeboe.planning.ratio import Care, RuleSet, age_step, rules
from kiekeboe.planning.room import Moment, Presence, moments
from kiekeboe.planning.school_days import Region, SchoolCalendar
from kiekeboe.planning.slices import (
    DAY,
    Agreed,
    Away,
    DayType,
    Kind,
    Leave,
    Lent,
    Pattern,
    Slice,
    Slot,
    slices_of,
)
from kiekeboe.planning.slices import Booking as Booked
from kiekeboe.planning.staffing import care_of, counting, duties_of, minute

LENT = "lent"


def clock(minutes: int) -> time:
    """The time of the day; midnight at the end of a day is the last minute of it."""
    return time(23, 59) if minutes >= DAY else time(minutes // 60, minutes % 60)


def agreed_of(children, first: date, last: date) -> dict:
    """What was agreed for each of these children (ids) between two days. Three questions."""
    children = list(children)
    patterns, bookings, absences, lent = (defaultdict(list) for _ in range(4))
    lasting = Q(last_day=None) | Q(last_day__gte=first)
    for row in ContractDay.objects.filter(lasting, child__in=children, first_day__lte=last):
        patterns[row.child_id].append(_pattern(row))
    on_days = Q(day__gte=first, day__lte=last) | Q(old_day__gte=first, old_day__lte=last)
    for row in Booking.objects.standing().filter(on_days, child__in=children):
        bookings[row.child_id].append(_booking(row))
    for child, kind, *stretch, group in _exceptions(children, first, last):
        if kind == LENT:
            since, until, _, _, pk = stretch
            lent[child].append(Lent(group, since, until, pk))
        else:
            absences[child].append(_leave(kind, *stretch))
    return {
        child: Agreed(*(tuple(each[child]) for each in (patterns, bookings, absences, lent)))
        for child in children
    }


def _pattern(row: ContractDay) -> Pattern:
    return Pattern(
        row.group_id,
        row.weekday,
        minute(row.starts_at),
        minute(row.ends_at),
        row.first_day,
        row.last_day,
        row.every_weeks,
        frozenset(map(DayType, row.day_types)) or None,
        row.pk,
    )


def _booking(row: Booking) -> Booked:
    old = None
    if row.old_day is not None:
        old = Slot(row.old_day, minute(row.old_starts_at), minute(row.old_ends_at))
    start, end = minute(row.starts_at), minute(row.ends_at)
    gone = row.given_up_to is not None
    return Booked(row.group_id, Kind(row.kind), row.day, start, end, row.pk, old, gone)


def _exceptions(children, first: date, last: date):
    """Absences and lendings in one question: child, kind, days, hours, id, group."""
    lasting = Q(last_day=None) | Q(last_day__gte=first)
    away = Absence.objects.filter(
        lasting, child__in=children, first_day__lte=last, withdrawn_at=None
    ).values_list(
        "child", "kind", "first_day", "last_day", "starts_at", "ends_at", "id",
        Cast(None, UUIDField()),
    )  # fmt: skip
    return away.union(
        Lending.objects.standing(first, last)
        .filter(child__in=children)
        .values_list(
            "child", Value(LENT), "first_day", "last_day", Cast(None, TimeField()),
            Cast(None, TimeField()), "id", "group",
        ),
        all=True,
    )  # fmt: skip


def _leave(kind, first: date, last: date | None, starts_at, ends_at, pk) -> Leave:
    start = 0 if starts_at is None else minute(starts_at)
    end = DAY if ends_at is None else minute(ends_at)
    return Leave(Away(kind), first, last, start, end, pk)


@dataclass
class Plan:
    """The planning of a location between two days, in memory."""

    location: object
    first: date
    last: date
    today: date
    born: dict = field(default_factory=dict)
    agreed: dict = field(default_factory=dict)
    closed: dict = field(default_factory=dict)
    duties: dict = field(default_factory=dict)
    shifts: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    schools: dict = field(default_factory=dict)
    groups: list | None = None

    @property
    def care(self) -> Care:
        return care_of(self.location)

    def law(self, day: date) -> RuleSet:
        return rules(self.care, day)

    def slices(self, child, day: date) -> list[Slice]:
        """What a child does that day; nothing for a child we do not know."""
        known = self.agreed.get(child)
        if not known:
            return []
        kind = self.kind_of_day(child, day)
        return slices_of(known, day, closed=self.closed.get(day), kind_of_day=kind)

    def kind_of_day(self, child, day: date) -> DayType | None:
        """What kind of day it is for the school of a child; None without a school."""
        return kind_of_day(self.schools.get(child, ()), day)

    def presences(self, group, day: date, *, without=None) -> list[Presence]:
        """Who takes a place in a group that day: who comes, and places that are offered.

        A sick child keeps its place on days to come: it may be better by then. `without` is the
        id of a request whose offer is not counted, because it is asked about.
        """
        law, found = self.law(day), []
        for child in self.agreed:
            step = age_step(self.born[child], day, law.care)
            found += [
                Presence(one.start, one.end, step, child)
                for one in self.slices(child, day)
                if one.group == group and takes_a_place(one, day, self.today)
            ]
        for request, child, start, end in self.held.get((group, day), ()):
            if request != without:
                step = age_step(self.born[child], day, law.care)
                found.append(Presence(start, end, step, child))
        return found

    def groups_on(self, day: date) -> list:
        """Ids of the groups of the location on a day. One question for all days together."""
        if self.groups is None:
            of_place = Group.objects.filter(location=self.location)
            self.groups = list(of_place.values_list("pk", "ended_on"))
        return [id for id, ended in self.groups if ended is None or ended >= day]

    def moments(self, group, day: date) -> list[Moment]:
        return moments(self.presences(group, day), self.shifts.get((group, day), ()), self.law(day))


def takes_a_place(one: Slice, day: date, today: date) -> bool:
    """A sick child keeps its place on days to come: it may be better by then."""
    return one.comes or (one.away == Away.SICK and day > today)


def plan_of(location, first: date, last: date, *, today: date, also=()) -> Plan:
    """Everything that is planned at a location between two days. Nine questions, and two more
    where children come from school.

    `also` are children (ids) to read besides those who come here, such as one that asks to.
    """
    plan = Plan(location, first, last, today)
    here = {"group__location": location}
    lasting = Q(last_day=None) | Q(last_day__gte=first)
    children = set(also)
    children.update(
        ContractDay.objects.filter(lasting, **here, first_day__lte=last).values_list(
            "child", flat=True
        )
    )
    children.update(
        Booking.objects.standing()
        .filter(**here, day__gte=first, day__lte=last)
        .values_list("child", flat=True)
    )
    offered = Request.objects.filter(
        **here, state=Request.State.OFFERED, day__gte=first, day__lte=last
    )
    for row in offered:
        children.add(row.child_id)
        stretch = (row.pk, row.child_id, minute(row.starts_at), minute(row.ends_at))
        plan.held.setdefault((row.group_id, row.day), []).append(stretch)
    plan.born = dict(Child.objects.filter(pk__in=children).values_list("pk", "born_on"))
    plan.agreed = agreed_of(plan.born, first, last)
    plan.closed = closed_days(location, first, last)
    plan.duties = duties_of(location, first, last)
    plan.shifts = counting(plan.duties)
    if plan.care == Care.BSO:
        plan.schools = schools_of(plan.born, first, last)
    return plan


def closed_days(location, first: date, last: date) -> dict[date, str]:
    """Which days a location is closed, and why."""
    closed = ClosedDay.objects.filter(location=location, day__gte=first, day__lte=last)
    return dict(closed.values_list("day", "name"))


def schools_of(children, first: date, last: date) -> dict:
    """{child: [(first day, last day, calendar of its school)]}. Two questions."""
    known = schoolings_of(children, first, last)
    return {
        child: [(since, until, calendar) for since, until, calendar, _school in some]
        for child, some in known.items()
    }


def schoolings_of(children, first: date, last: date) -> dict:
    """{child: [(first day, last day, calendar, school)]}. Two questions."""
    lasting = Q(ended_on=None) | Q(ended_on__gte=first)
    rows = list(
        Schooling.objects.filter(lasting, child__in=children, started_on__lte=last).select_related(
            "school"
        )
    )
    own = defaultdict(dict)
    days = SchoolDay.objects.filter(
        school__in={row.school_id for row in rows}, day__gte=first, day__lte=last
    )
    for school, day, kind in days.values_list("school", "day", "kind"):
        own[school][day] = DayType(kind)
    calendars, found = {}, defaultdict(list)
    for row in rows:
        school = row.school
        if school.pk not in calendars:
            region, free = Region(school.region), frozenset(school.free_afternoons)
            calendars[school.pk] = SchoolCalendar(region, free, own[school.pk])
        found[row.child_id].append((row.started_on, row.ended_on, calendars[school.pk], school))
    return dict(found)


def kind_of_day(schools, day: date) -> DayType | None:
    """What kind of day it is for a child with these schools, as `schools_of` gives them."""
    calendars = (
        school for first, last, school in schools if first <= day and (last is None or day <= last)
    )
    calendar = next(calendars, None)
    return calendar.on(day) if calendar else None


def is_whole(location, starts_at: time, ends_at: time) -> bool:
    """Whether a stretch is a whole day: from opening to closing, but for two hours in all."""
    hours = minute(location.closes_at) - minute(location.opens_at)
    return hours - (minute(ends_at) - minute(starts_at)) <= 120


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
