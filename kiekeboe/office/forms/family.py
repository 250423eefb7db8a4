"""Guardians: who they are, what they may, and where they live."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import (
    ByName,
    OfficeForm,
    choice,
    day,
    email,
    once,
    text,
    yes,
)
from kiekeboe.people.models import Guardianship

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
PERSON = ("first_name", "last_name", "email", "phone", "language")
# Relatives are invited by a parent, not written down by the office.
RELATIONS = [one for one in Guardianship.Relation.choices if one[0] != "family"]
SWITCHES = (
    "relation",
    "has_authority",
    "is_contract_parent",
    "may_collect",
    "receives_updates",
    "sees_invoices",
)


class SwitchesForm(OfficeForm):
    relation = choice(gettext_lazy("Relation"), RELATIONS)
    has_authority = yes(
        gettext_lazy("Has legal authority"),
        gettext_lazy("The answers of this parent count for consent."),
    )
    is_contract_parent = yes(
        gettext_lazy("Contract parent"), gettext_lazy("Signs, pays, gets the annual statement.")
    )
    may_collect = yes(gettext_lazy("May collect the child"))
    receives_updates = yes(gettext_lazy("Sees the diary and photos, and may chat"))
    sees_invoices = yes(gettext_lazy("Sees invoices"))

    def switches(self):
        return {name: self.cleaned_data[name] for name in SWITCHES}


class PersonForm(OfficeForm):
    first_name = text(gettext_lazy("First name"), longest=60, autocomplete="off")
    last_name = text(gettext_lazy("Last name"), longest=80, autocomplete="off")
    email = email(gettext_lazy("E-mail"), hint=gettext_lazy("The invitation goes to this address."))
    phone = text(gettext_lazy("Phone"), longest=30, required=False, inputmode="tel")
    language = choice(gettext_lazy("Language"), LANGUAGES)

    def __init__(self, *args, guardians, guardian=None, **kwargs):
        """`guardians` are those of the organisation: one e-mail address is one person."""
        super().__init__(*args, **kwargs)
        self.guardians = guardians.exclude(pk=guardian and guardian.pk)

    def clean_email(self):
        address = self.cleaned_data["email"].lower()
        others = self.guardians.exclude(pk=self.cleaned_data.get("id"))
        if address and others.filter(email__iexact=address).exists():
            self.add_error(
                "email", _("Somebody else has this address. Each parent needs their own.")
            )
        return address

    def person(self):
        return {name: self.cleaned_data[name] for name in PERSON}


class GuardianForm(PersonForm, SwitchesForm):
    """Somebody who is known: contact and switches together."""

    field_order = [*PERSON, *SWITCHES]


class LivesWith(ByName):
    """A household, told by the names of who lives there and never by its address."""

    def label_from_instance(self, household):
        return ", ".join(str(guardian) for guardian in household.guardians.all())


class NewGuardianForm(PersonForm, SwitchesForm):
    """Somebody new: also from when, and with whom they live."""

    id = once()
    household = LivesWith(
        gettext_lazy("Lives with"),
        required=False,
        empty=gettext_lazy("Another household"),
        hint=gettext_lazy("Two households never see each other's address."),
    )
    started_on = day(gettext_lazy("Guardian from"))
    field_order = ["id", *PERSON, "household", *SWITCHES, "started_on"]

    def __init__(self, *args, households, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["household"].queryset = households


class KnownGuardianForm(SwitchesForm):
    """Somebody who is a guardian of another child here."""

    guardian = ByName(gettext_lazy("Parent"))
    started_on = day(gettext_lazy("Guardian from"))
    field_order = ["guardian", *SWITCHES, "started_on"]

    def __init__(self, *args, guardians, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guardian"].queryset = guardians


class AddressForm(OfficeForm):
    street = text(gettext_lazy("Street and number"), longest=120, required=False)
    postcode = text(gettext_lazy("Postcode"), longest=10, required=False)
    town = text(gettext_lazy("Town"), longest=80, required=False)
    is_protected = yes(
        gettext_lazy("Protected address"),
        gettext_lazy("Nobody but finance sees it from now on."),
    )

    def __init__(self, *args, hidden=False, **kwargs):
        """`hidden`: the address that stands is protected from who fills this in."""
        super().__init__(*args, **kwargs)
        self.hidden = hidden
        if hidden:
            for name in ("street", "postcode", "town"):
                self.initial[name] = ""

    def clean(self):
        """A hidden address stays when nothing is typed, and is only opened by replacing it."""
        if self.hidden and not self.cleaned_data.get("street"):
            if not self.cleaned_data.get("is_protected"):
                raise forms.ValidationError(
                    _("This address is protected. Fill in the new address to open it.")
                )
            for name in ("street", "postcode", "town"):
                self.cleaned_data.pop(name, None)
