"""Food (eten): which meal, what, and how much of it."""

from .fields import Choice, Option, Text
from .kind import Kind
from .portions import BITES
from .telling import Told
from .words import _, ngettext

WELL = {"all", "most"}


class Food(Kind):
    name = "food"
    label = _("Food")
    hue = "eten"
    icon = "apple"
    place = 30
    dock = True
    bands = ((0, "required"), (12, "hidden"))
    fields = (
        Choice(
            "meal",
            _("Meal"),
            required=True,
            default="lunch",
            quick=True,
            options=(
                Option("morning", _("Breakfast")),
                Option("fruit", _("Fruit")),
                Option("lunch", _("Lunch")),
                Option("warm", _("Warm meal")),
                Option("snack", _("Snack")),
                Option("evening", _("Evening meal")),
            ),
        ),
        Choice(
            "eaten", _("How much"), required=True, default="all", quick=True, each=True,
            options=BITES,
        ),
        Text("what", _("What was it?"), longest=200),
    )  # fmt: skip

    def tell(self, entry, now, checks):
        warm = entry.details.get("meal") in {"lunch", "warm", "evening"}
        meal, eaten = self.chosen(entry, "meal"), self.chosen(entry, "eaten")
        line = _("%(meal)s, %(eaten)s", meal=meal, eaten=eaten)
        what = entry.details.get("what") or ""
        return Told("soup" if warm else self.icon, meal, eaten, what, line)

    def summary(self, entries, *, now, span=None):
        if not entries:
            return None
        times = len(entries)
        well = sum(1 for meal in entries if meal.details.get("eaten") in WELL)
        value = ngettext("%(n)s time", "%(n)s times", times)
        detail = ngettext("ate well once", "ate well %(n)s times", well) if well else ""
        return self.tile(_("Ate"), value, detail, times=times, well=well)
