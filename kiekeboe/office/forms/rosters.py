"""Shifts of the roster, and copying a week."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, day, hour, in_order, number, once
from kiekeboe.planning.rostering import Beware, cautions

CAUTIONS = {
    Beware.AWAY: gettext_lazy("This colleague is away that day. The shift does not count."),
    Beware.NOT_EMPLOYED: gettext_lazy("This colleague does not work here that day."),
    Beware.CLOSED: gettext_lazy("The location is closed that day."),
    Beware.OUTSIDE_HOURS: gettext_lazy("These hours are before opening or after closing."),
}


class ShiftForm(OfficeForm):
    """When somebody works in which group. What is unusual is asked once more."""

    group = ByName(gettext_lazy("Group"), empty=gettext_lazy("Choose"))
    day = day(gettext_lazy("Day"))
    starts_at = hour(gettext_lazy("From"))
    ends_at = hour(gettext_lazy("Until"))

    def __init__(self, *args, groups, employee=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.select_related("location")
        self.employee = employee

    def clean(self):
        told = self.cleaned_data
        in_order(self, "starts_at", "ends_at", _("The end is before the beginning."))
        if told.get("starts_at") and told.get("starts_at") == told.get("ends_at"):
            self.add_error("ends_at", _("The end is the same as the beginning."))
        who = told.get("employee") or self.employee
        names = ("group", "day", "starts_at", "ends_at")
        if who and not self.errors and all(told.get(name) for name in names):
            for each in sorted(cautions(who, *(told[name] for name in names))):
                self.doubt(str(CAUTIONS[each]))

    def when(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("group", "day", "starts_at", "ends_at")}


class NewShiftForm(ShiftForm):
    id = once()
    employee = ByName(gettext_lazy("Colleague"), empty=gettext_lazy("Choose"))
    field_order = ["id", "employee", "group", "day", "starts_at", "ends_at"]

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = colleagues


class CopyForm(OfficeForm):
    weeks = number(
        gettext_lazy("For how many weeks"),
        least=1,
        most=13,
        hint=gettext_lazy("1 is only the week after this one."),
    )
