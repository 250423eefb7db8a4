"""All consent questions of one child, answered together with its parents."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, text
from kiekeboe.people import wordings
from kiekeboe.people.models import Consent, Purpose

LATER = "later"
CHOICES = [
    ("yes", gettext_lazy("Yes, that is fine")),
    ("no", gettext_lazy("Rather not")),
    (LATER, gettext_lazy("Later")),
]


class IntakeForm(OfficeForm):
    """For each parent every question, and the parent's name under the answers.

    *Later* writes nothing down, so the same form sent twice is one set of answers.
    """

    def __init__(self, *args, child, guardians, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.guardians, self.language = child, guardians, language
        standing = _standing(child, guardians)
        for guardian in guardians:
            for purpose in Purpose.values:
                known = standing.get((guardian.pk, purpose))
                self.fields[f"{guardian.pk}-{purpose}"] = forms.ChoiceField(
                    label=self.asked(purpose).question,
                    choices=CHOICES,
                    initial={True: "yes", False: "no", None: LATER}[known],
                    widget=forms.RadioSelect,
                    error_messages={"required": gettext_lazy("Choose one.")},
                )
            self.fields[f"{guardian.pk}-signed"] = text(
                gettext_lazy("Name of the parent who answered"),
                longest=150,
                required=False,
                autocomplete="off",
            )

    def asked(self, purpose) -> wordings.Wording:
        return wordings.wording(purpose, self.language, self.child.first_name)

    def clean(self):
        for guardian in self.guardians:
            name, given = f"{guardian.pk}-signed", self._given(guardian)
            signed = self.cleaned_data.get(name, "")
            if given and not signed:
                self.add_error(name, _("Let the parent write their name under the answers."))
            elif signed and not _same(signed, guardian):
                self.add_error(name, _("Write the name as it stands above: %s.") % guardian)
        if not self.errors and not any(self._given(one) for one in self.guardians):
            self.add_error(None, _("Nothing was answered yet. Choose yes or rather not first."))

    def _given(self, guardian) -> dict:
        """What this parent answered now, without what is for later."""
        answers = {
            purpose: self.cleaned_data.get(f"{guardian.pk}-{purpose}") for purpose in Purpose.values
        }
        return {purpose: one for purpose, one in answers.items() if one not in (None, LATER)}

    def answers(self):
        """(guardian, purpose, yes or no, the words that were read) of what was answered."""
        for guardian in self.guardians:
            for purpose, given in self._given(guardian).items():
                yield guardian, purpose, given == "yes", self.asked(purpose)

    def sheets(self):
        """Per parent: the main questions, the further ones, and the name, for the page."""
        return [
            {
                "guardian": guardian,
                "main": [self._row(guardian, one) for one in Purpose.values[:2]],
                "further": [self._row(guardian, one) for one in Purpose.values[2:]],
                "signed": self[f"{guardian.pk}-signed"],
            }
            for guardian in self.guardians
        ]

    def _row(self, guardian, purpose):
        return {"field": self[f"{guardian.pk}-{purpose}"], "asked": self.asked(purpose)}


def _standing(child, guardians) -> dict:
    rows = Consent.objects.current().filter(child=child, guardian__in=guardians)
    return {(who, purpose): yes for who, purpose, yes in rows.values_list(
        "guardian", "purpose", "allowed")}  # fmt: skip


def _same(signed, guardian) -> bool:
    """Whether this is the name of the guardian: the first name will do."""
    words = " ".join(signed.casefold().split())
    return words in {str(guardian).casefold(), guardian.first_name.casefold()}
