"""Accident (ongelukje): a fall, a bump, a bite. What happened and what we did."""

from .fields import Choice, Option, Text, YesNo
from .kind import Kind
from .telling import Told, joined, lines
from .words import _


class Accident(Kind):
    name = "accident"
    label = _("Accident")
    hue = "gezondheid"
    medical = True
    icon = "bandage"
    place = 140
    fields = (
        Text("what", _("What happened?"), required=True, longest=500),
        Choice(
            "injury",
            _("What do you see?"),
            quick=True,
            options=(
                Option("bump", _("Bump or bruise")),
                Option("graze", _("Graze")),
                Option("cut", _("Cut")),
                Option("bite", _("Bite")),
                Option("pinch", _("Pinched")),
                Option("sting", _("Sting")),
                Option("nothing", _("Nothing to see")),
                Option("other", _("Something else")),
            ),
        ),
        Text("place", _("Where was it?"), longest=80),
        Text("first_aid", _("What did you do?"), longest=300),
        YesNo("parents_told", _("Parents have been told")),
    )

    def tell(self, entry, now, checks):
        details = entry.details
        what, injury = details.get("what", ""), self.chosen(entry, "injury")
        aid = details.get("first_aid")
        helped = _("What we did: %(aid)s", aid=aid) if aid else ""
        detail = joined(what, details.get("place") or "", helped, by=lines)
        return Told(self.icon, self.label, injury, detail)
