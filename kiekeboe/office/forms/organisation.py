"""Companies, locations and groups."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, choice, day, email, hour, number, text
from kiekeboe.organisation.models import Location


class CompanyForm(OfficeForm):
    name = text(gettext_lazy("Name of the company"), longest=120)
    chamber_number = text(gettext_lazy("Chamber of Commerce number"), longest=8, required=False)
    iban = text("IBAN", longest=34, required=False)
    creditor_id = text(gettext_lazy("Creditor id"), longest=35, required=False)

    def clean_iban(self):
        """Letters and digits together; the check is the rest of 97 (ISO 13616)."""
        iban = self.cleaned_data["iban"].replace(" ", "").upper()
        if not iban:
            return ""
        digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4] if sign.isalnum())
        if len(iban) < 15 or not iban.isalnum() or int(digits) % 97 != 1:
            self.add_error("iban", _("This IBAN is not right. Look at the digits again."))
        return iban


class LocationForm(OfficeForm):
    name = text(gettext_lazy("Name of the location"), longest=120)
    company = ByName(gettext_lazy("Company"), required=False, empty=gettext_lazy("Not chosen yet"))
    care_type = choice(gettext_lazy("Kind of care"), Location.CareType.choices)
    lrk_number = text(
        gettext_lazy("LRK number"),
        longest=12,
        required=False,
        hint=gettext_lazy("As it stands in the national register of childcare."),
    )
    opens_at = hour(gettext_lazy("Opens at"))
    closes_at = hour(gettext_lazy("Closes at"))
    address = text(gettext_lazy("Address"), longest=200, required=False)
    phone = text(gettext_lazy("Phone"), longest=30, required=False, inputmode="tel")
    email = email(gettext_lazy("E-mail"))
    time_zone = text(gettext_lazy("Time zone"), longest=40)

    def __init__(self, *args, organisation, location=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation, self.location = organisation, location
        self.fields["company"].queryset = organisation.companies.all()
        self.fields["time_zone"].initial = "Europe/Amsterdam"

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = self.organisation.locations.filter(name__iexact=name)
        if others.exclude(pk=self.location and self.location.pk).exists():
            self.add_error("name", _("You already have a location with this name."))
        return name

    def clean_time_zone(self):
        zone = self.cleaned_data["time_zone"]
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.add_error("time_zone", _("Write a time zone as Europe/Amsterdam."))
        return zone

    def clean(self):
        opens, closes = self.cleaned_data.get("opens_at"), self.cleaned_data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The location must close after it opens."))


COLOURS = [(number, str(number)) for number in range(1, 9)]


class GroupForm(OfficeForm):
    name = text(gettext_lazy("Name of the group"), longest=60)
    age_from_months = number(gettext_lazy("From age (months)"), least=0, most=215)
    age_to_months = number(
        gettext_lazy("To age (months)"),
        least=1,
        most=216,
        hint=gettext_lazy("4 years is 48 months. A child of exactly this age moves on."),
    )
    capacity = number(gettext_lazy("Places"), least=1, most=60)
    colour = choice(gettext_lazy("Colour"), COLOURS)

    def __init__(self, *args, location, group=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.location, self.group = location, group

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = self.location.groups.filter(name__iexact=name, ended_on=None)
        if others.exclude(pk=self.group and self.group.pk).exists():
            self.add_error("name", _("This location already has a group with this name."))
        return name

    def clean_colour(self):
        return int(self.cleaned_data["colour"])

    def clean(self):
        first = self.cleaned_data.get("age_from_months")
        last = self.cleaned_data.get("age_to_months")
        if first is not None and last is not None and last <= first:
            self.add_error("age_to_months", _("This age must be higher than the one it starts at."))


class EndForm(OfficeForm):
    """The last day of something."""

    on = day(gettext_lazy("Last day"))

    def __init__(self, *args, not_before=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.not_before = not_before

    def clean_on(self):
        on = self.cleaned_data["on"]
        if self.not_before and on < self.not_before:
            self.add_error("on", _("The last day is before the first one."))
        return on
