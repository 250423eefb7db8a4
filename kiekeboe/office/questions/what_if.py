"""Whether there is room for what the office is about to agree for a child (E8)."""

from datetime import date, timedelta

from kiekeboe.planning.reading import minute, plan_of
from kiekeboe.planning.what_if import (
    WEEKS,
    Answer,
    Birthday,
    Stretch,
    answers,
    birthday,
    of_move,
    of_week,
)

AHEAD = timedelta(weeks=WEEKS) - timedelta(days=1)


def of_contract(child, group, week, first: date, *, today: date) -> list[Answer]:
    """Twelve weeks of a weekly pattern {weekday: (starts, ends)} from a day on."""
    plan = _plan(child, group, first, first + AHEAD, today)
    return answers(plan, child, of_week(group, week, first), _groups(group, first))


def of_placement(child, group, first: date, *, today: date) -> list[Answer]:
    """Twelve weeks of what the child does elsewhere now, in this group."""
    plan = _plan(child, group, first, first + AHEAD, today)
    return answers(plan, child, of_move(plan, child, group, first), _groups(group, first))


def of_visit(child, group, day: date, starts_at, ends_at, *, today: date) -> list[Answer]:
    """One stretch on one day."""
    plan = _plan(child, group, day, day, today)
    stretch = Stretch(group, day, minute(starts_at), minute(ends_at))
    return answers(plan, child, [stretch], _groups(group, day))


def of_birthday(child, group, *, today: date) -> Birthday | None:
    """What the next birthday changes, when it is near."""
    plan = _plan(child, group, today, today + AHEAD, today)
    return birthday(plan, child, _groups(group, today))


def _plan(child, group, first: date, last: date, today: date):
    return plan_of(group.location, first, last, today=today, also=[child.pk])


def _groups(group, day: date) -> list:
    return list(group.location.groups.on(day))
