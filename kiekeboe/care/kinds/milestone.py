"""Milestone (mijlpaal): the first step, the first tooth."""

from .development import AREAS
from .fields import Choice, Text
from .kind import Kind
from .telling import Told
from .words import _


class Milestone(Kind):
    name = "milestone"
    label = _("Milestone")
    hue = "notitie"
    icon = "star"
    place = 150
    bands = ((0, "offered"), (12, "hidden"))
    fields = (
        Text("what", _("What happened for the first time?"), required=True, longest=200),
        Choice("area", _("Area of development"), options=AREAS),
    )

    def tell(self, entry, now, checks):
        what = entry.details.get("what") or ""
        line = _("Milestone: %(what)s", what=what)
        return Told(self.icon, self.label, self.chosen(entry, "area"), what, line)
