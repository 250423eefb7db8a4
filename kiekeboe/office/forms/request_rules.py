"""The house rules of a location as a form: every parameter of nl-rules §5.3, in groups."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import OfficeForm, choice, day, hour, number, once, yes
from kiekeboe.office.forms.rule_words import (
    ASKS,
    DECIDERS,
    MODES,
    PARTS,
    REACHES,
    SECTIONS,
    SWITCHES,
    UNITS,
)
from kiekeboe.planning.request_policy import Ask, Decider, Earning, Mode, Part, Rules
from kiekeboe.planning.windows import Notice, Reach, Unit, Window

TO_PLAIN_DAYS = {Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.WORKDAYS: 7 / 5, Unit.WEEKS: 7}


def count(label, most=400, least=0, hint=""):
    return number(label, least=least, most=most, required=False, hint=hint)


def notice_fields(name, label, *, clock=True) -> dict:
    """How many, of what, and at which time of the day."""
    fields = {
        f"{name}_amount": count(label),
        f"{name}_unit": choice(gettext_lazy("counted in"), UNITS, required=False),
    }
    if clock:
        fields[f"{name}_clock"] = hour(gettext_lazy("at (if you want)"), required=False)
    return fields


def fields_of(ask: Ask) -> dict:
    """What can be set for one kind of request."""
    fields = {f"offered_{ask}": yes(gettext_lazy("Families can ask this"))}
    fields |= notice_fields(f"notice_{ask}", gettext_lazy("At the latest"))
    fields |= notice_fields(f"ahead_{ask}", gettext_lazy("At the earliest"), clock=False)
    fields[f"decider_{ask}"] = choice(gettext_lazy("Who decides"), DECIDERS)
    fields[f"year_{ask}"] = count(gettext_lazy("Most in a year"))
    fields[f"month_{ask}"] = count(gettext_lazy("Most in a month"))
    return fields


@dataclass(frozen=True)
class Section:
    """Fields that belong together, under one heading."""

    title: str
    intro: str
    fields: list

    @property
    def first(self):
        """The switch for the whole section, if there is one."""
        field = self.fields[0]
        return field if field.name.startswith("offered_") else None

    @property
    def numbers(self) -> list:
        return [one for one in self.fields if not is_switch(one)]

    @property
    def switches(self) -> list:
        return [one for one in self.fields if is_switch(one) and one is not self.first]


def is_switch(field) -> bool:
    return isinstance(field.field, forms.BooleanField)


class RulesForm(OfficeForm):
    """Empty numbers mean: no limit."""

    id = once()
    since = day(gettext_lazy("These rules hold for care from"))
    mode = choice(gettext_lazy("A day that is given up comes back as"), MODES)
    part = choice(gettext_lazy("The smallest thing to ask"), PARTS)
    smallest = number(gettext_lazy("At least so many minutes"), least=0, most=720)
    answer_within = number(gettext_lazy("We answer within so many working days"), least=1, most=20)
    automatic_least_hours = number(
        gettext_lazy("A person decides when it is nearer than so many hours"), least=0, most=336
    )
    offer_hours = number(
        gettext_lazy("Hours to think about a place that came free"), least=1, most=168
    )
    reach = choice(gettext_lazy("How far the new day may lie from the old one"), REACHES)
    before = count(gettext_lazy("so many before"))
    after = count(gettext_lazy("so many after"))
    spill_month = number(gettext_lazy("Month from which it may be next year"), least=1, most=12)
    spill_day = number(gettext_lazy("and the day of that month"), least=1, most=31)
    earn_most = count(gettext_lazy("Most on a balance (hours or points)"), most=2000)
    earn_valid_days = count(gettext_lazy("Days that it stays valid"), most=1500, least=1)
    earn_grace_days = number(gettext_lazy("Days of grace after the year"), least=0, most=365)

    def __init__(self, *args, rules: Rules, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        for ask in Ask:
            self.fields |= fields_of(ask)
        self.fields |= notice_fields("undo", gettext_lazy("Cancelling is free until"))
        self.fields |= notice_fields("earn", gettext_lazy("Given up at the latest"))
        for name, (label, hint) in SWITCHES.items():
            self.fields[name] = yes(label, hint)
        self.initial = initial_of(rules) | {"since": today} | self.initial

    def sections(self) -> list[Section]:
        """The form in the order in which it is read."""
        per_ask = [Section(ASKS[ask], "", [self[name] for name in fields_of(ask)]) for ask in Ask]
        rest = [
            Section(title, intro, [self[name] for name in names])
            for title, intro, names in SECTIONS
        ]
        return [*rest[:1], *per_ask, *rest[1:]]

    def clean_since(self):
        if self.cleaned_data["since"] < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["since"]

    def clean(self):
        told = self.cleaned_data
        for ask in Ask:
            self._check_times(ask)
        if told.get("offered_credit") and told.get("mode") == Mode.DAY:
            self.add_error("mode", _("To use a balance, a day comes back as points or hours."))
        needs = {Reach.DAYS, Reach.MONTHS}
        if told.get("reach") in needs and not (told.get("before") or told.get("after")):
            self.add_error("after", _("With zero days before and after, nothing can be swapped."))
        if not any(told.get(f"offered_{ask}") for ask in Ask):
            self.add_error(None, _("Choose at least one thing that families can ask."))
        return told

    def _check_times(self, ask: Ask):
        notice, ahead = self._notice(f"notice_{ask}"), self._notice(f"ahead_{ask}")
        if not (self.cleaned_data.get(f"offered_{ask}") and notice and ahead):
            return
        if days_of(ahead) <= days_of(notice):
            sentence = _("Nobody could ask this: it would be too early until it is too late.")
            self.add_error(f"ahead_{ask}_amount", sentence)

    def _notice(self, name) -> Notice | None:
        told = self.cleaned_data
        if told.get(f"{name}_amount") is None:
            return None
        unit = Unit(told.get(f"{name}_unit") or Unit.HOURS)
        clock = told.get(f"{name}_clock") if unit != Unit.HOURS else None
        return Notice(told[f"{name}_amount"], unit, clock)

    def rules(self) -> Rules:
        """The rules that were filled in."""
        told = self.cleaned_data
        offered = frozenset(ask for ask in Ask if told[f"offered_{ask}"])
        return Rules(
            asks=offered,
            mode=Mode(told["mode"]),
            part=Part(told["part"]),
            smallest=told["smallest"],
            notice=self._per_ask(lambda ask: self._notice(f"notice_{ask}")),
            longest_ahead=self._per_ask(lambda ask: self._notice(f"ahead_{ask}")),
            decider=self._per_ask(lambda ask: Decider(told[f"decider_{ask}"])),
            answer_within=told["answer_within"],
            offer_hours=told["offer_hours"],
            window=self._window(),
            earning=self._earning(),
            most_a_year=self._per_ask(lambda ask: told[f"year_{ask}"]),
            most_a_month=self._per_ask(lambda ask: told[f"month_{ask}"]),
            automatic_least_hours=told["automatic_least_hours"],
            undo=self._notice("undo") or Notice(),
            **{name: told[name] for name in SWITCHES if not name.startswith("earn_")},
        )

    def _per_ask(self, told) -> dict:
        return {ask: value for ask in Ask if (value := told(ask)) is not None}

    def _window(self) -> Window:
        told = self.cleaned_data
        spill = told["spill_month"], told["spill_day"]
        return Window(Reach(told["reach"]), told["before"] or 0, told["after"] or 0, spill)

    def _earning(self) -> Earning:
        told = self.cleaned_data
        most = told["earn_most"]
        return Earning(
            deadline=self._notice("earn") or Notice(),
            most=most * 60 if most is not None and told["mode"] == Mode.HOURS else most,
            valid_days=told["earn_valid_days"],
            grace_days=told["earn_grace_days"],
            **{name[5:]: told[name] for name in SWITCHES if name.startswith("earn_")},
        )


def days_of(notice: Notice) -> float:
    """About how many days a notice is, to compare two of them."""
    return notice.amount * TO_PLAIN_DAYS[notice.unit]


def initial_of(rules: Rules) -> dict:
    """What the form shows for a set of rules."""
    earning = rules.earning
    told = {
        "mode": rules.mode, "part": rules.part, "smallest": rules.smallest,
        "answer_within": rules.answer_within, "offer_hours": rules.offer_hours,
        "automatic_least_hours": rules.automatic_least_hours,
        "reach": rules.window.reach, "before": rules.window.before, "after": rules.window.after,
        "spill_month": rules.window.spill_from[0], "spill_day": rules.window.spill_from[1],
        "earn_most": in_units(earning.most, rules.mode), "earn_valid_days": earning.valid_days,
        "earn_grace_days": earning.grace_days,
    }  # fmt: skip
    for name in SWITCHES:
        source, key = (earning, name[5:]) if name.startswith("earn_") else (rules, name)
        told[name] = getattr(source, key)
    told |= told_notice("undo", rules.undo) | told_notice("earn", earning.deadline)
    for ask in Ask:
        told[f"offered_{ask}"] = ask in rules.asks
        told |= told_notice(f"notice_{ask}", rules.notice.get(ask))
        told |= told_notice(f"ahead_{ask}", rules.longest_ahead.get(ask))
        told[f"decider_{ask}"] = rules.decider.get(ask, Decider.OFFICE)
        told[f"year_{ask}"] = rules.most_a_year.get(ask)
        told[f"month_{ask}"] = rules.most_a_month.get(ask)
    return told


def in_units(most: int | None, mode: Mode) -> int | None:
    """The most of a balance as people say it: hours, or points."""
    return most // 60 if most is not None and mode == Mode.HOURS else most


def told_notice(name, notice: Notice | None) -> dict:
    if notice is None:
        return {f"{name}_amount": None, f"{name}_unit": Unit.DAYS, f"{name}_clock": None}
    return {
        f"{name}_amount": notice.amount, f"{name}_unit": notice.unit,
        f"{name}_clock": notice.clock,
    }  # fmt: skip
