"""What if: a contract starts, a child settles in, moves to another group, has a birthday (E8).

Each is a number of stretches that a child would come; the answer is that of `room_in`, day by
day. Everything comes from a `Plan`; no rows are read here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.reading import Plan, days_between, minute
from kiekeboe.planning.room import ENOUGH, Moment, Presence, Room, Shift, moments, room_in
from kiekeboe.planning.slices import DAY
from kiekeboe.planning.staffed_days import places_of

WEEKS = 12  # ahead: as far as rosters and requests usually go


@dataclass(frozen=True, slots=True)
class Stretch:
    """A child would be in a group from `start` to `end` (minutes of the day)."""

    group: Any
    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether there is room; `rostered` is False when no roster was made for that day yet."""

    stretch: Stretch
    room: Room
    rostered: bool


@dataclass(frozen=True, slots=True)
class Birthday:
    """What the next birthday changes on the first day the child comes after it."""

    born_on: date
    day: date  # the birthday itself
    age: int
    group: Any
    before: Moment
    after: Moment


def of_week(group, week: Mapping[int, tuple], first: date, *, weeks: int = WEEKS) -> list[Stretch]:
    """The stretches of a weekly pattern {weekday: (starts, ends)} from a day on; Monday is 1."""
    days = days_between(first, first + timedelta(weeks=weeks) - timedelta(days=1))
    return [
        Stretch(group, day, *map(minute, week[day.isoweekday()]))
        for day in days
        if day.isoweekday() in week
    ]


def of_move(plan: Plan, child, group, first: date) -> list[Stretch]:
    """What the child does in other groups from a day on, as stretches in this one."""
    return [
        Stretch(group, day, one.start, one.end)
        for day in days_between(first, plan.last)
        for one in plan.slices(child.pk, day)
        if one.comes and one.group != group.pk
    ]


def answers(plan: Plan, child, stretches: Iterable[Stretch], groups=()) -> list[Answer]:
    """Whether there is room for each stretch that is not on a closed day. The child itself does
    not count as being there. `groups` are all of the location, where the law counts it whole."""
    return [
        _answer(plan, child, one, list(groups) or [one.group])
        for one in stretches
        if plan.first <= one.day <= plan.last and one.day not in plan.closed
    ]


def _answer(plan: Plan, child, one: Stretch, groups) -> Answer:
    law = plan.law(one.day)
    step = age_step(child.born_on, one.day, law.care)
    candidate = Presence(one.start, one.end, step, child.pk)
    rostered = any(plan.shifts.get((group.pk, one.day)) for group in groups)

    def together(some):
        shifts = _shifts(plan, some, one.day) if rostered else [Shift(0, DAY, ENOUGH)]
        return _others(plan, child, some, one.day), shifts

    room = room_in(
        candidate, together([one.group]), law,
        whole=together(groups) if law.whole_location else None,
        places=places_of(plan, one.group, one.day),
        opens=minute(plan.location.opens_at), closes=minute(plan.location.closes_at),
    )  # fmt: skip
    return Answer(one, room, rostered)


def birthday(plan: Plan, child, groups) -> Birthday | None:
    """What changes on the next birthday, when it falls in the plan and the law counts an older
    child otherwise. None when nothing does."""
    turns = next_birthday(child.born_on, plan.first)
    steps = [age_step(child.born_on, day, plan.care) for day in (turns - timedelta(days=1), turns)]
    if turns > plan.last or steps[0] == steps[1]:
        return None
    for day in days_between(turns, plan.last):
        mine = next((one for one in plan.slices(child.pk, day) if one.comes), None)
        group = mine and next((one for one in groups if one.pk == mine.group), None)
        if group is None:
            continue
        counted = list(groups) if plan.law(day).whole_location else [group]
        others = _others(plan, child, counted, day)
        older, younger = (
            _busiest(
                [*others, Presence(mine.start, mine.end, step, child.pk)],
                _shifts(plan, counted, day), plan.law(day), mine,
            )
            for step in reversed(steps)
        )  # fmt: skip
        age = turns.year - child.born_on.year
        return Birthday(child.born_on, turns, age, group, younger, older)
    return None


def next_birthday(born_on: date, day: date) -> date:
    """The first birthday on or after a day; for 29 February the first of March."""
    for year in (day.year, day.year + 1):
        try:
            turns = born_on.replace(year=year)
        except ValueError:
            turns = date(year, 3, 1)
        if turns >= day:
            return turns
    raise AssertionError("a year has a birthday")


def _busiest(there, shifts, law, mine) -> Moment:
    with_it = [
        one for one in moments(there, shifts, law) if one.start < mine.end and one.end > mine.start
    ]
    return max(with_it, key=lambda one: (one.needed.staff is None, one.needed.staff or 0))


def _others(plan: Plan, child, groups, day: date) -> list[Presence]:
    return [
        one for group in groups for one in plan.presences(group.pk, day) if one.child != child.pk
    ]


def _shifts(plan: Plan, groups, day: date) -> list[Shift]:
    return [one for group in groups for one in plan.shifts.get((group.pk, day), ())]
