"""Mood (stemming): how the child feels."""

from .fields import Choice, Option
from .kind import Kind
from .telling import Told
from .words import _


class Mood(Kind):
    name = "mood"
    label = _("Mood")
    hue = "notitie"
    icon = "smile"
    place = 110
    bands = ((0, "offered"), (12, "hidden"))
    fields = (
        Choice(
            "mood",
            _("How is it going?"),
            required=True,
            quick=True,
            each=True,
            options=(
                Option("happy", _("Happy"), told=_("happy")),
                Option("calm", _("Calm"), told=_("calm")),
                Option("tired", _("Tired"), told=_("tired")),
                Option("clingy", _("Needs a cuddle"), told=_("needs a cuddle")),
                Option("sad", _("Sad"), told=_("sad")),
                Option("cross", _("Grumpy"), told=_("grumpy")),
            ),
        ),
    )

    def tell(self, entry, now, checks):
        mood = self.chosen(entry, "mood")
        return Told(self.icon, self.label, mood, "", _("Mood: %(mood)s", mood=mood))
