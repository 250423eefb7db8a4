"""The question of the test bench: who asks what, for which day, at which moment."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, choice, hour, yes
from kiekeboe.office.forms.base import day as a_day
from kiekeboe.office.forms.rule_words import ASKS
from kiekeboe.planning.request_policy import Ask


class BenchForm(OfficeForm):
    child = ByName(gettext_lazy("Child"), empty=gettext_lazy("Choose a child"))
    ask = choice(gettext_lazy("Asks for"), list(ASKS.items()))
    day = a_day(gettext_lazy("Which day"))
    starts_at = hour(gettext_lazy("From"), required=False)
    ends_at = hour(gettext_lazy("Until"), required=False)
    old_day = a_day(gettext_lazy("Gives up (for a swap)"), required=False)
    group = ByName(
        gettext_lazy("In the group"), required=False, empty=gettext_lazy("The own group")
    )
    consents = yes(gettext_lazy("The parent agrees with another group"))
    now_day = a_day(gettext_lazy("Asked on"))
    now_time = hour(gettext_lazy("at"))

    def __init__(self, *args, children, groups, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["child"].queryset = children
        self.fields["group"].queryset = groups

    def clean(self):
        told = self.cleaned_data
        starts, ends = told.get("starts_at"), told.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end must be after the start."))
        if told.get("ask") == Ask.SWAP and not told.get("old_day") and "old_day" not in self.errors:
            self.add_error("old_day", _("Choose the day that is given up."))
        return told

    @property
    def moment(self) -> datetime:
        """When it is asked, on the clock of the location."""
        told = self.cleaned_data
        return datetime.combine(told["now_day"], told["now_time"], self.zone)
