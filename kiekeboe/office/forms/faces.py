"""Who is a steady face, or the mentor, of a child."""

from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, day, once


class FaceForm(OfficeForm):
    id = once()
    employee = ByName(gettext_lazy("Colleague"), empty=gettext_lazy("Choose"))
    first_day = day(gettext_lazy("From"))

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = colleagues


class MentorForm(OfficeForm):
    employee = ByName(gettext_lazy("Mentor"), empty=gettext_lazy("Choose"))
    started_on = day(gettext_lazy("From"))

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = colleagues
