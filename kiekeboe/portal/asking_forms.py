"""What a family fills in to report sick or better, or to ask for another day."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from kiekeboe.planning.models import Sign

DATE = {"class": "input", "type": "date"}
CHOOSE = {"required": _("Choose a day."), "invalid": _("Choose a day.")}
LONGEST_LEAVE = 366  # days


class Day(forms.DateField):
    def __init__(self, label, **options):
        options.setdefault("error_messages", CHOOSE)
        widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, **options)


class SickForm(forms.Form):
    """Sick from a day on. `id` is chosen by the page, so that sending twice is sending once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    first_day = Day(_("From"))
    sign = forms.ChoiceField(
        label=_("What does it look like? (if you want)"),
        choices=Sign.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    symptoms = forms.CharField(
        label=_("What is wrong? (if you want)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    expected_back = Day(_("Back, you think (if you know)"), required=False)

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean(self):
        first, back = self.cleaned_data.get("first_day"), self.cleaned_data.get("expected_back")
        if first and not -7 <= (first - self.today).days <= 31:
            self.add_error("first_day", _("Choose a day of the past week or the coming month."))
        elif first and back and back <= first:
            self.add_error("expected_back", _("The first day back is after the first sick day."))
        return self.cleaned_data


class BetterForm(forms.Form):
    """The child comes again from a day on."""

    back_on = Day(_("Comes again on"))

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_back_on(self):
        day = self.cleaned_data["back_on"]
        if not -7 <= (day - self.today).days <= 31:
            raise forms.ValidationError(_("Choose a day of the past week or the coming month."))
        return day


class LeaveForm(forms.Form):
    """Days, or a part of one day, on which children stay at home."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    children = forms.MultipleChoiceField(
        label=_("Who stays at home?"),
        error_messages={"required": _("Choose a child.")},
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = Day(_("From"))
    last_day = Day(_("Up to and including"), required=False)
    starts_at = forms.TimeField(
        label=_("From what time (if it is a part of the day)"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "input", "type": "time"}, format="%H:%M"),
    )
    ends_at = forms.TimeField(
        label=_("Until what time"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "input", "type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args, offered, **options):
        """`offered` are the relations to own children."""
        super().__init__(*args, **options)
        self.fields["children"].choices = [
            (str(one.child_id), one.child.first_name) for one in offered
        ]

    def clean(self):
        told = self.cleaned_data
        first, last = told.get("first_day"), told.get("last_day")
        told["last_day"] = last or first
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif first and last and (last - first).days > LONGEST_LEAVE:
            self.add_error("last_day", _("Ask for at most a year at a time."))
        starts, ends = told.get("starts_at"), told.get("ends_at")
        if (starts or ends) and told["last_day"] != first:
            self.add_error("starts_at", _("Times are for a part of one day."))
        elif (starts or time.min) >= (ends or time.max):
            self.add_error("ends_at", _("The end must be after the start."))
        return told
