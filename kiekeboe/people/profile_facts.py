"""Which facts a profile change is about: what holds now, how it becomes, and in which words (A8).

Facts are kept as text by the name of their column, so that one page and one table serve them all.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst

from kiekeboe.people.models import Allergy, Child, Collector, EmergencyContact, ProfileChange

About = ProfileChange.About
MODELS = {
    About.NAME: Child, About.FEEDING: Child, About.HEALTH: Child, About.DOCTOR: Child,
    About.ALLERGY: Allergy, About.ALLERGY_END: Allergy,
    About.COLLECTOR: Collector, About.COLLECTOR_END: Collector,
    About.CONTACT: EmergencyContact, About.CONTACT_END: EmergencyContact,
}  # fmt: skip
COLUMNS = {
    About.NAME: ("first_name", "last_name"),
    About.FEEDING: ("feeding_note",),
    About.HEALTH: ("medical_note",),
    About.DOCTOR: ("doctor", "doctor_phone"),
    About.ALLERGY: ("substance", "severity", "plan"),
    About.ALLERGY_END: ("substance",),
    About.COLLECTOR: ("name", "phone", "first_day", "last_day"),
    About.COLLECTOR_END: ("name",),  # a number may be known to one household only
    About.CONTACT: ("name", "relation", "phone"),
    About.CONTACT_END: ("name",),
}
ENDS = {About.ALLERGY_END, About.COLLECTOR_END, About.CONTACT_END}
MEDICAL = {About.FEEDING, About.HEALTH, About.ALLERGY, About.ALLERGY_END}
# What a caregiver must know of before the office has answered: who collects, and what harms.
SAFETY = set(About) - {About.NAME}
DAYS = {"first_day", "last_day"}


class Gone(Exception):
    """What should end does not stand any more."""


@dataclass(frozen=True)
class Line:
    """One fact, as it was and as it becomes; empty is unknown."""

    label: str
    before: str
    after: str


def standing(child: Child, about: str, facts: dict, of: UUID | None = None) -> dict[str, str]:
    """What holds now, beside the wanted `facts`; nothing for what is new. Raises `Gone`."""
    if about in ENDS:
        row = _row(child, about, of)
        return {name: getattr(row, name) for name in COLUMNS[about]}
    if MODELS[about] is Child:
        return {name: getattr(child, name) for name in COLUMNS[about]}
    if about == About.ALLERGY:
        known = child.allergies.filter(substance__iexact=facts["substance"], ended_on=None).first()
        return {name: getattr(known, name) for name in COLUMNS[about]} if known else {}
    return {}


def _row(child, about, of):
    rows = MODELS[about].objects.filter(pk=of, child=child)
    ended = {"withdrawn_at": None} if about == About.COLLECTOR_END else {"ended_on": None}
    if (row := rows.filter(**ended).first()) is None:
        raise Gone
    return row


def key(about: str, facts: dict[str, str], of: UUID | None) -> str:
    """Two changes with one key are about the same thing, so that only one of them waits."""
    if about in ENDS:
        return f"{about}:{of}"
    if MODELS[about] is Child:
        return str(about)
    return f"{about}:{facts[COLUMNS[about][0]].strip().casefold()}"


def apply(change: ProfileChange, child: Child, *, by, at, on: date) -> None:
    """Let the facts hold, by the verbs that the office uses itself. Raises `Gone`."""
    about, facts = change.about, dict(change.after)
    said = {"by": by, "at": at}
    if about in (About.FEEDING, About.HEALTH, About.DOCTOR):
        child.note_health(**facts, **said)
    elif about == About.NAME:
        child.edit(**facts, **said)
    elif about == About.ALLERGY:
        Allergy.objects.note(child, facts.pop("substance"), **facts, **said)
    elif about == About.COLLECTOR:
        facts |= {name: parse_date(facts[name]) if facts[name] else None for name in DAYS}
        Collector.objects.allow(change.pk, child, trusted_by=change.guardian_id, **facts, **said)
    elif about == About.CONTACT:
        EmergencyContact.objects.add(change.pk, child, **facts, **said)
    elif about == About.COLLECTOR_END:
        _row(child, about, change.of).withdraw(**said)
    else:
        _row(child, about, change.of).end(on=on, **said)


def lines(change: ProfileChange, now: dict[str, str] | None = None) -> list[Line]:
    """The change fact by fact in the language of the reader. `now`, when given, are the facts that
    hold at this moment: beside them it is decided, not beside those of the day it was asked."""
    about = About(change.about)
    before = change.before if now is None else now
    after = {} if about in ENDS else change.after
    return [
        Line(
            capfirst(str(MODELS[about]._meta.get_field(name).verbose_name)),
            _told(name, before.get(name, "")), _told(name, after.get(name, "")),
        )
        for name in COLUMNS[about]
    ]  # fmt: skip


def _told(name: str, fact: str) -> str:
    if name == "severity" and fact:
        return str(Allergy.Severity(fact).label)
    if name in DAYS and fact:
        return date_format(parse_date(fact), "j F Y")
    return fact
