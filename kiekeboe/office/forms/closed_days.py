"""Which days a location closes: public holidays by name, and days of its own."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, day, in_order, text
from kiekeboe.planning.holiday_words import HOLIDAYS
from kiekeboe.planning.school_days import CHOSEN, public_holidays

LONGEST = 62  # days in one go: a long summer stop
SATURDAY = 6


def holidays_ahead(today: date, closed) -> list[tuple[date, str, bool]]:
    """(day, name, whether everybody has it) until the end of next year, where we are not closed
    yet. Holidays at the weekend are left out."""
    return [
        (day, str(HOLIDAYS[holiday]), holiday not in CHOSEN)
        for year in (today.year, today.year + 1)
        for day, holiday in public_holidays(year).items()
        if day >= today and day.isoweekday() < SATURDAY and day not in closed
    ]


class ClosingForm(OfficeForm):
    """`chosen` is {day: name} when it is valid: what is not closed yet."""

    days = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose days from the list.")},
    )
    first_day = day(gettext_lazy("First day"), required=False)
    last_day = day(gettext_lazy("Last day"), required=False)
    name = text(
        gettext_lazy("Why (families read this)"), longest=80, required=False, autocomplete="off"
    )

    def __init__(self, *args, today, closed, **kwargs):
        """`closed` are the days on which the location is closed already."""
        super().__init__(*args, **kwargs)
        self.today, self.closed, self.chosen = today, closed, {}
        self.offered = holidays_ahead(today, closed)
        self.fields["days"].choices = [(f"{day}", name) for day, name, _ in self.offered]

    @property
    def holidays(self):
        """(value, day, name, ticked) of the holidays that everybody has."""
        return [one for one, for_all in self._boxes() if for_all]

    @property
    def optional(self):
        """The same of the days that a location chooses itself."""
        return [one for one, for_all in self._boxes() if not for_all]

    def _boxes(self):
        ticked = self["days"].value() or []
        for when, name, for_all in self.offered:
            yield (f"{when}", when, name, f"{when}" in ticked), for_all

    def clean(self):
        told = self.cleaned_data
        in_order(self, "first_day", "last_day")
        if told.get("last_day") and not told.get("first_day"):
            self.add_error("first_day", _("Choose the first day."))
        if told.get("first_day") and not told.get("name"):
            self.add_error("name", _("Write why you are closed."))
        if told.get("first_day") and told["first_day"] < self.today:
            self.add_error("first_day", _("This day is over."))
        if self.errors:
            return
        self.chosen = {day: told["name"] for day in self._own() if day not in self.closed}
        names = {f"{day}": (day, name) for day, name, _ in self.offered}
        self.chosen |= dict(names[one] for one in told["days"])
        if not self.chosen and not self.errors:
            self.add_error(None, _("Choose days that are not closed yet."))

    def _own(self) -> list[date]:
        first = self.cleaned_data.get("first_day")
        if not first:
            return []
        last = self.cleaned_data.get("last_day") or first
        if (last - first).days >= LONGEST:
            self.add_error("last_day", _("Choose at most two months at once."))
            return []
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return days if first == last else [day for day in days if day.isoweekday() < SATURDAY]
