"""Activity or play (spelen): what the child did, alone or with the group."""

from .development import AREAS
from .fields import Choice, Option, Problem, Several, Text
from .kind import Kind
from .telling import Told
from .words import _


class Activity(Kind):
    name = "activity"
    label = _("Activity")
    hue = "activiteit"
    icon = "shapes"
    place = 60
    dock = True
    bands = ((0, "required"), (12, "hidden"), (48, "offered"))
    fields = (
        Choice(
            "activity",
            _("What did you do?"),
            quick=True,
            options=(
                Option("outside", _("Playing outside")),
                Option("reading", _("Reading a book")),
                Option("music", _("Music and singing")),
                Option("craft", _("Painting and crafts")),
                Option("building", _("Building with blocks")),
                Option("pretend", _("Pretend play")),
                Option("water", _("Sand and water")),
                Option("moving", _("Moving and dancing")),
                Option("walk", _("A walk or outing")),
                Option("free", _("Free play")),
            ),
        ),
        Text("title", _("Or in your own words"), longest=120),
        Text("text", _("Tell more"), longest=1000),
        Several("areas", _("Area of development"), options=AREAS),
    )

    def problems(self, details, amount):
        if details.get("activity") or details.get("title"):
            return []
        return [Problem("activity", _("Choose an activity or type one."))]

    def tell(self, entry, now, checks):
        title = entry.details.get("title") or self.chosen(entry, "activity") or self.label
        return Told(self.icon, title, "", entry.details.get("text") or "")
