"""Leave, training and sickness of colleagues, and what they may do."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import (
    ByName,
    OfficeForm,
    choice,
    day,
    in_order,
    number,
    once,
    text,
)
from kiekeboe.people.models import Qualification
from kiekeboe.planning.models import StaffAbsence

Kind = StaffAbsence.Kind


class NewLeaveForm(OfficeForm):
    id = once()
    employee = ByName(gettext_lazy("Colleague"), empty=gettext_lazy("Choose"))
    kind = choice(gettext_lazy("What is it?"), Kind.choices)
    first_day = day(gettext_lazy("First day"))
    last_day = day(
        gettext_lazy("Last day"),
        required=False,
        hint=gettext_lazy("Empty for who is sick: until you report better."),
    )
    words = text(
        gettext_lazy("Note"),
        longest=300,
        required=False,
        hint=gettext_lazy("Never write what somebody has."),
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = colleagues

    def clean(self):
        in_order(self, "first_day", "last_day")
        told = self.cleaned_data
        ends = told.get("kind") in (Kind.LEAVE, Kind.TRAINING)
        if ends and not told.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Choose the last day."))


class AnswerForm(OfficeForm):
    """What is done with a leave. A no has a reason, which the colleague reads."""

    answer = forms.ChoiceField(
        choices=[(name, name) for name in ("yes", "no", "withdraw", "better")],
        widget=forms.HiddenInput,
    )
    reason = text(
        gettext_lazy("Why (your colleague reads this)"), longest=300, required=False, lines=2
    )

    def clean(self):
        if self.cleaned_data.get("answer") == "no" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Write why it is not possible."))


class QualificationForm(OfficeForm):
    id = once()
    kind = choice(gettext_lazy("What may this colleague do?"), Qualification.Kind.choices)
    counts = number(
        gettext_lazy("Counts for (percent)"),
        least=0,
        most=100,
        hint=gettext_lazy("100 is a whole colleague. A trainee counts for less."),
    )
    first_day = day(gettext_lazy("From"))
    last_day = day(gettext_lazy("Valid until"), required=False)
    note = text(gettext_lazy("Note"), longest=200, required=False)

    def clean(self):
        in_order(self, "first_day", "last_day")
