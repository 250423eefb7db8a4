"""What parents send: a note from home, answers about photos, which news they want."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kiekeboe.care.models import HomeNote
from kiekeboe.people.models import Purpose
from kiekeboe.people.wordings import PUBLISHED

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]  # each in its own words


class FromHomeForm(forms.Form):
    """The note for one day. `id` is chosen by the page, so that sending twice is sending once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("In your own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 4, "aria-describedby": "text-hint"}),
    )
    night = forms.CharField(
        label=_("How was the night?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    last_bottle_at = forms.TimeField(
        label=_("Last bottle"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "input", "type": "time"}),
    )
    last_bottle_ml = forms.IntegerField(
        label=_("How much (ml)"),
        min_value=0,
        max_value=500,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Fill in a number from 0 to 500.")
        ),
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
    )
    mood = forms.ChoiceField(
        label=_("Mood"),
        choices=[("", _("Not filled in")), *HomeNote.Mood.choices],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    medicine = forms.CharField(
        label=_("Medicine given at home"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    collected_by = forms.CharField(
        label=_("Who collects?"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )

    def clean(self):
        said = {name: value for name, value in self.cleaned_data.items() if name != "id"}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Write something first, then send it."))
        return self.cleaned_data


class ConsentForm(forms.Form):
    """One question about photos: yes, or rather not. Nothing is ticked beforehand.

    `wording` and `language` name the words that stood on the page, also when ours are newer.
    """

    purpose = forms.ChoiceField(choices=Purpose.choices)
    wording = forms.ChoiceField(choices=[(one, one) for one in PUBLISHED], required=False)
    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    answer = forms.ChoiceField(
        choices=[("yes", _("Yes, that is fine")), ("no", _("Rather not"))],
        error_messages={"required": _("Choose one of the two answers.")},
    )


def uuid_or_none(text) -> UUID | None:
    """An id from a query string, or nothing."""
    try:
        return UUID(text)
    except (TypeError, ValueError):
        return None


class RelativeForm(forms.Form):
    """Who is invited to read along. `id` is chosen by the page: sending twice is inviting once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    first_name = forms.CharField(
        label=_("First name"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        widget=forms.Select(attrs={"class": "input"}),
    )
    children = forms.MultipleChoiceField(
        label=_("Whose diary and photos?"),
        error_messages={"required": _("Choose a child.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, offered, **kwargs):
        """`offered` are the relations to children for whom this parent may invite."""
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = [
            (str(one.child_id), one.child.first_name) for one in offered
        ]

    def person(self) -> dict:
        names = ("first_name", "last_name", "email", "language")
        return {name: self.cleaned_data[name] for name in names}


class ReplyForm(forms.Form):
    """A few words back to the group. `id` is chosen by the page: sending twice is saying once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your reply to the group"),
        max_length=500,
        error_messages={"required": _("Write something first, then send it.")},
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
