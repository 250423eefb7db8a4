"""Who really was there: children by their visits, colleagues by the clock (H1, H2).

The same plain values as a planning gives, so that both are judged alike.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from kiekeboe.care.models import Visit
from kiekeboe.planning.models import Stint
from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.room import Presence, Shift
from kiekeboe.planning.slices import DAY
from kiekeboe.planning.slices import moment as moment_of
from kiekeboe.planning.staffing import care_of, worth_of
from kiekeboe.planning.weighing import Duty, weighed


@dataclass(frozen=True)
class Actual:
    """One day of a location as it was, per group (id)."""

    presences: dict[object, list[Presence]]
    shifts: dict[object, list[Shift]]
    duties: list[Duty]

    @property
    def is_known(self) -> bool:
        return bool(self.presences or self.duties)

    @property
    def adults(self) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in self.duties]


def actual_of(location, day: date, *, now: datetime) -> Actual:
    """What really was on a day; who is still there is there until `now`. Four questions."""
    zone, care = location.zone, care_of(location)
    begin, end = moment_of(day, 0, zone), moment_of(day + timedelta(days=1), 0, zone)

    def minutes(start, stop):
        """Minutes of the day between two moments, as far as they are of this day."""
        first, last = (_minute(one, day, zone) for one in (start, min(stop or now, end)))
        return first, max(first, last)

    presences = defaultdict(list)
    visits = Visit.objects.between(begin, end).filter(group__location=location)
    for group, child, born, came, left in visits.order_by("arrived_at").values_list(
        "group", "child", "child__born_on", "arrived_at", "left_at"
    ):
        step = age_step(born, day, care)
        presences[group].append(Presence(*minutes(came, left), step, child))
    duties = _duties(location, day, begin, end, care, minutes)
    return Actual(dict(presences), weighed(duties, day), duties)


def _duties(location, day, begin, end, care, minutes) -> list[Duty]:
    here = Q(ended_at=None) | Q(ended_at__gt=begin)
    stints = Stint.objects.filter(
        here, group__location=location, withdrawn_at=None, started_at__lt=end
    ).order_by("started_at")
    rows = list(stints.values_list("employee", "group", "started_at", "ended_at"))
    worth = worth_of({employee for employee, *_ in rows}, day, care)
    return [
        Duty(group, *minutes(began, ended), worth[employee], employee)
        for employee, group, began, ended in rows
    ]


def _minute(moment: datetime, day: date, zone) -> int:
    """The minute of the day by the clock on the wall; before the day 0, after it the last."""
    local = moment.astimezone(zone)
    if local.date() != day:
        return 0 if local.date() < day else DAY
    return local.hour * 60 + local.minute
