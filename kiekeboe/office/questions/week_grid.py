"""The week of one group: who comes, who works, what is needed, and what is asked (H1–H3)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from kiekeboe.office.questions import requests as asked
from kiekeboe.office.questions.weeks_ahead import Week
from kiekeboe.people.models import Child, Employee
from kiekeboe.people.rights import Right
from kiekeboe.planning.group_day import GroupDay
from kiekeboe.planning.models import Request
from kiekeboe.planning.reading import Plan, plan_of
from kiekeboe.planning.slices import Away, Kind, Slice
from kiekeboe.planning.staffed_days import places_of, staffed, whole_location


@dataclass(frozen=True)
class Care:
    """One stretch of a child in the grid; `look` says how it is drawn."""

    start: int
    end: int
    look: str
    request: Request | None = None


@dataclass(frozen=True)
class Line:
    """One child; `reachable` when its file may be opened."""

    child: Child
    cells: list[tuple[date, list[Care]]]
    reachable: bool


@dataclass(frozen=True)
class Day:
    """One day of the group: what is judged, and who works."""

    day: date
    staffed: GroupDay
    whole: GroupDay | None
    colleagues: list[Employee]
    closed: str
    asks: int
    places: int

    @property
    def judged(self) -> GroupDay:
        """What the law counts: the location where it counts so, and otherwise the group."""
        return self.whole or self.staffed

    @property
    def part(self) -> int:
        """Percent of the places at the fullest moment, at most 100."""
        return min(100, round(100 * self.staffed.children / self.places))


@dataclass(frozen=True)
class Grid:
    group: object
    week: Week
    days: list[Day]
    lines: list[Line]
    requests: list
    plan: Plan = field(repr=False)


LOOKS = {
    Kind.FIXED: "fixed",
    Kind.SWAP: "swap",
    Kind.FLEXIBLE: "extra",
    Kind.EXTRA: "extra",
    Kind.CREDIT: "extra",
    Kind.BONUS: "extra",
}
AWAY = {
    Away.CLOSED: "closed",
    Away.SICK: "sick",
    Away.LEAVE: "leave",
    Away.UNANNOUNCED: "unannounced",
}


def grid(member, group, groups, week: Week) -> Grid:
    """The week of a group. `groups` are all of its location."""
    plan = plan_of(group.location, week.monday, week.sunday, today=week.today)
    wishes = _wishes(group, week)
    cells = _cells(plan, group, week, wishes, told=member.may(Right.SEE_MEDICAL))
    days = week.days({day for mine in cells.values() for day in mine})
    reach = set(member.children.filter(pk__in=cells).values_list("pk", flat=True))
    children = Child.objects.filter(pk__in=cells).order_by("first_name", "last_name", "pk")
    lines = [
        Line(one, [(day, cells[one.pk].get(day, [])) for day in days], one.pk in reach)
        for one in children
    ]
    plans = {(group.location_id, day): plan for day in days}
    mine = [one for one in wishes if one.child_id in reach]
    rows = asked.rows(mine, today=week.today, plans=plans)
    return Grid(group, week, _days(plan, group, groups, days, wishes), lines, rows, plan)


def _wishes(group, week: Week) -> list[Request]:
    """What families ask for this week in this group, undecided."""
    here = Q(day__lte=week.sunday, last_day__gte=week.monday)
    given_up = Q(old_day__range=(week.monday, week.sunday))
    found = Request.objects.undecided().filter(here | given_up, group=group)
    return list(
        asked.with_proposals(found)
        .select_related("child", "guardian", "group__location")
        .order_by("asked_at")
    )


def _cells(plan: Plan, group, week: Week, wishes, *, told: bool) -> dict:
    """{child: {day: stretches}} of who comes here this week, or asks to. Why a child is away is
    `told` to who may read medical facts; to others every absence looks alike."""
    found: dict = defaultdict(lambda: defaultdict(list))
    for child in plan.agreed:
        for day in week.all_days():
            for one in plan.slices(child, day):
                if one.group == group.pk:
                    found[child][day].append(Care(one.start, one.end, look_of(one, told=told)))
    for one in wishes:
        for day in week.all_days():
            if look := _asked_look(one, day):
                found[one.child_id][day].append(Care(0, 0, look, one))
    return {child: dict(days) for child, days in found.items()}


def look_of(one: Slice, *, told: bool) -> str:
    if one.away and one.away != Away.CLOSED and not told:
        return "away"
    return AWAY[one.away] if one.away else LOOKS[one.kind]


def _asked_look(one: Request, day: date) -> str:
    if one.old_day == day:
        return "asked-away"
    if not one.day <= day <= one.last_day:
        return ""
    if one.ask == Request.Ask.LEAVE:
        return "asked-leave"
    return "asked-swap" if one.ask == Request.Ask.SWAP else "asked"


def _days(plan: Plan, group, groups, days, wishes) -> list[Day]:
    working = {
        one.employee for day in days for one in plan.duties.get(day, ()) if one.group == group.pk
    }
    people = Employee.objects.in_bulk(working)
    return [
        Day(
            day,
            staffed(plan, group, day),
            whole_location(plan, groups, day),
            _names(plan, group, day, people),
            plan.closed.get(day, ""),
            sum(1 for one in wishes if one.day == day and one.ask != Request.Ask.LEAVE),
            places_of(plan, group, day),
        )
        for day in days
    ]


def _names(plan: Plan, group, day: date, people) -> list[Employee]:
    mine = (one for one in plan.duties.get(day, ()) if one.group == group.pk)
    return list(dict.fromkeys(people[one.employee] for one in mine))
