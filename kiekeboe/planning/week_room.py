"""Is there room for another week (E12): each weekday that is asked, over the coming weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.reading import Plan, days_between, plan_of
from kiekeboe.planning.room import Presence, Room, room_for
from kiekeboe.planning.staffing import minute

WEEKS = 6  # further ahead nobody has a roster


@dataclass(frozen=True)
class DayRoom:
    """One weekday: on how many of the days looked at there is room, and what lacks first."""

    weekday: int
    starts_at: time
    ends_at: time
    days: int
    free: int
    first_full: date | None = None
    room: Room | None = None  # of the first day without room

    @property
    def fits(self) -> bool:
        return self.free == self.days


def room_for_week(
    child, group, week: Mapping[int, tuple[time, time]], *, day: date, today: date
) -> list[DayRoom]:
    """Room for a child in a group on each weekday of a week, from `day` on. Closed days do not
    count. Nine questions, and two more where children come from school."""
    last = day + timedelta(days=7 * WEEKS - 1)
    plan = plan_of(group.location, day, last, today=today, also=[child.pk])
    days = [one for one in days_between(day, last) if one not in plan.closed]
    return [
        _on(plan, child, group, weekday, times, [d for d in days if d.isoweekday() == weekday])
        for weekday, times in sorted(week.items())
    ]


def _on(plan: Plan, child, group, weekday: int, times, days) -> DayRoom:
    found = [(day, _room(plan, child, group, day, times)) for day in days]
    first = next(((day, room) for day, room in found if not room.free), (None, None))
    free = sum(1 for _, room in found if room.free)
    return DayRoom(weekday, *times, len(found), free, *first)


def _room(plan: Plan, child, group, day: date, times) -> Room:
    law = plan.law(day)
    start, end = minute(times[0]), minute(times[1])
    there = [one for one in plan.presences(group.pk, day) if one.child != child.pk]
    return room_for(
        Presence(start, end, age_step(child.born_on, day, law.care), child.pk),
        there,
        plan.shifts.get((group.pk, day), ()),
        law,
        places=group.capacity,
        opens=minute(group.location.opens_at),
        closes=minute(group.location.closes_at),
    )
