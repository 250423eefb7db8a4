"""Temperature (temperatuur) in °C. Fever from 38.5 is a house rule and a setting, not a law."""

from decimal import Decimal

from .amounts import Amount
from .fields import Choice, Option
from .kind import Kind
from .telling import Told, full, joined, known_amount
from .words import _

FEVER = Decimal("38.5")


class Temperature(Kind):
    name = "temperature"
    label = _("Temperature")
    hue = "gezondheid"
    medical = True
    icon = "thermometer"
    place = 120
    amount = Amount(
        "amount",
        _("Temperature"),
        required=True,
        where="entry",
        each=True,
        unit="°C",
        minimum=Decimal(34),
        maximum=Decimal(43),
        step=Decimal("0.1"),
        decimals=1,
        warn_from=FEVER,
        warning=_("From %(limit)s °C we call it a fever.", limit=FEVER),
    )
    fields = (
        Choice(
            "method",
            _("Measured"),
            quick=True,
            remember=True,
            options=(
                Option("ear", _("In the ear"), told=_("in the ear")),
                Option("forehead", _("On the forehead"), told=_("on the forehead")),
                Option("armpit", _("Under the arm"), told=_("under the arm")),
                Option("rectal", _("In the bottom"), told=_("in the bottom")),
            ),
        ),
    )

    def tell(self, entry, now, checks):
        degrees = known_amount(entry)
        line = _("Temperature, %(amount)s °C", amount=degrees)
        value = _("%(amount)s °C", amount=degrees)
        detail = joined(self.chosen(entry, "method"), by=full)
        return Told(self.icon, self.label, value, detail, line)

    def summary(self, entries, *, now, span=None):
        if not entries:
            return None
        highest = max(map(known_amount, entries))
        value = _("%(amount)s °C", amount=highest)
        return self.tile(self.label, value, times=len(entries))
