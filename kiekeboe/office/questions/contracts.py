"""Questions about contracts, with what a yes asks of the group (E12)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kiekeboe.billing.contract_hours import parts_of, parts_of_week
from kiekeboe.billing.hours import of_a_month
from kiekeboe.billing.rounding import hundredths
from kiekeboe.office.forms.children import WEEKDAYS
from kiekeboe.planning.contract_changes import group_on, standing_on, week_of
from kiekeboe.planning.models import ContractChange
from kiekeboe.planning.room import Why
from kiekeboe.planning.week_room import DayRoom, room_for_week

WHY = {
    Why.FULL: _("The group is full"),
    Why.NOT_TOGETHER: _("These ages may not be in one group"),
    Why.TOO_FEW_STAFF: _("A colleague is missing"),
    Why.GROUP_CLOSED: _("The group is closed then"),
}


@dataclass(frozen=True)
class Line:
    """One weekday: how it was, how it becomes, and whether there is room when it is new."""

    name: str
    before: str
    after: str
    room: DayRoom | None = None

    @property
    def why(self):
        return WHY[self.room.room.why]

    @property
    def lacks(self) -> int:
        return self.room.days - self.room.free


@dataclass(frozen=True)
class Consequence:
    """What a yes to other days means: per weekday, and in hours per month."""

    group: object
    lines: list[Line] = field(default_factory=list)
    before: float = 0
    after: float = 0


def in_reach(member):
    return ContractChange.objects.filter(
        organisation=member.organisation, child__in=member.children
    ).select_related("child", "guardian")


def waiting(member):
    """Those on which somebody decides, the oldest first: notice runs from the day it came in."""
    return in_reach(member).filter(state=ContractChange.State.REQUESTED).order_by("received_at")


def decided_lately(member):
    return in_reach(member).exclude(decided_at=None).order_by("-decided_at")[:20]


def consequence(change: ContractChange, today: date) -> Consequence | None:
    """What a yes means; None for an end, and for a child without a group."""
    group = group_on(change.child_id, max(change.day, today))
    if change.kind == ContractChange.Kind.END or group is None:
        return None
    standing, wanted = standing_on(change.child_id, change.day), week_of(change)
    if change.state == ContractChange.State.APPROVED:
        return Consequence(group, [], 0, _hours(parts_of_week(wanted)))
    fresh = {day: times for day, times in wanted.items() if standing.week.get(day) != times}
    rooms = room_for_week(change.child, group, fresh, day=max(change.day, today), today=today)
    by_day = {one.weekday: one for one in rooms}
    lines = [
        Line(
            capfirst(str(WEEKDAYS[day])), _times(standing.week.get(day)), _times(wanted.get(day)),
            by_day.get(day),
        )
        for day in sorted(standing.week.keys() | wanted.keys())
    ]  # fmt: skip
    return Consequence(group, lines, _hours(parts_of(standing)), _hours(parts_of_week(wanted)))


def _hours(parts) -> float:
    return float(hundredths(of_a_month(parts)))


def _times(stretch) -> str:
    return f"{stretch[0]:%H:%M} – {stretch[1]:%H:%M}" if stretch else ""
