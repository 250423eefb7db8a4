"""One day of one group per quarter hour, as planned and as it was (H1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiekeboe.care.actual import actual_of
from kiekeboe.people.models import Employee, Qualification
from kiekeboe.planning.group_day import GroupDay
from kiekeboe.planning.judged_words import clock, seconds, verdict
from kiekeboe.planning.ratio_words import sentence
from kiekeboe.planning.reading import Plan, minute, plan_of
from kiekeboe.planning.room import QUARTER, Moment, QuarterHour
from kiekeboe.planning.slices import DAY
from kiekeboe.planning.staffed_days import judged_as, places_of, staffed, whole_location


@dataclass(frozen=True)
class Stretch:
    """Quarter hours in which nothing changes; `why` is the reason of what is needed."""

    start: int
    end: int
    quarter: QuarterHour
    why: str


@dataclass(frozen=True)
class Told:
    """A day that was judged, in words: its stretches, the verdict, and what to see to."""

    staffed: GroupDay
    stretches: list[Stretch]
    verdict: str
    alone: list[str]

    @classmethod
    def of(cls, day: GroupDay, until: int = DAY) -> "Told":
        """`until` is the minute to which the day has come."""
        alone = [
            f"{clock(start)}–{clock(end)}: {' '.join(seconds(said))}"
            for start, end, said in day.alone
        ]
        past = [one for one in stretches(day) if one.start < until]
        return cls(day, past, verdict(day.judged), alone)


@dataclass(frozen=True)
class Worker:
    """Who works in the group, from when to when, and for how much it counts (percent)."""

    employee: Employee
    start: int
    end: int
    counts: int
    kind: str


@dataclass(frozen=True)
class Shown:
    day: date
    places: int
    planned: Told
    whole: Told | None
    actual: Told | None
    actual_whole: Told | None
    workers: list[Worker]
    clocked: list[Worker]
    closed: str
    clock_is_used: bool

    @property
    def actual_judged(self) -> str:
        """Whether the law is laid on what was: not where nobody clocks, not per group when the
        whole location counts."""
        if not self.clock_is_used:
            return "unclocked"
        return "no" if self.whole else "yes"

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.day + timedelta(days=1)


def shown(group, day: date, *, today: date, now: datetime) -> Shown:
    """Everything about one day of a group."""
    location = group.location
    plan = plan_of(location, day, day, today=today)
    groups = list(location.groups.on(day).order_by("name"))
    whole = whole_location(plan, groups, day)
    actual = actual_of(location, day, now=now) if day <= today else None
    known = actual is not None and actual.is_known
    duties = plan.duties.get(day, [])
    clocked = actual.duties if known else []
    until = minute(now.astimezone(location.zone)) if day == today else DAY
    people = _people([*duties, *clocked], group, day)
    return Shown(
        day,
        places_of(plan, group, day),
        Told.of(staffed(plan, group, day)),
        Told.of(whole) if whole else None,
        Told.of(_as_it_was(plan, [group], day, actual), until) if known else None,
        Told.of(_as_it_was(plan, groups, day, actual), until) if clocked and whole else None,
        _workers(duties, group, people),
        _workers(clocked, group, people),
        plan.closed.get(day, ""),
        bool(clocked),
    )


def _as_it_was(plan: Plan, groups, day: date, actual) -> GroupDay:
    there = [one for group in groups for one in actual.presences.get(group.pk, ())]
    shifts = [one for group in groups for one in actual.shifts.get(group.pk, ())]
    places = sum(places_of(plan, group, day) for group in groups)
    return judged_as(plan, day, there, shifts, actual.adults, places)


def stretches(day: GroupDay):
    """Quarter hours joined while children, staff and need stay the same."""
    last: Stretch | None = None
    for one in day.quarters():
        if last and _same(last.quarter, one):
            last = Stretch(last.start, one.start + QUARTER, last.quarter, last.why)
            continue
        if last:
            yield last
        last = Stretch(one.start, one.start + QUARTER, one, _why(day, one))
    if last:
        yield last


def _same(one: QuarterHour, other: QuarterHour) -> bool:
    facts = ("children", "staff", "needed", "short")
    return all(getattr(one, name) == getattr(other, name) for name in facts)


def _why(day: GroupDay, quarter: QuarterHour) -> str:
    """The reason of the moment that asks most in a quarter hour."""
    end = quarter.start + QUARTER
    inside = [one for one in day.moments if one.start < end and one.end > quarter.start]
    worst: Moment | None = max(
        (one for one in inside if one.children),
        key=lambda one: 99 if one.needed.staff is None else one.needed.staff,
        default=None,
    )
    return sentence(worst.needed) if worst else ""


def _people(duties, group, day: date) -> dict:
    """{employee: (employee, the kind of qualification that holds)}. Two questions."""
    mine = {one.employee for one in duties if one.group == group.pk}
    people = Employee.objects.in_bulk(mine)
    held = Qualification.objects.filter(employee__in=mine, first_day__lte=day).exclude(
        last_day__lt=day
    )
    kinds: dict = {}
    for row in held.exclude(kind__in=["first_aid", "coach"]).order_by("first_day"):
        kinds[row.employee_id] = row.get_kind_display()
    return {one: (person, kinds.get(one, "")) for one, person in people.items()}


def _workers(duties, group, people) -> list[Worker]:
    return [
        Worker(people[one.employee][0], one.start, one.end, round(one.worth.counts * 100),
               people[one.employee][1])
        for one in duties
        if one.group == group.pk
    ]  # fmt: skip
