"""Toilet (wc of potje): for children who are learning it."""

from .fields import Choice, Option
from .kind import Kind
from .telling import Told
from .words import _, ngettext


class Toilet(Kind):
    name = "toilet"
    label = _("Toilet")
    hue = "luier"
    icon = "toilet"
    place = 100
    fields = (
        Choice(
            "result",
            _("How did it go?"),
            required=True,
            default="wee",
            quick=True,
            each=True,
            options=(
                Option("wee", _("Wee"), told=_("a wee")),
                Option("poo", _("Poo"), told=_("a poo")),
                Option("both", _("Wee and poo"), told=_("a wee and a poo")),
                Option("tried", _("Tried"), told=_("tried")),
            ),
        ),
        Choice(
            "where",
            _("Where"),
            quick=True,
            remember=True,
            options=(
                Option("potty", _("On the potty")),
                Option("toilet", _("On the toilet")),
            ),
        ),
    )

    def tell(self, entry, now, checks):
        where = self.chosen(entry, "where") or self.label
        result = self.chosen(entry, "result")
        line = _("%(where)s, %(result)s", where=where, result=result)
        return Told(self.icon, where, result, "", line)

    def summary(self, entries, *, now, span=None):
        if not entries:
            return None
        times = ngettext("%(n)s time", "%(n)s times", len(entries))
        return self.tile(self.label, times, times=len(entries))
