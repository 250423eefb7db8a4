"""The house rules of a location: which sets there are, and what they would answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as lazy

from kiekeboe.office.forms.rule_words import DECIDED
from kiekeboe.office.questions import requests as questions
from kiekeboe.planning import asking
from kiekeboe.planning.models import Request, RequestRules
from kiekeboe.planning.policy_words import OUTCOMES, sentence
from kiekeboe.planning.presets import PRESETS
from kiekeboe.planning.reading import clock, plan_of
from kiekeboe.planning.request_policy import Ask, Decision, Outcome
from kiekeboe.planning.requests_of import rules_on

NAMES = {"ruim": lazy("Wide"), "gewoon": lazy("Usual"), "streng": lazy("Strict")}
TONES = {
    Outcome.GRANTED: ("ok", "circle-check"),
    Outcome.TO_PERSON: ("wait", "hourglass"),
    Outcome.WAITING: ("warn", "hourglass"),
    Outcome.REFUSED: ("stop", "octagon-x"),
}


@dataclass(frozen=True)
class Kept:
    """A set of rules with whether it holds now."""

    row: RequestRules
    name: str
    holds: bool
    to_come: bool


def sets_of(location, today) -> list[Kept]:
    """The sets of a location that hold or will, newest first, and five from before."""
    rows = list(RequestRules.objects.filter(location=location).order_by("-since"))
    holding = next((row for row in rows if row.since <= today), None)
    found = [
        Kept(row, NAMES.get(row.preset, lazy("Own rules")), row is holding, row.since > today)
        for row in rows
    ]
    ahead = sum(one.to_come for one in found)
    return found[: ahead + 5]


@dataclass(frozen=True)
class Answer:
    """What one set of rules would answer."""

    title: str
    decision: Decision
    outcome: str
    why: str
    tone: str
    icon: str
    decided: str  # which setting or fact


def bench(location, told: dict, *, today, at: datetime) -> dict:
    """What is answered when this is asked at that moment; and by each preset. Writes nothing."""
    wish = _wish(location, told, today)
    standing = rules_on(location, wish.day)
    held = {lazy("The rules that hold"): standing} | {NAMES[key]: PRESETS[key] for key in PRESETS}
    answers = [_answer(title, wish, rules, at) for title, rules in held.items()]
    return {"answer": answers[0], "others": answers[1:], "row": _row(wish, today)}


def _answer(title, wish, rules, at) -> Answer:
    decision = asking.consider(wish, at=at, rules=rules)
    tone, icon = TONES[decision.outcome]
    why = sentence(decision, wish.child.first_name)
    return Answer(title, decision, str(OUTCOMES[decision.outcome]), why, tone, icon,
                  str(DECIDED[decision.rule]))  # fmt: skip


def _wish(location, told: dict, today) -> asking.Wish:
    group = told["group"] or _own_group(location, told["child"], told["day"])
    old = None
    if told["ask"] == Ask.SWAP and told["old_day"]:
        old = _planned(location, told["child"], told["old_day"], today)
    return asking.Wish(
        id=UUID(int=0), child=told["child"], guardian=None, group=group, ask=Ask(told["ask"]),
        day=told["day"], starts_at=told["starts_at"] or location.opens_at,
        ends_at=told["ends_at"] or location.closes_at, old=old,
        consents_to_other_group=told["consents"],
    )  # fmt: skip


def _own_group(location, child, day):
    """Where the child has its place that day; else the first place it has at this location."""
    places = child.placements.filter(group__location=location).select_related("group__location")
    here = places.in_force(day).first() or places.order_by("-started_on").first()
    return here.group


def _planned(location, child, day, today):
    """The stretch of that day which would be given up, as it is planned."""
    slices = plan_of(location, day, day, today=today, also=[child.pk]).slices(child.pk, day)
    if not slices:
        return day, location.opens_at, location.closes_at
    return day, clock(min(one.start for one in slices)), clock(max(one.end for one in slices))


def _row(wish, today):
    """What a yes would ask of the group; None for leave."""
    asked = Request(
        child=wish.child, group=wish.group, ask=wish.ask.value, day=wish.day, last_day=wish.day,
        starts_at=wish.starts_at, ends_at=wish.ends_at,
    )  # fmt: skip
    if wish.ask == Ask.LEAVE or wish.ends_at <= wish.starts_at:
        return None
    return questions.rows([asked], today=today)[0]
