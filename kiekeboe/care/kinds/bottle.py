"""Bottle (fles): what was given, how much of it was drunk."""

from collections.abc import Mapping
from decimal import Decimal

from .amounts import Amount, exact
from .fields import Choice, Option, Problem
from .kind import Kind
from .portions import SIPS, part_of
from .telling import Told, full, joined, known_amount
from .words import _, ngettext

USUAL = ((0, Decimal(90)), (2, Decimal(120)), (4, Decimal(150)), (6, Decimal(180)))
FOOD_TOO_BEFORE = 6


class Bottle(Kind):
    name = "bottle"
    label = _("Bottle")
    hue = "fles"
    icon = "milk"
    place = 20
    dock = True
    bands = ((0, "required"), (12, "hidden"))
    amount = Amount(
        "amount",
        _("Drunk"),
        required=True,
        where="entry",
        each=True,
        unit="ml",
        maximum=Decimal(500),
        step=Decimal(10),
        derived=("offered", "took"),
    )
    fields = (
        Choice(
            "took", _("How much"), default="all", quick=True, options=SIPS,
        ),
        Amount(
            "offered",
            _("Given"),
            each=True,
            remember=True,
            unit="ml",
            minimum=Decimal(10),
            maximum=Decimal(500),
            step=Decimal(10),
            usual=USUAL,
        ),
        Choice(
            "milk",
            _("Milk"),
            each=True,
            remember=True,
            options=(
                Option("formula", _("Formula"), told=_("formula")),
                Option("breast", _("Breast milk"), told=_("breast milk")),
                Option("cow", _("Cow's milk"), told=_("cow's milk")),
                Option("other", _("Something else"), told=_("other milk")),
            ),
        ),
    )  # fmt: skip

    def amount_for(self, amount, details):
        if amount is not None or not isinstance(details, Mapping):
            return amount
        return part_of(details.get("offered"), details.get("took"))

    def problems(self, details, amount):
        if details.get("took") == "refused" and exact(amount):
            return [Problem("amount", _("Choose 0 ml if the child did not want it."))]
        return []

    def answers(self, age_months):
        """A bottle is a drink, and before solid food it is the meal as well."""
        fed = {"food"} if age_months < FOOD_TOO_BEFORE else set()
        return frozenset({"bottle", "drink"} | fed)

    def tell(self, entry, now, checks):
        drunk, given = known_amount(entry), exact(entry.details.get("offered"))
        detail = joined(self.chosen(entry, "milk"), by=full)
        if not drunk and entry.details.get("took") == "refused":
            line = _("Bottle, did not want it")
            return Told(self.icon, self.label, _("did not want it"), detail, line)
        line = _("Bottle, %(amount)s ml", amount=drunk)
        value = _("%(amount)s ml", amount=drunk)
        if given is not None and given >= drunk:
            value = _("%(amount)s of %(offered)s ml", amount=drunk, offered=given)
        return Told(self.icon, self.label, value, detail, line)

    def summary(self, entries, *, now, span=None):
        if not entries:
            return None
        bottles = ngettext("%(n)s bottle", "%(n)s bottles", len(entries))
        drunk = sum(map(known_amount, entries), Decimal(0))
        value = _("%(amount)s ml", amount=drunk)
        return self.tile(bottles, value, times=len(entries), ml=int(drunk))
