"""The week that a family wants, and the last day of a contract (E12)."""

from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.portal.asking_forms import Day
from kiekeboe.portal.hero import dated

MONDAY = date(2024, 1, 1)  # any Monday: the weekdays by name
WORKDAYS = range(1, 6)


def weekday_name(weekday: int) -> str:
    return capfirst(dated(MONDAY.replace(day=weekday), "l"))


def _time(label) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False,
        widget=forms.TimeInput(attrs={"class": "input", "type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time as 07:30.")},
    )  # fmt: skip


class WeekForm(forms.Form):
    """Which days, from when to when; a day that is not ticked is no care. `week` is the answer."""

    day = Day(gettext_lazy("Starting on (empty: as soon as possible)"), required=False)

    def __init__(self, *args, week, location, usual, **options):
        """`week` is the week that holds, `usual` the times of a day that is new."""
        super().__init__(*args, **options)
        self.location = location
        self.weekdays = sorted({*WORKDAYS, *week})
        for weekday in self.weekdays:
            starts, ends = week.get(weekday, usual)
            name = weekday_name(weekday)
            self.fields[f"on_{weekday}"] = forms.BooleanField(
                label=name, required=False, initial=weekday in week
            )
            for key, label, at in (
                ("from", _("%(day)s from"), starts),
                ("until", _("%(day)s until"), ends),
            ):
                field = _time(label % {"day": name})
                field.initial = at
                self.fields[f"{key}_{weekday}"] = field

    def clean(self):
        told, self.week = self.cleaned_data, {}
        for weekday in self.weekdays:
            starts, ends = told.get(f"from_{weekday}"), told.get(f"until_{weekday}")
            if not told.get(f"on_{weekday}"):
                continue
            if not starts or not ends:
                self.add_error(f"until_{weekday}", _("Fill in both times."))
            elif ends <= starts:
                self.add_error(f"until_{weekday}", _("The end must be after the start."))
            elif starts < self.location.opens_at or ends > self.location.closes_at:
                hours = {"opens": f"{self.location.opens_at:%H:%M}",
                         "closes": f"{self.location.closes_at:%H:%M}"}  # fmt: skip
                self.add_error(
                    f"until_{weekday}", _("We are open from %(opens)s to %(closes)s.") % hours
                )
            self.week[weekday] = (starts, ends)
        if not self.week:
            raise forms.ValidationError(_("Choose at least one day, or end the contract."))
        return told

    def days(self):
        """(box, from, until) per weekday, for the template."""
        return [(self[f"on_{day}"], self[f"from_{day}"], self[f"until_{day}"])
                for day in self.weekdays]  # fmt: skip


class WordsForm(forms.Form):
    """What goes with a question about the contract. `id` is chosen by the page."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Do you want to say something about it?"),
        max_length=500, required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )  # fmt: skip


class EndForm(WordsForm):
    day = Day(gettext_lazy("Last day of care"))
    field_order = ["id", "day", "words"]
