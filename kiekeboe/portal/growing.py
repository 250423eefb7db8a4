"""Development in the words of a family: what was shared, its talks, and what was measured."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kiekeboe.development import noting, sight
from kiekeboe.development.curves import curves_of
from kiekeboe.development.models import ParentPart, Talk, TalkReading
from kiekeboe.development.models.observations import Area
from kiekeboe.portal.access import child_of

THOUSAND, TEN = 1000, 10


class PartForm(forms.Form):
    """What a parent writes before the talk."""

    text = forms.CharField(
        label=_("What do you want to tell or ask?"), max_length=2000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 6}),
        error_messages={"required": _("Write something first.")},
    )  # fmt: skip


class MeasuredForm(forms.Form):
    """Weight and length as the baby clinic wrote them down."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(
        label=_("When"),
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )  # fmt: skip
    kilos = forms.DecimalField(
        label=_("Weight in kilos"), required=False, max_digits=5, decimal_places=3, localize=True,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "decimal"}),
    )  # fmt: skip
    centimetres = forms.DecimalField(
        label=_("Length in centimetres"), required=False, max_digits=4, decimal_places=1,
        localize=True, widget=forms.TextInput(attrs={"class": "input", "inputmode": "decimal"}),
    )  # fmt: skip

    def measured(self) -> dict:
        kilos, centimetres = self.cleaned_data["kilos"], self.cleaned_data["centimetres"]
        return {
            "grams": None if kilos is None else int(kilos * THOUSAND),
            "millimetres": None if centimetres is None else int(centimetres * TEN),
        }


def talk_of(request, child_id, talk_id) -> tuple[object, Talk]:
    """(relation, talk) of which this parent knows, or 404."""
    relation = child_of(request, child_id)
    talk = sight.talks_for([relation]).filter(pk=talk_id).select_related("child").first()
    if talk is None:
        raise Http404
    return relation, talk


def report_of(relation, talk) -> dict:
    """What this parent reads of a talk. Of a draft nothing but their own part."""
    own = ParentPart.objects.filter(talk=talk, guardian=relation.guardian_id).first()
    if not talk.shared_at:
        return {"own": own, "parts": [], "reading": None}
    reading = TalkReading.objects.filter(talk=talk, guardian=relation.guardian_id).first()
    texts = {one.area: one for one in talk.parts.exclude(text="")}
    ordered = [texts[area] for area in Area.values if area in texts]
    return {"own": own, "parts": ordered, "reading": reading}


def grown(relation) -> dict | None:
    """The lines and numbers of growth; None where it is not kept and nothing was measured."""
    kept = noting.practice_of(relation.organisation_id).keeps_growth
    measured = list(sight.measurements_for([relation]))
    if not kept and not measured:
        return None
    return {"kept": kept, "measured": measured,
            "curves": curves_of(measured, relation.child.born_on)}  # fmt: skip
