"""A line on the balance of a child, with a note that says why."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, choice, day, number, once, text


class LineForm(OfficeForm):
    id = once()
    way = choice(
        gettext_lazy("What do you do?"),
        [("add", gettext_lazy("Add")), ("take", gettext_lazy("Take off"))],
    )
    hours = number(gettext_lazy("Hours"), least=0, most=500, required=False)
    minutes = number(gettext_lazy("Minutes"), least=0, most=59, required=False)
    points = number(gettext_lazy("Points"), least=0, most=500, required=False)
    until = day(gettext_lazy("Valid until (empty: as the rules say)"), required=False)
    note = text(gettext_lazy("Why (the family can ask for it)"), longest=200)

    def __init__(self, *args, unit, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.today = unit, today
        for name in ("hours", "minutes") if unit == "points" else ("points",):
            del self.fields[name]

    def clean(self):
        told = self.cleaned_data
        if self.unit == "points":
            many = told.get("points") or 0
        else:
            many = (told.get("hours") or 0) * 60 + (told.get("minutes") or 0)
        if not many and not self.errors:
            self.add_error("points" if self.unit == "points" else "hours", _("Fill in a number."))
        if told.get("until") and told["until"] < self.today:
            self.add_error("until", _("Choose today or a later day."))
        told["amount"] = -many if told.get("way") == "take" else many
        return told
