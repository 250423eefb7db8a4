"""Sick and better (ziek en beter melden, E3): open-ended until somebody says better."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Event
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import Absence

SICK = Absence.Kind.SICK
ASKED = "asked_how_it_goes"


@transaction.atomic
def report_sick(
    id: UUID, child, *, first_day: date, symptoms="", sign="", expected_back: date | None = None,
    group=None, by: Actor, at: datetime,
) -> Absence:  # fmt: skip
    """A child stays at home, sick, from `first_day` on. Who is sick already stays so: what is told
    now is added to it. `group` is the id of its group, for the pages that listen."""
    locked_head(by.organisation)
    standing = Absence.objects.filter(child=child, kind=SICK, last_day=None, withdrawn_at=None)
    known = Absence.objects.filter(pk=id, child=child).first() or standing.first()
    if known:
        told = {"symptoms": symptoms, "sign": sign, "expected_back": expected_back}
        return _told_more(known, told, group, by=by, at=at)
    absence = Absence.objects.create(
        id=id,
        organisation_id=by.organisation,
        child=child,
        kind=SICK,
        first_day=first_day,
        symptoms=symptoms,
        sign=sign,
        expected_back=expected_back,
        reported_by_kind=by.kind,
        reported_by=by.person,
        reported_at=at,
    )
    record("reported_sick", absence, by=by, at=at, children=[child.pk], group=group)
    return absence


def _told_more(absence, told: dict, group, *, by, at) -> Absence:
    news = {key: fact for key, fact in told.items() if fact and getattr(absence, key) != fact}
    if news and absence.withdrawn_at is None:
        for key, fact in news.items():
            setattr(absence, key, fact)
        absence.save(update_fields=list(news))
        record("sickness_changed", absence, by=by, at=at, children=[absence.child_id],
               group=group, changed=sorted(news))  # fmt: skip
    return absence


@transaction.atomic
def report_better(child, *, back_on: date, group=None, by: Actor, at: datetime) -> Absence | None:
    """The child comes again from `back_on`. Better before it was ever away takes the report back.

    Nothing to end changes nothing (None).
    """
    locked_head(by.organisation)
    absence = Absence.objects.filter(
        child=child, organisation=by.organisation, kind=SICK, last_day=None, withdrawn_at=None
    ).first()
    if absence is None:
        return None
    if back_on <= absence.first_day:
        absence.withdrawn_at = at
    else:
        absence.last_day = back_on - timedelta(days=1)
    absence.save(update_fields=["withdrawn_at", "last_day"])
    record("reported_better", absence, by=by, at=at, children=[child.pk], group=group)
    return absence


@dataclass(frozen=True, slots=True)
class Due:
    """A sick child whose family is asked how it goes, and why."""

    absence: Absence
    why: tuple[str, ...]


def to_ask_about(organisation, day: date, *, after_days: int = 2) -> list[Due]:
    """Sick children whose family is asked how it goes (E3): two days after the report, and on the
    day that they were expected back. Each is asked once, also when the clock was away."""
    open_ones = Absence.objects.filter(
        organisation=organisation, kind=SICK, last_day=None, withdrawn_at=None, first_day__lt=day
    )
    rows = list(open_ones.select_related("child").order_by("first_day", "id"))
    asked = _asked(organisation, rows)
    found = []
    for one in rows:
        why = [f"back {one.expected_back}"] if (one.expected_back or date.max) <= day else []
        if (day - one.first_day).days >= after_days:
            why.append("days")
        if new := tuple(each for each in why if (one.pk, each) not in asked):
            found.append(Due(one, new))
    return found


def _asked(organisation, absences) -> set[tuple]:
    """{(absence, why)} of what was asked before. One question."""
    before = Event.objects.filter(
        organisation=organisation, verb=ASKED, subject_id__in=[one.pk for one in absences]
    )
    return {
        (subject, why)
        for subject, payload in before.values_list("subject_id", "payload")
        for why in payload["why"]
    }


@transaction.atomic
def ask_how_it_goes(*, organisation, day: date, by: Actor, at: datetime) -> int:
    """Ask the families of who is sick for long. Returns how many are asked now.

    Run late, twice or by two at once: each family is asked once for each reason.
    """
    locked_head(organisation)
    due = to_ask_about(organisation, day)
    for one in due:
        record(ASKED, one.absence, by=by, at=at, children=[one.absence.child_id], why=[*one.why])
    return len(due)
