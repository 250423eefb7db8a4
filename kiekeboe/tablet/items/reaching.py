"""Which children a writer could write about on the day of writing."""

from datetime import timedelta

from django.utils.translation import ngettext

from kiekeboe.care.kinds import day_span
from kiekeboe.care.models import Visit
from kiekeboe.care.reaching import groups_today
from kiekeboe.people.models import Child
from kiekeboe.planning.models import Placement
from kiekeboe.tablet import answers
from kiekeboe.tablet.items.registry import NotHere, Refused

RECENTLY = timedelta(days=14)


class Moved(Refused):
    """The child was in this group until a while ago; `names` says who it is."""

    def __init__(self, children):
        names = answers.first_names(children)
        sentence = ngettext(
            "%(names)s is not in your group any more.",
            "%(names)s are not in your group any more.",
            len(children),
        )
        super().__init__(sentence % {"names": names}, names=names)


class Reach:
    """The children among these that the writer could reach on that day, each with its group."""

    def __init__(self, children, writer):
        self.writer = writer
        self.groups = groups_today(children, caregiver=writer)
        if missing := set(children) - set(self.groups):
            self.groups |= self._guests(missing)

    def need(self, children) -> None:
        """Raise NotHere for who is out of reach; by name for who was in this group recently."""
        missing = [child for child in children if child not in self.groups]
        if missing:
            raise Moved(missing) if self._left(missing) else NotHere

    def _guests(self, children) -> dict:
        """Who was a guest in one of the groups that day and has gone home since."""
        writer = self.writer
        span = day_span(writer.day, writer.device.location.time_zone)
        visits = Visit.objects.between(span.start, span.end).filter(
            organisation=writer.organisation_id, child__in=children, group__in=writer.group_ids
        )
        return dict(visits.order_by("arrived_at").values_list("child", "group"))

    def _left(self, children) -> bool:
        """Whether all of these were placed in one of the groups until a while ago."""
        writer = self.writer
        here = Placement.objects.filter(
            organisation=writer.organisation_id,
            child__in=children,
            group__in=writer.group_ids,
            ended_on__gte=writer.day - RECENTLY,
        )
        known = Child.objects.filter(organisation=writer.organisation_id, pk__in=children)
        return known.filter(placements__in=here).distinct().count() == len(set(children))
