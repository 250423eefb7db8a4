"""An outing, an evening or talks, and who talks when (E11)."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import (
    ByName,
    OfficeForm,
    choice,
    day,
    hour,
    in_order,
    number,
    once,
    text,
)
from kiekeboe.planning.models import Occasion

LONGEST = timedelta(days=31)


class OccasionForm(OfficeForm):
    kind = choice(gettext_lazy("What is it?"), Occasion.Kind.choices)
    title = text(gettext_lazy("Name"), longest=120)
    whom = choice(gettext_lazy("For whom?"), [])
    first_day = day(gettext_lazy("Day"))
    last_day = day(
        gettext_lazy("Last day"), required=False, hint=gettext_lazy("Only when it takes more days.")
    )
    starts = hour(gettext_lazy("From"))
    ends = hour(gettext_lazy("Until"))
    place = text(gettext_lazy("Where"), longest=120, required=False)
    words = text(gettext_lazy("What families should know"), longest=2000, required=False, lines=4)
    places = number(
        gettext_lazy("Places"), least=1, most=999, required=False,
        hint=gettext_lazy("How many people. Empty: as many as want to come."),
    )  # fmt: skip
    until = day(
        gettext_lazy("Sign up until"), required=False,
        hint=gettext_lazy("This day included. Empty: until it begins."),
    )  # fmt: skip

    def __init__(self, *args, locations, groups, **kwargs):
        """`locations` and `groups` are those in reach."""
        super().__init__(*args, **kwargs)
        self.locations = {str(one.pk): one for one in locations}
        self.groups = {str(one.pk): one for one in groups}
        self.fields["whom"].choices = [
            (place.name, self._at(place)) for place in self.locations.values()
        ]

    def _at(self, place):
        groups = [one for one in self.groups.values() if one.location_id == place.pk]
        whole = (str(place.pk), _("Everybody at %s") % place.name)
        return [whole, *((str(one.pk), one.name) for one in groups)]

    @property
    def location(self):
        whom = self.cleaned_data["whom"]
        return self.locations.get(whom) or self.groups[whom].location

    def clean(self):
        told = self.cleaned_data
        in_order(self, "first_day", "last_day")
        first, last = told.get("first_day"), told.get("last_day") or told.get("first_day")
        starts, ends = told.get("starts"), told.get("ends")
        if starts and ends and first == last and ends <= starts:
            self.add_error("ends", _("This time must be later than the first one."))
        if first and last and last - first > LONGEST:
            self.add_error("last_day", _("This is more than a month. Look at the days."))
        if first and told.get("until") and told["until"] > first:
            self.add_error("until", _("Signing up ends before it begins."))

    def facts(self) -> dict:
        """What is written down; times are those of the location."""
        told, zone = self.cleaned_data, self.location.zone
        last, until = told["last_day"] or told["first_day"], told["until"]
        return {
            "kind": told["kind"],
            "title": told["title"],
            "place": told["place"],
            "words": told["words"],
            "places": told["places"],
            "group": self.groups.get(told["whom"]),
            "starts_at": datetime.combine(told["first_day"], told["starts"], zone),
            "ends_at": datetime.combine(last, told["ends"], zone),
            "sign_up_until": until
            and datetime.combine(until + timedelta(days=1), time.min, zone),
        }  # fmt: skip


class NewOccasionForm(OccasionForm):
    id = once()
    field_order = ["id"]


def initial_of(one: Occasion) -> dict:
    """An occasion as the form shows it."""
    zone = one.location.zone
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    until = one.sign_up_until and one.sign_up_until.astimezone(zone) - timedelta(seconds=1)
    return {
        "kind": one.kind, "title": one.title, "whom": str(one.group_id or one.location_id),
        "first_day": starts.date(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "starts": starts.time(), "ends": ends.time(), "place": one.place, "words": one.words,
        "places": one.places, "until": until and until.date(),
    }  # fmt: skip


class TalksForm(OfficeForm):
    """Talks with one colleague, one after the other."""

    employee = ByName(gettext_lazy("With which colleague?"))
    first_day = day(gettext_lazy("Day"))
    starts = hour(gettext_lazy("From"))
    ends = hour(gettext_lazy("Until"))
    minutes = number(gettext_lazy("Minutes for each talk"), least=5, most=60)
    pause = number(gettext_lazy("Minutes between two talks"), least=0, most=30)

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = colleagues

    def clean(self):
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This time must be later than the first one."))

    def span(self, zone) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        return (
            datetime.combine(told["first_day"], told["starts"], zone),
            datetime.combine(told["first_day"], told["ends"], zone),
        )
