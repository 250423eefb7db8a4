"""Days of the past week on which a child was expected, and nobody tapped at all (B3)."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from kiekeboe.care.models import Visit
from kiekeboe.planning.reading import clock, plan_of

BACK = 7  # days


@dataclass(frozen=True)
class Row:
    """A child that was expected from when to when; no visit and no absence is known."""

    child: object
    group: object
    day: date
    starts_at: time
    ends_at: time


def rows(member) -> list[Row]:
    """Latest day first. A fixed number of questions per location."""
    groups = {one.pk: one for one in member.groups.select_related("location")}
    first, last = member.day - timedelta(days=BACK), member.day - timedelta(days=1)
    expected = []
    for location in {one.location_id: one.location for one in groups.values()}.values():
        plan = plan_of(location, first, last, today=member.day)
        expected += [found for child in plan.born for found in _expected(plan, child, groups)]
    seen = _seen({child for child, *_ in expected}, first, last)
    children = member.children.in_bulk({child for child, *_ in expected})
    found = [
        Row(children[child], groups[group], day, starts, ends)
        for child, day, group, starts, ends in expected
        if child in children and (child, day) not in seen
    ]
    return sorted(found, key=lambda row: (-row.day.toordinal(), row.group.name, str(row.child)))


def _expected(plan, child, groups):
    day = plan.first
    while day <= plan.last:
        here = [one for one in plan.slices(child, day) if one.comes and one.group in groups]
        if here:
            yield child, day, here[0].group, clock(here[0].start), clock(here[-1].end)
        day += timedelta(days=1)


def _seen(children, first: date, last: date) -> set[tuple]:
    """(child, local day) of every visit. One question."""
    visits = Visit.objects.standing().filter(
        child__in=children, arrived_at__date__gte=first - timedelta(days=1),
        arrived_at__date__lte=last + timedelta(days=1),
    )  # fmt: skip
    return {
        (visit.child_id, visit.arrived_at.astimezone(visit.group.location.zone).date())
        for visit in visits.select_related("group__location")
    }
