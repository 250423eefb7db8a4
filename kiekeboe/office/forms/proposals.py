"""Another day instead of the one that was asked."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, hour, once, text


class ProposalForm(OfficeForm):
    id = once()
    day = forms.TypedChoiceField(
        label=gettext_lazy("Which day do you propose?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid_choice": gettext_lazy("Choose a day from the list."),
        },
    )
    starts_at = hour(gettext_lazy("From"))
    ends_at = hour(gettext_lazy("Until"))
    words = text(gettext_lazy("Why (the family reads this)"), longest=500, required=False, lines=2)

    def __init__(self, *args, days, **kwargs):
        """`days` are those that could be proposed."""
        super().__init__(*args, **kwargs)
        self.days = days
        by_text = {one.value.isoformat(): one.value for one in days}
        field = self.fields["day"]
        field.choices = [(key, date_format(day, "l j F")) for key, day in by_text.items()]
        field.coerce = by_text.__getitem__

    def clean(self):
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end must be after the start."))
        return self.cleaned_data

    def paired(self):
        """Each radio with its day, for the template."""
        return list(zip(self["day"], self.days, strict=True))
