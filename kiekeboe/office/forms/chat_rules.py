"""What a location agrees about chat, texts to start from, and being away (F2, F3)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.chat.models import ChatPolicy
from kiekeboe.chat.policy import Mode, Policy
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

WEEKDAYS = (
    (1, gettext_lazy("Monday")), (2, gettext_lazy("Tuesday")), (3, gettext_lazy("Wednesday")),
    (4, gettext_lazy("Thursday")), (5, gettext_lazy("Friday")), (6, gettext_lazy("Saturday")),
    (7, gettext_lazy("Sunday")),
)  # fmt: skip


class ChatRulesForm(OfficeForm):
    mode = choice(gettext_lazy("Chat is for"), ChatPolicy.Mode.choices)
    since = day(gettext_lazy("From"))
    until = day(
        gettext_lazy("Until"), required=False,
        hint=gettext_lazy("This day included. Then what holds now returns by itself."),
    )  # fmt: skip
    text_nl = text(
        gettext_lazy("Text above the box, in Dutch"), longest=500, required=False, lines=3
    )
    text_en = text(gettext_lazy("The same in English"), longest=500, required=False, lines=3)
    opens_at = hour(gettext_lazy("Messages are read from"), required=False)
    closes_at = hour(gettext_lazy("until"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days"), choices=WEEKDAYS, coerce=int, initial=[1, 2, 3, 4, 5],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )  # fmt: skip
    unseen_hours = number(
        gettext_lazy("Hours until the manager hears"), least=1, most=72,
        hint=gettext_lazy("Hours of opening time in which nobody saw a message."),
    )  # fmt: skip
    urgent_hours = number(gettext_lazy("The same when it is urgent"), least=1, most=72)

    def clean(self):
        told = self.cleaned_data
        in_order(self, "since", "until")
        opens, closes = told.get("opens_at"), told.get("closes_at")
        if bool(opens) != bool(closes):
            self.add_error("closes_at", _("Fill in both times, or neither."))
        elif opens and closes <= opens:
            self.add_error("closes_at", _("This time must be later than the first one."))
        if (told.get("urgent_hours") or 0) > (told.get("unseen_hours") or 72):
            self.add_error("urgent_hours", _("What is urgent cannot wait longer than the rest."))

    def policy(self) -> Policy:
        told = self.cleaned_data
        return Policy(
            since=told["since"],
            mode=Mode(told["mode"]),
            text_nl=told["text_nl"],
            text_en=told["text_en"],
            opens_at=told["opens_at"],
            closes_at=told["closes_at"],
            weekdays=frozenset(told["weekdays"]),
            unseen_hours=told["unseen_hours"],
            urgent_hours=told["urgent_hours"],
        )


def initial_of(policy: Policy, day) -> dict:
    """The policy that holds, as the form begins."""
    facts = {name: getattr(policy, name) for name in Policy.__slots__}
    return facts | {"since": day, "weekdays": sorted(policy.weekdays), "mode": policy.mode.value}


class NoteTextForm(OfficeForm):
    id = once()
    title = text(gettext_lazy("Name of the text"), longest=60)
    text_nl = text(gettext_lazy("In Dutch"), longest=2000, lines=4)
    text_en = text(gettext_lazy("In English"), longest=2000, required=False, lines=4)


class AwayForm(OfficeForm):
    id = once()
    employee = ByName(gettext_lazy("Who"))
    first_day = day(gettext_lazy("First day"))
    last_day = day(gettext_lazy("Last day"))
    instead = ByName(
        gettext_lazy("Who answers instead"), required=False,
        empty=gettext_lazy("Nobody in particular"),
    )  # fmt: skip
    words = text(gettext_lazy("What families read"), longest=300, required=False)

    def __init__(self, *args, colleagues, **kwargs):
        """`colleagues` are those in reach."""
        super().__init__(*args, **kwargs)
        for name in ("employee", "instead"):
            self.fields[name].queryset = colleagues.order_by("first_name", "last_name")

    def clean(self):
        in_order(self, "first_day", "last_day")
        told = self.cleaned_data
        if told.get("instead") and told.get("instead") == told.get("employee"):
            self.add_error("instead", _("Choose somebody else."))
