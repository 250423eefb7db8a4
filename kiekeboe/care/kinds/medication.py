"""Medicine given (medicijn): what, how much, and who looked along. Only after written consent.

Nothing is filled in from the last time: a dose is read from the consent, never from habit.
"""

from .fields import Choice, Option, Problem, Text, YesNo
from .kind import Kind
from .telling import Told, joined, lines
from .words import _


class Medication(Kind):
    name = "medication"
    label = _("Medicine")
    hue = "gezondheid"
    medical = True
    icon = "pill"
    place = 130
    confirms = True
    fields = (
        Text("medicine", _("Which medicine?"), required=True, longest=120),
        Text("dose", _("How much"), required=True, longest=60),
        Choice(
            "outcome",
            _("How did it go?"),
            required=True,
            default="given",
            quick=True,
            options=(
                Option("given", _("Given"), told=_("given")),
                Option("spat_out", _("Partly spat out"), told=_("partly spat out")),
                Option("refused", _("Did not want it"), told=_("did not want it")),
                Option("not_given", _("Not given"), told=_("not given")),
            ),
        ),
        Text("reason", _("Why not?"), longest=200),
        Text("seen_by", _("Who looked along?"), longest=80),
        YesNo("checked", _("Checked: child, medicine and dose")),
    )

    def problems(self, details, amount):
        if details["outcome"] == "not_given" and not details.get("reason"):
            return [Problem("reason", _("Tell why it was not given."))]
        if details["outcome"] != "not_given" and details.get("checked") is not True:
            return [Problem("checked", _("Check the child, the medicine and the dose first."))]
        return []

    def tell(self, entry, now, checks):
        details = entry.details
        medicine, dose = details.get("medicine", ""), details.get("dose", "")
        outcome = self.chosen(entry, "outcome")
        seen_by = details.get("seen_by")
        looked = _("%(name)s looked along.", name=seen_by) if seen_by else ""
        detail = joined(_("%(dose)s, %(outcome)s.", dose=dose, outcome=outcome),
                        details.get("reason") or "", looked, by=lines)  # fmt: skip
        line = _("Medicine: %(medicine)s, %(outcome)s", medicine=medicine, outcome=outcome)
        return Told(self.icon, medicine or self.label, dose, detail, line)
