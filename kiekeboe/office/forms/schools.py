"""Schools, their own days, and the school of a child."""

from django import forms
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, choice, day, hour, in_order, once, text
from kiekeboe.planning.models import School, SchoolDay

REGION_SAYS = "region"


class SchoolForm(OfficeForm):
    id = once()
    name = text(gettext_lazy("Name"), longest=120, autocomplete="off")
    region = choice(gettext_lazy("Holiday region"), School.Region.choices)
    starts_at = hour(gettext_lazy("School starts at"))
    ends_at = hour(gettext_lazy("School ends at"))
    noon_at = hour(gettext_lazy("Ends on a free afternoon at"))
    free_afternoons = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Free afternoons"),
        coerce=int,
        required=False,
        choices=[(number, dates.WEEKDAYS[number - 1]) for number in range(1, 6)],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        told = self.cleaned_data
        starts = told.get("starts_at")
        for name in ("ends_at", "noon_at"):
            if starts and told.get(name) and told[name] <= starts:
                self.add_error(name, _("This time must be later than the first one."))


class SchoolDaysForm(OfficeForm):
    first_day = day(gettext_lazy("First day"))
    last_day = day(
        gettext_lazy("Last day"), required=False, hint=gettext_lazy("Empty for one day.")
    )
    kind = choice(
        gettext_lazy("What is it?"),
        [*SchoolDay.Kind.choices, (REGION_SAYS, gettext_lazy("As the region says"))],
    )

    def clean(self):
        in_order(self, "first_day", "last_day")


class SchoolingForm(OfficeForm):
    school = ByName(
        gettext_lazy("School"), required=False, empty=gettext_lazy("No school that we know")
    )
    first_day = day(gettext_lazy("Starting on"))

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
