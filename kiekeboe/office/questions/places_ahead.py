"""Occupancy of a month per group: each day, each part of the week, and what is free (H4)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.planning.models import Request
from kiekeboe.planning.occupying import GroupDay, Part, at_its_fullest, occupied, parts_of
from kiekeboe.planning.ratio import Care
from kiekeboe.planning.reading import plan_of

AGES = {
    Care.DAYCARE: (
        gettext_lazy("0 years"), gettext_lazy("1 year"), gettext_lazy("2 years"),
        gettext_lazy("3 years"),
    ),
    Care.BSO: (gettext_lazy("4 to 6 years"), gettext_lazy("7 to 12 years")),
}  # fmt: skip
WORKING_DAYS = 5


@dataclass(frozen=True)
class Month:
    """A month as the office looks at it; `today` is the day of who looks."""

    first: date
    today: date

    @classmethod
    def of(cls, day: date, today: date) -> "Month":
        return cls(day.replace(day=1), today)

    @property
    def last(self) -> date:
        return self.after - timedelta(days=1)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def is_now(self) -> bool:
        return self.first <= self.today <= self.last

    def days(self) -> list[date]:
        """From Monday to Friday."""
        many = (self.after - self.first).days
        days = (self.first + timedelta(days=n) for n in range(many))
        return [day for day in days if day.isoweekday() <= WORKING_DAYS]


@dataclass(frozen=True)
class Cell:
    """One day of one group; `waiting` families stand on the list of that day."""

    day: date
    is_over: bool
    full: GroupDay
    waiting: int

    @property
    def tone(self) -> str:
        if self.full.closed or self.is_over:
            return "none"
        if not self.full.free:
            return "stop"
        return "warn" if self.full.free <= 2 else "ok"


@dataclass(frozen=True)
class Row:
    """A day of the week over what is left of the month: its parts, each at its fullest."""

    name: str
    parts: Sequence[tuple[str, Part]]


@dataclass(frozen=True)
class OfGroup:
    group: object
    weeks: list[list[Cell | None]]
    rows: list[Row]
    ages: tuple

    @property
    def rostered(self) -> bool:
        return all(part.rostered for row in self.rows for _, part in row.parts)


def of_month(location, groups, month: Month) -> list[OfGroup]:
    """Each group in this month. Ten questions, and two more where children come from school."""
    groups, days = list(groups), month.days()
    plan = plan_of(location, days[0], days[-1], today=month.today)
    full, waiting = occupied(plan, groups, days), _waiting(groups, days)
    names = [str(_("morning")), str(_("afternoon"))][-len(parts_of(location)) :]
    return [
        OfGroup(
            group,
            [list(_week(week, group, full, waiting, month.today)) for week in _weeks(days)],
            [
                Row(str(WEEKDAYS[number]), list(zip(names, parts, strict=True)))
                for number, parts in _at_fullest(group, days, full, month.today)
            ],
            AGES[plan.care],
        )
        for group in groups
    ]


def _at_fullest(group, days, full, today):
    """(weekday, its parts) over the days to come; a weekday that is over is left out."""
    for number in range(WORKING_DAYS):
        ahead = [day for day in days if day.weekday() == number and day >= today]
        if parts := at_its_fullest(full[group.pk, day] for day in ahead):
            yield number, parts


def _weeks(days):
    return [list(week) for _, week in groupby(days, key=lambda day: day.isocalendar()[:2])]


def _week(week, group, full, waiting, today):
    """Five cells, with nothing for a day of another month."""
    known = {day.weekday(): day for day in week}
    for number in range(WORKING_DAYS):
        day = known.get(number)
        yield day and Cell(day, day < today, full[group.pk, day], waiting[group.pk, day])


def _waiting(groups, days) -> Counter:
    """How many families wait for a place, per group and day."""
    listed = Request.objects.filter(
        group__in=groups, day__range=(days[0], days[-1]), state=Request.State.WAITING
    )
    return Counter(listed.values_list("group", "day"))
