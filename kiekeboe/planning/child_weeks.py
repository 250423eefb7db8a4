"""The slices of some children between two days, wherever they come: for pages about a child."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from kiekeboe.planning.models import ClosedDay
from kiekeboe.planning.reading import agreed_of, kind_of_day, schools_of
from kiekeboe.planning.slices import Away, Slice, slices_of


@dataclass
class ChildWeeks:
    """What was agreed for some children, in memory. `closed` is {(group, day): why}."""

    agreed: dict = field(default_factory=dict)
    closed: dict = field(default_factory=dict)
    schools: dict = field(default_factory=dict)

    def slices(self, child, day: date) -> list[Slice]:
        """What a child does that day; a slice in a house that is closed is marked so."""
        known = self.agreed.get(child)
        if not known:
            return []
        kind = kind_of_day(self.schools.get(child, ()), day)
        return [self._marked(one, day) for one in slices_of(known, day, kind_of_day=kind)]

    def _marked(self, one: Slice, day: date) -> Slice:
        why = self.closed.get((one.group, day))
        return replace(one, away=Away.CLOSED, away_source=why) if why else one


def weeks_of(children: Iterable, first: date, last: date) -> ChildWeeks:
    """Six questions, for any number of children (ids)."""
    children = list(children)
    agreed = agreed_of(children, first, last)
    groups = {
        one.group
        for each in agreed.values()
        for one in (*each.patterns, *each.bookings, *each.lent)
    }
    closed = ClosedDay.objects.filter(
        location__groups__in=groups, day__gte=first, day__lte=last
    ).values_list("location__groups", "day", "name")
    return ChildWeeks(
        agreed,
        {(group, day): name for group, day, name in closed},
        schools_of(children, first, last),
    )
