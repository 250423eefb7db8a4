"""The true times of a visit."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, hour


class VisitForm(OfficeForm):
    arrived = hour(gettext_lazy("Came in"))
    left = hour(gettext_lazy("Went home"))

    def __init__(self, *args, day, zone, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.day, self.zone, self.now = day, zone, now

    def clean(self):
        arrived, left = self.cleaned_data.get("arrived"), self.cleaned_data.get("left")
        if not arrived or not left:
            return
        self.arrived_at = datetime.combine(self.day, arrived, self.zone)
        self.left_at = datetime.combine(self.day, left, self.zone)
        if self.left_at <= self.arrived_at:
            self.add_error("left", _("Going home comes after coming in."))
        elif self.left_at > self.now:
            self.add_error("left", _("This moment is still to come."))
