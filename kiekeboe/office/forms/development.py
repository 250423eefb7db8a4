"""What was seen of a child, its talks, what was measured, and how the house follows it."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.development import guide, noting
from kiekeboe.development.models import Talk
from kiekeboe.development.models.observations import LONGEST, Area
from kiekeboe.development.sources import chosen
from kiekeboe.office.forms.base import OfficeForm, choice, day, once, text, yes

NOT_SAID = ("", gettext_lazy("Not scored"))


def scale(label, steps, hint=""):
    choices = [NOT_SAID, *((str(one.number), f"{one.number}: {one.words}") for one in steps)]
    return choice(label, choices, required=False, hint=hint)


class WordsForm(OfficeForm):
    """What of an observation can still change while no parent reads it."""

    area = choice(gettext_lazy("Area of development"), Area.choices)
    text = text(
        gettext_lazy("What did you see?"), longest=LONGEST, lines=4,
        hint=gettext_lazy("Write what the child does and says. Name no other children."),
    )  # fmt: skip
    wellbeing = scale(gettext_lazy("Well-being"), guide.WELLBEING)
    involvement = scale(gettext_lazy("Involvement"), guide.INVOLVEMENT)

    def steps(self) -> dict:
        told = self.cleaned_data
        return {name: int(told[name]) if told[name] else None
                for name in ("wellbeing", "involvement")}  # fmt: skip


class ObservationForm(WordsForm):
    id = once()
    seen_on = day(gettext_lazy("When"))
    source = choice(gettext_lazy("From a moment"), [], required=False)
    others = forms.MultipleChoiceField(
        label=gettext_lazy("Also of"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each child gets its own observation, in the same words."),
    )  # fmt: skip
    shared = yes(gettext_lazy("Parents may read this"))
    field_order = ["id", "area", "text", "seen_on", "source", "wellbeing", "involvement", "others",
                   "shared"]  # fmt: skip

    def __init__(self, *args, sources=(), others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [
            ("", _("No moment in the diary")),
            *((one.key, _said(one)) for one in sources),
        ]
        self.fields["others"].choices = [(str(one.pk), str(one)) for one in others]
        if not others:
            del self.fields["others"]

    def clean(self):
        told = super().clean()
        if told.get("others") and told.get("source"):
            self.add_error("source", _("A moment is of one child. Leave it out for several."))
        return told

    def seen(self) -> noting.Seen:
        told = self.cleaned_data
        return noting.Seen(
            told["id"], told["area"], told["text"], told["seen_on"], **self.steps(),
            **chosen(told["source"]),
        )  # fmt: skip


class NewTalkForm(OfficeForm):
    id = once()
    kind = choice(gettext_lazy("Which talk?"), Talk.Kind.choices)


class ReportForm(OfficeForm):
    """The words of a report: how it goes, and one part per area."""

    opening = text(gettext_lazy("How it goes"), longest=2000, lines=4, required=False)

    def __init__(self, *args, talk, **kwargs):
        parts = {one.area: one.text for one in talk.parts.all()}
        super().__init__(*args, initial={"opening": talk.opening, **parts}, **kwargs)
        questions = {one.area: one.words for one in guide.questions_for(_months(talk))}
        for area, label in Area.choices:
            hint = questions.get(area, "")
            self.fields[area] = text(label, longest=4000, lines=5, required=False, hint=hint)

    def parts(self) -> dict:
        return {area: self.cleaned_data[area] for area in Area.values}


class HeldForm(OfficeForm):
    held_on = day(gettext_lazy("When was the talk?"))
    present = text(gettext_lazy("Who were there?"), longest=200, required=False)
    agreements = text(
        gettext_lazy("What did you agree?"), longest=2000, lines=4, required=False,
        hint=gettext_lazy("Parents read this."),
    )  # fmt: skip
    concerns = text(
        gettext_lazy("Concerns"), longest=2000, lines=3, required=False,
        hint=gettext_lazy("Only colleagues read this. Parents may ask for the whole file."),
    )  # fmt: skip
    next_on = day(gettext_lazy("Next talk"), required=False)


class MeasureForm(OfficeForm):
    id = once()
    day = day(gettext_lazy("When"))
    kilos = forms.DecimalField(
        label=gettext_lazy("Weight in kilos"), required=False, max_digits=5, decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), localize=True,
        error_messages={"invalid": gettext_lazy("Write the weight as 9.4.")},
    )  # fmt: skip
    centimetres = forms.DecimalField(
        label=gettext_lazy("Length in centimetres"), required=False, max_digits=4,
        decimal_places=1, widget=forms.TextInput(attrs={"inputmode": "decimal"}), localize=True,
        error_messages={"invalid": gettext_lazy("Write the length as 72.5.")},
    )  # fmt: skip

    def measured(self) -> dict:
        told = self.cleaned_data
        return {
            "grams": _whole(told["kilos"], 1000),
            "millimetres": _whole(told["centimetres"], 10),
        }


class PracticeForm(OfficeForm):
    manager_shares = yes(
        gettext_lazy("A manager reads along first"),
        gettext_lazy("Parents read an observation when a manager shares it."),
    )
    keeps_growth = yes(
        gettext_lazy("Keep weight and length"),
        gettext_lazy("This is the work of the baby clinic. Only keep it if parents ask you to."),
    )


def _months(talk) -> int:
    return talk.child.months_on(talk.last_day)


def _said(source) -> str:
    at = date_format(timezone.localtime(source.at), "D j F, H:i")
    return f"{at} · {source.words or _('Photo')}"


def _whole(number, times) -> int | None:
    return None if number is None else int(number * times)
