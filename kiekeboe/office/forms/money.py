"""What the office fills in about money. Amounts are cents from the first moment on."""

import re

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.billing.hours import PartMonth
from kiekeboe.billing.models import Price
from kiekeboe.billing.rounding import Hours
from kiekeboe.office.forms.base import ByName, OfficeForm, choice, day, in_order, number, once
from kiekeboe.organisation.models import Location

DUTCH = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")
ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
MOST = 10**9  # cents; more was never meant


def cents_of(written: str) -> int | None:
    """ "9,85", "9.85", "€ 1.039,13" and "1,039.13" in cents; None for anything else."""
    told = re.sub(r"[€\s\u00a0\u202f]", "", written)
    for pattern in (DUTCH, ENGLISH):
        if found := pattern.fullmatch(told):
            euros, rest = re.sub(r"[.,]", "", found[1]), (found[2] or "").ljust(2, "0")
            cents = int(euros + rest)
            return cents if cents <= MOST else None
    return None


class Cents(forms.CharField):
    """An amount as people write it; its value is in cents."""

    def __init__(self, label, **kwargs):
        super().__init__(
            label=label, max_length=20,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": gettext_lazy("Fill in an amount.")}, **kwargs,
        )  # fmt: skip

    def clean(self, value):
        written = super().clean(value)
        if not written:
            return None
        cents = cents_of(written)
        if not cents:
            raise forms.ValidationError(_("Write the amount as 9,85."))
        return cents

    def prepare_value(self, value):
        return f"{value // 100},{value % 100:02}" if isinstance(value, int) else value


class PaymentForm(OfficeForm):
    id = once()
    cents = Cents(gettext_lazy("Amount"))
    paid_on = day(gettext_lazy("Received on"))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paid_on(self):
        day = self.cleaned_data["paid_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class PriceForm(OfficeForm):
    location = ByName(
        gettext_lazy("Location"), required=False, empty=gettext_lazy("Every location")
    )
    care_type = choice(gettext_lazy("Kind of care"), Location.CareType.choices)
    kind = choice(gettext_lazy("What for"), Price.Kind.choices)
    weeks = number(
        gettext_lazy("Weeks a year"), least=1, most=53, required=False,
        hint=gettext_lazy("Only for the price of a package. Empty: any."),
    )  # fmt: skip
    cents = Cents(gettext_lazy("Price of an hour"))
    first_day = day(gettext_lazy("From"))

    def __init__(self, *args, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations


class BillingRulesForm(OfficeForm):
    first_day = choice(gettext_lazy("From"), ())
    hours = choice(
        gettext_lazy("Hours of a month"),
        [
            (Hours.EXACT.value, gettext_lazy("Not rounded, only the amount is")),
            (Hours.HALF_UP.value, gettext_lazy("Rounded to hundredths of an hour")),
            (Hours.DOWN.value, gettext_lazy("Down to hundredths of an hour")),
        ],
    )
    part_month = choice(
        gettext_lazy("When only a part of the month counts"),
        [
            (PartMonth.CALENDAR.value, gettext_lazy("By days of the calendar")),
            (PartMonth.PLANNED.value, gettext_lazy("By planned days")),
            (PartMonth.ACTUAL.value, gettext_lazy("The planned hours themselves")),
        ],
    )
    in_steps = forms.BooleanField(
        label=gettext_lazy("Twelve months are together exactly the hours of the year"),
        required=False,
    )
    due_days = number(gettext_lazy("Days to pay"), least=1, most=90)

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_day"].choices = [(one.isoformat(), monthly(one)) for one in months]


class ContractForm(OfficeForm):
    """A contract, or another version of one: who pays, for how many weeks, at what price."""

    id = once()
    payer = ByName(gettext_lazy("Who pays"), empty=gettext_lazy("Choose a parent"))
    first_day = day(gettext_lazy("From"))
    weeks = number(gettext_lazy("Weeks a year"), least=1, most=53)
    cents = Cents(
        gettext_lazy("Own price of an hour"), required=False,
        help_text=gettext_lazy("Empty: as the price list says."),
    )  # fmt: skip

    def __init__(self, *args, payers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["payer"].queryset = payers


class NewContractForm(ContractForm):
    location = ByName(gettext_lazy("Location"), empty=gettext_lazy("Choose a location"))
    last_day = day(
        gettext_lazy("Last day"), required=False, hint=gettext_lazy("Empty: no end date.")
    )

    field_order = ("id", "location", "payer", "first_day", "last_day", "weeks", "cents")

    def __init__(self, *args, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations

    def clean(self):
        in_order(self, "first_day", "last_day")


class EndForm(OfficeForm):
    last_day = day(
        gettext_lazy("Last day"), required=False, hint=gettext_lazy("Empty: no end date.")
    )


def monthly(day) -> str:
    """November 2026, as a choice."""
    return capfirst(date_format(day, "F Y"))
