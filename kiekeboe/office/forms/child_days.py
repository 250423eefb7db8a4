"""Visits to settle in, and another group for a while."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, day, hour, in_order, once


class SettlingForm(OfficeForm):
    """A visit to settle in, before or beside the contract."""

    id = once()
    group = ByName(gettext_lazy("Group"))
    day = day(gettext_lazy("Day"))
    starts_at = hour(gettext_lazy("from"))
    ends_at = hour(gettext_lazy("until"))

    def __init__(self, *args, groups, room, **kwargs):
        """`room(group, day, starts, ends)` says in sentences why it does not fit."""
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset, self.room = groups, room

    def clean(self):
        told = self.cleaned_data
        names = ("group", "day", "starts_at", "ends_at")
        if any(not told.get(name) for name in names):
            return
        if told["ends_at"] <= told["starts_at"]:
            self.add_error("ends_at", _("This time must be later than the first one."))
            return
        for sentence in self.room(*(told[name] for name in names)):
            self.doubt(sentence)


class LendingForm(OfficeForm):
    """Another group for some days, with who of the parents said yes in writing, and when."""

    id = once()
    group = ByName(gettext_lazy("In which group?"))
    first_day = day(gettext_lazy("First day"))
    last_day = day(gettext_lazy("Last day"))
    consented_by = ByName(gettext_lazy("Which parent said yes in writing?"))
    consented_on = day(gettext_lazy("When?"))

    def __init__(self, *args, groups, parents, room, **kwargs):
        """`room(group, first, last)` says in sentences where it does not fit."""
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset, self.fields["consented_by"].queryset = groups, parents
        self.room = room

    def clean(self):
        in_order(self, "first_day", "last_day")
        told = self.cleaned_data
        names = ("group", "first_day", "last_day")
        if self.errors or any(not told.get(name) for name in names):
            return
        if told["consented_on"] > told["first_day"]:
            self.add_error("consented_on", _("A parent says yes before the first day."))
            return
        for sentence in self.room(*(told[name] for name in names)):
            self.doubt(sentence)
