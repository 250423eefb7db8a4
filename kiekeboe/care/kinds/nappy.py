"""Nappy (luier): wet, dirty, both or dry, and whether there was cream."""

from .fields import Choice, Option, YesNo
from .kind import Kind
from .telling import Told
from .words import _, ngettext


class Nappy(Kind):
    name = "nappy"
    label = _("Nappy")
    hue = "luier"
    icon = "droplets"
    place = 50
    dock = True
    bands = ((0, "required"), (12, "hidden"))
    fields = (
        Choice(
            "content",
            _("What was in it?"),
            required=True,
            default="wet",
            quick=True,
            each=True,
            options=(
                Option("wet", _("Wet"), told=_("wet")),
                Option("dirty", _("Poo"), told=_("poo")),
                Option("both", _("Wet and poo"), told=_("wet and poo")),
                Option("dry", _("Dry"), told=_("dry")),
            ),
        ),
        YesNo("cream", _("Put cream on"), each=True),
    )

    def tell(self, entry, now, checks):
        content = self.chosen(entry, "content")
        detail = _("We put cream on.") if entry.details.get("cream") else ""
        line = _("Nappy, %(content)s", content=content)
        return Told(self.icon, self.label, content, detail, line)

    def summary(self, entries, *, now, span=None):
        if not entries:
            return None
        dirty = sum(1 for one in entries if one.details.get("content") in {"dirty", "both"})
        value = ngettext("%(n)s time", "%(n)s times", len(entries))
        detail = ngettext("poo once", "poo %(n)s times", dirty) if dirty else ""
        return self.tile(self.label, value, detail, times=len(entries), dirty=dirty)
