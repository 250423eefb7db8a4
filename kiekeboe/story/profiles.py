"""Whom to call besides the parents, and what a parent wants changed about a child (A8)."""

from datetime import timedelta

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.people.models import Child, EmergencyContact, ProfileChange
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed

DOCTOR = {"doctor": "Huisartsenpraktijk De Linde", "doctor_phone": "071 555 01 23"}
CONTACTS = {"Noor": ("Tante Els", "Tante", "06 55501234")}
ASKED = (
    ("Noor", "collector", {"name": "Opa Henk", "phone": "06 55504321", "last_day": ""},
     "Hij past elke vrijdag op."),
    ("Luuk", "allergy", {"substance": "Kiwi", "severity": "mild",
                         "plan": "Geen kiwi geven, mond afvegen."}, ""),
)  # fmt: skip


def write(book) -> None:
    kids = {one.first_name: one for one in KIDS}
    for name, (called, relation, phone) in CONTACTS.items():
        kid = kids[name]
        _known_doctor(book, kid)
        book.put(
            EmergencyContact, id=fixed("contact", name), child_id=kid.id, name=called,
            relation=relation, phone=phone,
        )  # fmt: skip
    for hours, (name, about, facts, words) in enumerate(ASKED, 2):
        _ask(book, kids[name], about, facts, words, hours)


def _known_doctor(book, kid) -> None:
    row = next(one for one in book.rows[Child] if one.pk == kid.id)
    for name, fact in DOCTOR.items():
        setattr(row, name, fact)


def _ask(book, kid, about, facts, words, hours) -> None:
    by, at = Actor(book.organisation, Kind.GUARDIAN, kid.parents[0].id), book.clock.now
    at -= timedelta(hours=hours)
    if about == "collector":
        facts = {**facts, "first_day": book.clock.today.isoformat()}
    first = facts.get("name") or facts["substance"]
    change = book.put(
        ProfileChange, id=fixed("profile", kid.first_name), child_id=kid.id,
        guardian_id=by.person, about=about, key=f"{about}:{first.casefold()}", after=facts,
        words=words, asked_at=at,
    )  # fmt: skip
    book.tell("profile_change_asked", change, by=by, at=at, children=[kid.id], about=about)
