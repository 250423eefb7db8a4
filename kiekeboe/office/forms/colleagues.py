"""Colleagues, their roles and their PIN."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, choice, day, email, in_order, once, text
from kiekeboe.people.models import Role

IN_A_GROUP = {"caregiver", "trainee"}
OFFICE_WIDE = {"owner", "finance"}
OFFERED = ["owner", "manager", "office", "finance", "inspector", "caregiver", "trainee"]


class ColleagueForm(OfficeForm):
    first_name = text(gettext_lazy("First name"), longest=60, autocomplete="off")
    last_name = text(gettext_lazy("Last name"), longest=80, autocomplete="off")
    email = email(gettext_lazy("E-mail"), hint=gettext_lazy("Needed for who works in the office."))
    contract_hours = forms.DecimalField(
        label=gettext_lazy("Hours a week by contract"),
        required=False,
        min_value=0,
        max_value=60,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.25"}),
        error_messages={
            "invalid": gettext_lazy("Write the hours as 28.5."),
            "max_value": gettext_lazy("This must be %(limit_value)s or less."),
            "min_value": gettext_lazy("This must be %(limit_value)s or more."),
            "max_decimal_places": gettext_lazy("Write the hours as 28.5."),
        },
    )
    ended_on = day(gettext_lazy("Last working day"), required=False)

    def __init__(self, *args, colleagues, colleague=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = colleagues.exclude(pk=colleague and colleague.pk)
        self.colleague = colleague

    def clean_email(self):
        address = self.cleaned_data["email"].lower()
        others = self.colleagues.exclude(pk=self.cleaned_data.get("id"))
        if address and others.filter(email__iexact=address).exists():
            self.add_error("email", _("Another colleague has this address already."))
        return address

    def clean_ended_on(self):
        ended_on = self.cleaned_data["ended_on"]
        if self.colleague and ended_on and ended_on < self.colleague.started_on:
            self.add_error("ended_on", _("The last day is before the first one."))
        return ended_on


class RoleForm(OfficeForm):
    """One role at its width: office roles for a location or all, group roles for a group."""

    role = choice(gettext_lazy("Role"), [])
    location = ByName(
        gettext_lazy("Location"),
        required=False,
        empty=gettext_lazy("All locations"),
        hint=gettext_lazy("For roles in the office."),
    )
    group = ByName(
        gettext_lazy("Group"),
        required=False,
        empty=gettext_lazy("No group"),
        hint=gettext_lazy("For caregivers and trainees."),
    )
    started_on = day(gettext_lazy("Starting on"))

    def __init__(self, *args, member, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        names = dict(Role.Name.choices)
        self.fields["role"].choices = [
            (name, names[name]) for name in OFFERED if member.may_give(name)
        ]
        self.fields["location"].queryset = member.locations
        self.fields["group"].queryset = groups.select_related("location")

    def clean(self):
        name = self.cleaned_data.get("role")
        if name in IN_A_GROUP:
            self.cleaned_data["location"] = None
            if not self.cleaned_data.get("group") and "group" not in self.errors:
                self.add_error("group", _("Choose the group in which this colleague works."))
        elif name:
            self.cleaned_data["group"] = None
            if name in OFFICE_WIDE:
                self.cleaned_data["location"] = None
            at = self.cleaned_data.get("location")
            if not self.errors and not self.member.may_give_at(name, at and at.pk):
                self.add_error("location", _("Choose one of your locations."))

    def width(self):
        facts = self.cleaned_data
        return {
            "name": facts["role"],
            "location": facts["location"],
            "group": facts["group"],
            "started_on": facts["started_on"],
        }


class NewColleagueForm(ColleagueForm, RoleForm):
    id = once()
    field_order = [
        "id", "first_name", "last_name", "email", "role", "group", "location", "started_on",
    ]  # fmt: skip
    ended_on = contract_hours = None

    def clean(self):
        super().clean()
        office = self.cleaned_data.get("role") not in IN_A_GROUP
        if office and "email" in self.cleaned_data and not self.cleaned_data["email"]:
            self.add_error("email", _("Who works in the office signs in with an e-mail address."))


class ColleagueEditForm(ColleagueForm):
    def clean(self):
        if self.colleague:
            self.cleaned_data["started_on"] = self.colleague.started_on
        in_order(self, "started_on", "ended_on")
        self.cleaned_data.pop("started_on", None)

    def facts(self) -> dict:
        """What is written of the colleague; hours in whole minutes."""
        told = dict(self.cleaned_data)
        hours = told.pop("contract_hours")
        return told | {"contract_minutes": None if hours is None else round(hours * 60)}


class PinForm(OfficeForm):
    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        min_length=5,
        max_length=5,
        help_text=gettext_lazy("Five digits. Tell it to your colleague, it is not shown again."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Fill in five digits."),
            "min_length": gettext_lazy("A PIN has five digits."),
            "max_length": gettext_lazy("A PIN has five digits."),
        },
    )
