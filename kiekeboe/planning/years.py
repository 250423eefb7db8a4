"""The planning of many days at once: what a year of a whole location asks of staff and room.

Pure. The same answers as `slices_of` and `room.moments` day by day, but a plain day of a plain
child is not cut into slices again, and a day that looks like another is not counted again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kiekeboe.planning.ratio import Care, age_step
from kiekeboe.planning.slices import Agreed, slices_of, weeks_of


@dataclass(frozen=True, slots=True)
class Comer:
    """A child for the planning of years: when it was born, and what was agreed."""

    born_on: date
    agreed: Agreed


Load = dict[tuple[int, int, int], int]


def loads(
    comers: Iterable[Comer], first: date, last: date, care: Care, closed: Mapping[date, Any]
) -> dict[tuple[Any, date], Load]:
    """How many children of each age come from when to when, per group and day.

    {(group, day): {(start, end, step): how many}}; days without children are left out.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found: dict[tuple[Any, date], Load] = {}
    for comer in comers:
        _add(found, comer, days, care, closed)
    return found


def change(
    found: dict[tuple[Any, date], Load],
    before: Comer,
    after: Comer,
    first: date,
    last: date,
    care: Care,
    closed: Mapping[date, Any],
) -> set[tuple[Any, date]]:
    """Put one child right in what `loads` found, and say which (group, day) became another."""
    old, new = (loads([one], first, last, care, closed) for one in (before, after))
    touched = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
    for place in touched:
        load = dict(found.get(place, {}))
        for stretch in old.get(place, ()):
            load[stretch] -= old[place][stretch]
        for stretch, many in new.get(place, {}).items():
            load[stretch] = load.get(stretch, 0) + many
        found[place] = {stretch: many for stretch, many in load.items() if many}
        if not found[place]:
            del found[place]
    return touched


def _add(found, comer: Comer, days: list[date], care: Care, closed) -> None:
    agreed, week = comer.agreed, weeks_of(comer.agreed)
    steps = _steps(comer.born_on, days, care)
    special = set(range(len(days))) if week is None else _special_days(agreed, days)
    for weekday, (one,) in (week or {}).items():
        start, end, group = one.start, one.end, one.group
        for place in range((weekday - days[0].isoweekday()) % 7, len(days), 7):
            day = days[place]
            if place in special or day in closed or day < one.first:
                continue
            if one.last is not None and day > one.last:
                break
            _count(found, group, day, (start, end, steps[place]))
    for place in special:
        for each in slices_of(agreed, days[place], closed=closed.get(days[place])):
            if each.comes:
                _count(found, each.group, days[place], (each.start, each.end, steps[place]))


def _steps(born_on: date, days: list[date], care: Care) -> list[int]:
    """In which column the child counts on each of these days."""
    found: list[int] = []
    while len(found) < len(days):
        day = days[len(found)]
        until = min((_birthday_after(born_on, day) - days[0]).days, len(days))
        found += [age_step(born_on, day, care)] * (until - len(found))
    return found


def _count(found, group, day, stretch) -> None:
    load = found.get((group, day))
    if load is None:
        load = found[group, day] = {}
    load[stretch] = load.get(stretch, 0) + 1


def _special_days(agreed: Agreed, days: list[date]) -> set[int]:
    """Places in `days` of which the week does not say everything."""
    first, many = days[0], len(days)
    dates = {one.day for one in agreed.bookings}
    dates.update(one.instead_of.day for one in agreed.bookings if one.instead_of is not None)
    special = {(one - first).days for one in dates}
    for absence in agreed.absences:
        start = max(0, (absence.first - first).days)
        end = many if absence.last is None else (absence.last - first).days + 1
        special.update(range(start, min(end, many)))
    for lent in agreed.lent:
        special.update(range((lent.first - first).days, (lent.last - first).days + 1))
    return {place for place in special if 0 <= place < many}


def _birthday_after(born_on: date, day: date) -> date:
    """The next day on which the age changes; for 29 February the first of March."""
    for year in (day.year, day.year + 1):
        try:
            birthday = born_on.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        if birthday > day:
            return birthday
    return date.max
