"""Drink (drinken): what was in the cup, and how much of it went in."""

from decimal import Decimal

from .amounts import Amount
from .fields import Choice, Option
from .kind import Kind
from .telling import Told, known_amount
from .words import _, ngettext


class Drink(Kind):
    name = "drink"
    label = _("Drink")
    hue = "drinken"
    icon = "cup-soda"
    place = 40
    dock = True
    bands = ((0, "required"), (12, "hidden"))
    amount = Amount(
        "amount",
        _("Drunk"),
        where="entry",
        each=True,
        remember=True,
        unit="ml",
        maximum=Decimal(500),
        step=Decimal(10),
        usual=((0, Decimal(50)), (12, Decimal(100)), (48, Decimal(150))),
    )
    fields = (
        Choice(
            "what",
            _("What was it?"),
            required=True,
            default="water",
            quick=True,
            remember=True,
            options=(
                Option("water", _("Water")),
                Option("milk", _("Milk")),
                Option("tea", _("Tea")),
                Option("juice", _("Juice")),
                Option("other", _("Something else"), told=_("Something to drink")),
            ),
        ),
    )

    def answers(self, age_months):
        return frozenset({"drink", "bottle"})

    def tell(self, entry, now, checks):
        what = self.chosen(entry, "what")
        if entry.amount is None:
            return Told(self.icon, what)
        drunk = known_amount(entry)
        line = _("%(drink)s, %(amount)s ml", drink=what, amount=drunk)
        return Told(self.icon, what, _("%(amount)s ml", amount=drunk), "", line)

    def summary(self, entries, *, now, span=None):
        if not entries:
            return None
        times = ngettext("%(n)s time", "%(n)s times", len(entries))
        drunk = sum(map(known_amount, entries), Decimal(0))
        value = _("%(amount)s ml", amount=drunk) if drunk else times
        detail = times if drunk else ""
        return self.tile(_("Drank"), value, detail, times=len(entries), ml=int(drunk))
