"""What a parent says when a photo is not right (C8)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kiekeboe.photos.models import Report


class ReportForm(forms.Form):
    """Why, and in one's own words what is wrong."""

    why = forms.ChoiceField(
        label=_("What is wrong with this photo?"),
        choices=Report.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )
