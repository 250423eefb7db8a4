"""What families are told about an illness, and the numbers of the own GGD."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, day, number, once, text
from kiekeboe.planning.infecting import LONGEST
from kiekeboe.planning.models import Sign
from kiekeboe.planning.outbreaks import USUAL, Threshold

USUALLY = timedelta(days=14)


class InfectionForm(OfficeForm):
    id = once()
    illness = text(
        gettext_lazy("Which illness?"),
        longest=80,
        hint=gettext_lazy("Never write the name of a child."),
        list="illnesses",
    )
    words = text(gettext_lazy("What should families know?"), longest=1000, required=False, lines=4)
    until = day(gettext_lazy("Tell it until"))

    def __init__(self, *args, today, names, **kwargs):
        """`names` are first names in the group: no child is named, not even by accident."""
        super().__init__(*args, **kwargs)
        self.today, self.names = today, names
        self.initial.setdefault("until", today + USUALLY)

    def clean(self):
        told = self.cleaned_data
        until = told.get("until")
        if until and not self.today <= until <= self.today + LONGEST:
            self.add_error("until", _("Choose a day in the coming two months."))
        for field in ("illness", "words"):
            said = {word.strip(".,!?:;()'\"").casefold() for word in told.get(field, "").split()}
            if named := sorted(name for name in self.names if name.casefold() in said):
                self.doubt(_("You wrote %s. Families never hear which child is sick.") % named[0])
        return told


class ThresholdsForm(OfficeForm):
    """Per sign: so many children, or more than one in so many, within so many days."""

    since = day(gettext_lazy("These numbers hold from"))

    def __init__(self, *args, standing, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("since", today)
        for one in standing:
            for name, label, most in (
                ("cases", gettext_lazy("children"), 50),
                ("one_in", gettext_lazy("or more than one in"), 20),
                ("days", gettext_lazy("within days"), 90),
            ):
                field = number(label, least=1, most=most, required=name == "days")
                self.fields[f"{one.sign}_{name}"] = field
                self.initial[f"{one.sign}_{name}"] = getattr(one, name)

    def groups(self):
        """(name of the sign, its fields)."""
        return [
            (Sign(one.sign).label, [self[f"{one.sign}_{part}"] for part in PARTS]) for one in USUAL
        ]

    def clean(self):
        told = self.cleaned_data
        if told.get("since") and told["since"] < self.today:
            self.add_error("since", _("Choose today or a later day."))
        for one in USUAL:
            cases, one_in = (told.get(f"{one.sign}_{name}") for name in ("cases", "one_in"))
            if bool(cases) == bool(one_in):
                sentence = _("Fill in a number of children, or a part of the group. Not both.")
                self.add_error(f"{one.sign}_cases", sentence)
        return told

    def thresholds(self) -> list[Threshold]:
        return [
            Threshold(one.sign, *(self.cleaned_data[f"{one.sign}_{part}"] for part in ORDER))
            for one in USUAL
        ]


PARTS = ("cases", "one_in", "days")
ORDER = ("days", "cases", "one_in")
