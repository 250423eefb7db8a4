"""What the rules answered, in a sentence for a family or for the office."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kiekeboe.lib.dates import spelled
from kiekeboe.planning.request_policy import Decision, Outcome, Rule
from kiekeboe.planning.room import Why

SENTENCES = {
    Rule.NOT_OFFERED: lazy("This cannot be asked here. Talk to the office."),
    Rule.EMPTY: lazy("The end must be after the start."),
    Rule.PAST: lazy("That moment has passed."),
    Rule.NO_CONTRACT: lazy("%(name)s has no place with us that day."),
    Rule.CLOSED: lazy("We are closed that day."),
    Rule.TOO_LATE: lazy("That was possible until %(latest)s. Call the group when it is urgent."),
    Rule.TOO_FAR: lazy("You can ask this from %(first)s on."),
    Rule.TOO_SHORT: lazy("Ask for at least %(minutes)s minutes."),
    Rule.WHOLE_DAYS: lazy("Only whole days can be asked here."),
    Rule.PLANNED_ALREADY: lazy("%(name)s comes then already."),
    Rule.NOTHING_PLANNED: lazy("%(name)s does not come then."),
    Rule.OLD_DAY_PAST: lazy("The day that you give up has passed."),
    Rule.OLD_DAY_SICK: lazy("A day on which %(name)s is sick cannot be swapped."),
    Rule.OLD_DAY_HOLIDAY: lazy("A public holiday cannot be swapped."),
    Rule.OLD_DAY_CLOSED: lazy("A day on which we are closed cannot be swapped."),
    Rule.OLD_DAY_SWAPPED: lazy("This day was swapped before. It cannot be swapped again."),
    Rule.WINDOW: lazy("Choose a day from %(first)s to %(last)s."),
    Rule.LONGER: lazy("The new day may not be longer than the old one."),
    Rule.OTHER_HOURS: lazy("The new day must be as long as the old one."),
    Rule.OTHER_DAY_TYPE: lazy("A school day is swapped for a school day, a holiday for a holiday."),
    Rule.OTHER_GROUP: lazy("This is not the own group of %(name)s."),
    Rule.CONTRACT_WEEKS: lazy("This week is not in your contract."),
    Rule.YEAR_MOST: lazy("You asked this %(most)s times this year. That is the most."),
    Rule.MONTH_MOST: lazy("You asked this %(most)s times this month. That is the most."),
    Rule.BALANCE: lazy("Your balance is not enough for this day."),
    Rule.TRANSPORT: lazy(
        "A colleague looks at the transport. You hear within %(within)s working days."
    ),
    Rule.NEAR: lazy("It is soon, so a colleague decides. You hear within %(within)s working days."),
    Rule.BY_PERSON: lazy("A colleague decides. You hear within %(within)s working days."),
    Rule.AUTOMATIC: lazy("There is room. You have it at once."),
}
NO_ROOM = {
    Why.FULL: lazy("The group is full at %(at)s."),
    Why.NOT_TOGETHER: lazy("With these ages together the group is full at %(at)s."),
    Why.TOO_FEW_STAFF: lazy("There are too few colleagues at %(at)s."),
    Why.GROUP_CLOSED: lazy("We are not open at %(at)s."),
}


def sentence(decision: Decision, name: str) -> str:
    """Why it was answered so. `name` is the child's first name."""
    told = {key: _said(value) for key, value in decision.facts.items()} | {"name": name}
    if decision.rule == Rule.NO_ROOM:
        minutes = decision.facts.get("at") or 0
        told["at"] = f"{minutes // 60:02}:{minutes % 60:02}"
        return str(NO_ROOM[decision.facts["why"]]) % told
    return str(SENTENCES[decision.rule]) % told


def _said(value):
    if isinstance(value, datetime):
        return _("%(day)s, %(time)s") % {"day": _day(value.date()), "time": f"{value:%H:%M}"}
    return _day(value) if isinstance(value, date) else value


def _day(day: date) -> str:
    return spelled(day, "l j F")


OUTCOMES = {
    Outcome.GRANTED: lazy("There is room"),
    Outcome.TO_PERSON: lazy("A colleague decides"),
    Outcome.WAITING: lazy("There is no room now"),
    Outcome.REFUSED: lazy("This is not possible"),
}
