"""A child, its place, its days and its health."""

from datetime import timedelta

from django import forms
from django.utils import dates
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, choice, day, hour, in_order, once, text
from kiekeboe.people.models import Allergy, Channel

ELDEST = timedelta(days=366 * 18)


class ChildForm(OfficeForm):
    first_name = text(gettext_lazy("First name"), longest=60, autocomplete="off")
    last_name = text(gettext_lazy("Last name"), longest=80, autocomplete="off")
    born_on = day(gettext_lazy("Birth date"))
    started_on = day(gettext_lazy("First day here"), required=False)
    ended_on = day(gettext_lazy("Last day here"), required=False)

    def __init__(self, *args, today, namesakes, **kwargs):
        """`namesakes` are the other children of the organisation, in reach or not."""
        super().__init__(*args, **kwargs)
        self.today, self.namesakes = today, namesakes

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on > self.today:
            self.add_error("born_on", _("This date is in the future. Fill in the day of birth."))
        elif born_on < self.today - ELDEST:
            self.add_error("born_on", _("This is more than 18 years ago. Look at the year."))
        return born_on

    def clean(self):
        facts = self.cleaned_data
        in_order(self, "started_on", "ended_on")
        in_order(self, "born_on", "started_on", _("The first day is before the birth."))
        if {"first_name", "last_name", "born_on"} <= facts.keys():
            name = (facts["first_name"], facts["last_name"], facts["born_on"])
            if self.namesakes.like(*name).exists():
                self.doubt(
                    _("A child with this name and birth date is already here. Is this another?")
                )


class NewChildForm(ChildForm):
    id = once()
    group = ByName(gettext_lazy("Group"), required=False, empty=gettext_lazy("No group yet"))
    field_order = ["id", "first_name", "last_name", "born_on", "group", "started_on"]
    ended_on = None

    def __init__(self, *args, groups, must_place, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups
        self.fields["group"].required = must_place

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        if facts.get("group") and not facts.get("started_on") and "started_on" in facts:
            self.add_error("started_on", _("Choose the first day in the group."))


class PlacementForm(OfficeForm):
    group = ByName(gettext_lazy("Group"))
    started_on = day(gettext_lazy("Starting on"))

    def __init__(self, *args, child, groups, full, room, **kwargs):
        """`full(group, day)` says how many places are taken, `room(group, day)` in sentences
        where the days of the child do not fit."""
        super().__init__(*args, **kwargs)
        self.child, self.full, self.room = child, full, room
        self.fields["group"].queryset = groups

    def clean(self):
        group, first_day = self.cleaned_data.get("group"), self.cleaned_data.get("started_on")
        if not group or not first_day:
            return
        if first_day < self.child.born_on:
            self.add_error("started_on", _("The first day is before the birth."))
        if not group.suits(self.child.months_on(first_day)):
            self.doubt(
                _(
                    "%(child)s is %(age)d months then."
                    " %(group)s is for %(first)d to %(last)d months."
                )
                % {
                    "child": self.child.first_name,
                    "age": self.child.months_on(first_day),
                    "group": group.name,
                    "first": group.age_from_months,
                    "last": group.age_to_months,
                }
            )
        taken = self.full(group, first_day)
        if taken >= group.capacity:
            self.doubt(
                _("%(group)s has %(places)d places, and %(taken)d children belong to it.")
                % {"group": group.name, "places": group.capacity, "taken": taken}
            )
        for sentence in self.room(group, first_day):
            self.doubt(sentence)


FRIDAY = 5  # weekends are offered to who has them
WEEKDAYS = {number: dates.WEEKDAYS[number - 1] for number in range(1, 8)}


class WeekForm(OfficeForm):
    """The weekly pattern: two times per day, both empty when the child does not come."""

    group = ByName(gettext_lazy("Group"))
    first_day = day(gettext_lazy("Starting on"))

    def __init__(self, *args, groups, week=None, room, **kwargs):
        """`room(group, week, first_day)` says in sentences where these days do not fit."""
        super().__init__(*args, **kwargs)
        self.room = room
        self.fields["group"].queryset = groups
        self.weekdays = [day for day in WEEKDAYS if day <= FRIDAY or day in (week or {})]
        for weekday in self.weekdays:
            name = WEEKDAYS[weekday]
            for end, label in (("from", _("from")), ("until", _("until"))):
                field = hour(f"{capfirst(name)} {label}", required=False)
                self.fields[f"{weekday}_{end}"] = field
        for weekday, (starts_at, ends_at) in (week or {}).items():
            self.initial |= {f"{weekday}_from": starts_at, f"{weekday}_until": ends_at}

    def clean(self):
        self.week = {}
        for weekday in self.weekdays:
            begin = self.cleaned_data.get(f"{weekday}_from")
            end = self.cleaned_data.get(f"{weekday}_until")
            if begin and end and end <= begin:
                self.add_error(f"{weekday}_until", _("This time must be later than the first one."))
            elif begin and end:
                self.week[weekday] = (begin, end)
            elif (begin or end) and not self.errors.get(f"{weekday}_from"):
                missing = "until" if begin else "from"
                if f"{weekday}_{missing}" in self.cleaned_data:
                    self.add_error(f"{weekday}_{missing}", _("Fill in both times, or neither."))
        group, first_day = self.cleaned_data.get("group"), self.cleaned_data.get("first_day")
        if group and first_day and self.week and not self.errors:
            for sentence in self.room(group, self.week, first_day):
                self.doubt(sentence)

    def days(self):
        """(name of the day, field from, field until), for the template."""
        return [
            (capfirst(WEEKDAYS[weekday]), self[f"{weekday}_from"], self[f"{weekday}_until"])
            for weekday in self.weekdays
        ]


class HealthForm(OfficeForm):
    medical_note = text(gettext_lazy("Medical note"), longest=2000, required=False, lines=6)
    feeding_note = text(gettext_lazy("Feeding"), longest=200, required=False)
    doctor = text(gettext_lazy("Doctor or practice"), longest=80, required=False)
    doctor_phone = text(gettext_lazy("Phone of the doctor"), longest=30, required=False)


class AllergyForm(OfficeForm):
    substance = text(gettext_lazy("Allergic to"), longest=60)
    severity = choice(gettext_lazy("How serious"), Allergy.Severity.choices)
    plan = text(gettext_lazy("What to do"), longest=300, required=False, lines=3)


class ConsentForm(OfficeForm):
    """An answer that a parent gave on paper or by phone, to the question as it stands here."""

    channel = choice(
        gettext_lazy("How did the parent say it?"),
        [(one.value, one.label) for one in (Channel.PAPER, Channel.PHONE)],
        widget=forms.RadioSelect,
    )
    answer = choice(
        gettext_lazy("What did the parent say?"),
        [
            ("yes", gettext_lazy("Yes, that is fine")),
            ("no", gettext_lazy("Rather not")),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def allowed(self):
        return self.cleaned_data["answer"] == "yes"
