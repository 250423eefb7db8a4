"""What is logged at which age, as a table: kinds down, age bands across."""

from django import forms
from django.utils.translation import gettext as _

from kiekeboe.care import kinds, policy, wording
from kiekeboe.care.models import LogRule
from kiekeboe.office.forms.base import OfficeForm, choice

BANDS = ((0, 12), (12, 48), (48, None))
ASLEEP = ((0, 12), (12, 48), (48, None))


class PolicyForm(OfficeForm):
    """One choice per kind and band. Empty: the level above decides."""

    def __init__(self, *args, standing, bands=BANDS, **kwargs):
        """`standing` are the rows of this level; rows of other bands are kept as they are."""
        super().__init__(*args, **kwargs)
        self.bands = bands
        self.others = [row for row in standing if (row.from_month, row.until_month) not in bands]
        set_here = {(row.kind, row.from_month): row.level for row in standing}
        for kind in kinds.NAMES:
            for first, _last in bands:
                name = f"{kind}_{first}"
                self.fields[name] = choice(
                    name,
                    [("", _("as above")), *LogRule.Level.choices],
                    required=False,
                    widget=forms.Select(),
                )
                self.initial[name] = set_here.get((kind, first), "")

    def wishes(self):
        """The rows that this table asks for."""
        rows = [
            policy.Row(kind, level, first, last)
            for kind in kinds.NAMES
            for first, last in self.bands
            if (level := self.cleaned_data[f"{kind}_{first}"])
        ]
        return rows + self.others


class SleepChecksForm(OfficeForm):
    """Minutes between two looks at a sleeping child, per age; empty is off."""

    def __init__(self, *args, standing, **kwargs):
        super().__init__(*args, **kwargs)
        minutes = dict(standing)
        for first, _last in ASLEEP:
            self.fields[f"from_{first}"] = forms.IntegerField(
                label=band_name(first, _last),
                required=False,
                min_value=5,
                max_value=120,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": _("Write a whole number, without words."),
                    "min_value": _("This must be %(limit_value)s or more."),
                    "max_value": _("This must be %(limit_value)s or less."),
                },
            )
            known = [value for month, value in sorted(minutes.items()) if month <= first]
            self.initial[f"from_{first}"] = known[-1] if known else None

    def intervals(self):
        return [(first, self.cleaned_data[f"from_{first}"]) for first, _last in ASLEEP]


def band_name(first, last):
    """An age band in words."""
    if last is None:
        return _("from %(years)d years") % {"years": first // 12}
    if first == 0:
        return _("under %(months)d months") % {"months": last}
    return _("%(first)d to %(last)d months") % {"first": first, "last": last}


def kind_name(kind):
    return wording.say(kinds.get(kind).label)
