"""The question of the calculator: which care, which day, how many children of each age."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from kiekeboe.planning.ratio import BSO_AGES, DAYCARE_AGES, Care, Needed, NoRule, rules
from kiekeboe.planning.ratio_words import sentence

MOST = 400
LABELS = {
    "n0": _("Younger than 1"),
    "n1": _("1 year"),
    "n2": _("2 years"),
    "n3": _("3 years, in day care also 4"),
    "n4_6": _("4 to 6 years"),
    "n7_12": _("7 years and older"),
}


class RatioForm(forms.Form):
    """Empty numbers are zero; every number has its limits in words."""

    care = forms.ChoiceField(
        label=_("Kind of care"),
        choices=[(Care.DAYCARE.value, _("Day care")), (Care.BSO.value, _("After-school care"))],
        widget=forms.Select(attrs={"class": "input"}),
    )
    day = forms.DateField(
        label=_("Rules of"),
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )

    def __init__(self, told, *, today: date):
        """`told` is what the address says; without it daycare today."""
        care = told.get("care", Care.DAYCARE.value)
        self.ages = BSO_AGES if care == Care.BSO.value else DAYCARE_AGES
        super().__init__({"care": care, "day": told.get("day") or today.isoformat()} | told)
        wrong = _("Fill in a number from 0 to %(most)s.") % {"most": MOST}
        for age in self.ages:
            self.fields[age] = forms.IntegerField(
                label=LABELS[age],
                required=False,
                min_value=0,
                max_value=MOST,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
                widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
            )

    def clean(self):
        told = self.cleaned_data
        if "care" in told and "day" in told:
            try:
                self.law = rules(told["care"], told["day"])
            except NoRule:
                self.add_error("day", _("We know the rules since 1 January 2019."))
        return told

    @property
    def numbers(self):
        return [self[age] for age in self.ages]

    def answer(self) -> Needed | None:
        """What the law asks, or nothing while something is not filled in well."""
        if not self.is_valid():
            return None
        counts = tuple(self.cleaned_data[age] or 0 for age in self.ages)
        return self.law.needed(counts)


def answered(told, today: date) -> dict:
    """What a page with the calculator shows: the form, and the answer when numbers were given."""
    given = {key: told[key] for key in told}
    form = RatioForm(given, today=today)
    answer = form.answer() if any(age in given for age in form.ages) else None
    return {"form": form, "answer": answer, "why": sentence(answer) if answer else ""}
