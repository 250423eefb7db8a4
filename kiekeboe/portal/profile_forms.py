"""What a parent fills in to have the profile of the child changed, and to tell a new address."""

import re
from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.people.models import Allergy, ProfileChange
from kiekeboe.people.profile_facts import COLUMNS, DAYS, ENDS
from kiekeboe.portal.asking_forms import Day

About = ProfileChange.About
SIGNS = re.compile(r"\+?[0-9 ()./-]+")
AHEAD = timedelta(days=366)  # how far ahead an address is told
DIGITS = range(8, 16)  # E.164 has no longer numbers


def _words(label, longest, *, required=True, lines=1, **attrs):
    attrs = {"class": "input", "autocomplete": "off"} | attrs
    widget = forms.Textarea(attrs=attrs | {"rows": lines}) if lines > 1 else forms.TextInput(attrs)
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=widget,
        error_messages={"required": gettext_lazy("Fill this in.")},
    )  # fmt: skip


def _phone(label, *, required):
    return _words(label, 30, required=required, type="tel", inputmode="tel")


def _fields(about) -> dict:
    """The fields of each kind of change, in order."""
    return {
        About.NAME: lambda: {
            "first_name": _words(_("First name"), 60),
            "last_name": _words(_("Last name"), 80),
        },
        About.FEEDING: lambda: {
            "feeding_note": _words(_("What may it eat and drink?"), 200, required=False, lines=3)
        },
        About.HEALTH: lambda: {
            "medical_note": _words(
                _("What must we know of its health?"), 2000, required=False, lines=6
            )
        },
        About.DOCTOR: lambda: {
            "doctor": _words(_("Doctor or practice"), 80, required=False),
            "doctor_phone": _phone(_("Phone of the doctor"), required=False),
        },
        About.ALLERGY: lambda: {
            "substance": _words(_("Allergic to"), 60),
            "severity": forms.ChoiceField(
                label=_("How serious?"),
                choices=Allergy.Severity.choices,
                widget=forms.Select(attrs={"class": "input"}),
            ),
            "plan": _words(_("What must we do?"), 300, required=False, lines=3),
        },
        About.COLLECTOR: lambda: {
            "name": _words(_("Name"), 80),
            "phone": _phone(_("Phone (if you want)"), required=False),
            "first_day": Day(_("From")),
            "last_day": Day(_("Until (empty: until you say so)"), required=False),
        },
        About.CONTACT: lambda: {
            "name": _words(_("Name"), 80),
            "relation": _words(_("What are they to the child?"), 40, required=False),
            "phone": _phone(_("Phone"), required=True),
        },
    }[about]()


class ChangeForm(forms.Form):
    """One change of the profile; what ends needs no facts. `id` is chosen by the page, so that
    sending twice is asking once."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, about, today, **options):
        super().__init__(*args, **options)
        self.about, self.today = about, today
        if about not in ENDS:
            self.fields |= _fields(about)
        self.fields["words"] = _words(_("Do you want to add something?"), 300, required=False)

    def clean(self):
        told = self.cleaned_data
        for name in ("phone", "doctor_phone"):
            if (number := told.get(name)) and not is_number(number):
                self.add_error(name, _("This is no phone number. Use digits, as 06 12345678."))
        first, last = told.get("first_day"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first day."))
        elif last and last < self.today:
            self.add_error("last_day", _("Choose a day that is not over."))
        return told

    @property
    def facts(self) -> dict[str, str]:
        """The wanted facts as text, by the name of their column."""
        if self.about in ENDS:
            return {}
        told = self.cleaned_data
        return {
            name: (told[name].isoformat() if told[name] else "") if name in DAYS else told[name]
            for name in COLUMNS[self.about]
        }

    @property
    def asked(self):
        """The fields to fill in, in order."""
        return self.visible_fields()


def is_number(text: str) -> bool:
    """Digits with the signs that people write between them."""
    return bool(SIGNS.fullmatch(text)) and sum(one.isdigit() for one in text) in DIGITS


class AddressForm(forms.Form):
    """Where a parent lives now. Who moves along is asked only where others live there too."""

    street = _words(gettext_lazy("Street and number"), 120, autocomplete="street-address")
    postcode = _words(gettext_lazy("Postcode"), 10, autocomplete="postal-code")
    town = _words(gettext_lazy("Town"), 80, autocomplete="address-level2")
    who = forms.ChoiceField(
        label=gettext_lazy("Who moves?"),
        choices=[
            ("all", gettext_lazy("Everybody at this address")),
            ("me", gettext_lazy("Only I")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two answers.")},
    )

    first_day = Day(gettext_lazy("From day"), required=False)

    def __init__(self, *args, together, today, **options):
        """`together`: whether other adults whom we know live at the same address."""
        super().__init__(*args, **options)
        self.today = today
        if not together:
            del self.fields["who"]

    def clean_first_day(self):
        day = self.cleaned_data["first_day"] or self.today
        if not self.today <= day <= self.today + AHEAD:
            raise forms.ValidationError(_("Choose today or a day within a year."))
        return day
