"""Chapter three: the children, their homes, what their parents allow and when they come."""

from datetime import date, timedelta

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.people import wordings
from kiekeboe.people.models import (
    Allergy,
    Channel,
    Child,
    Collector,
    Consent,
    Guardian,
    Guardianship,
    Household,
)
from kiekeboe.planning.models import ContractDay, Placement
from kiekeboe.story import team
from kiekeboe.story.families import HOMES, KIDS, PARENTS, PROTECTED
from kiekeboe.story.ids import fixed


def write(book, accounts) -> None:
    for home in dict.fromkeys(parent.home for parent in PARENTS):
        street, postcode, town = HOMES.get(
            home, (f"Lindelaan {len(home) + 3}", "2315 EK", "Leiden")
        )
        book.put(Household, id=fixed("household", home), street=street, postcode=postcode,
                 town=town, is_protected=home in PROTECTED)  # fmt: skip
    for number, parent in enumerate(PARENTS):
        _guardian(book, parent, number, accounts)
    for kid in KIDS:
        _child(book, kid)


def started_on(book, kid) -> date:
    """The first day of care: never before a child is two months old."""
    return book.clock.today - timedelta(days=_days_here(kid))


def _days_here(kid) -> int:
    return min(kid.since_days, kid.months * 30 - 75)


def _guardian(book, parent, number, accounts) -> None:
    first, _, last = parent.name.partition(" ")
    guardian = book.put(
        Guardian,
        id=parent.id,
        household_id=fixed("household", parent.home),
        account=accounts.get(parent.email) if parent.signs_in else None,
        first_name=first,
        last_name=last,
        email=parent.email,
        phone=f"06 1200 {number:04d}",
        language=parent.language,
    )
    karin = team.actor(book, "Karin")
    book.tell("guardian_registered", guardian, by=karin, at=book.clock.now - timedelta(days=200))


def _child(book, kid) -> None:
    karin, at = team.actor(book, "Karin"), book.clock.now - timedelta(days=_days_here(kid) + 20)
    first_day = started_on(book, kid)
    child = book.put(
        Child,
        id=kid.id,
        first_name=kid.first_name,
        last_name=kid.last_name,
        born_on=book.clock.born(kid.months, kid.born_day),
        portrait=kid.face,
        medical_note=kid.medical_note,
        feeding_note=kid.feeding_note,
        started_on=first_day,
    )
    book.tell("child_registered", child, by=karin, at=at, children=[child.pk])
    placement = book.put(Placement, child=child, group_id=kid.room.id, started_on=first_day)
    book.tell("child_placed", placement, by=karin, at=at, children=[child.pk], group=kid.room.id)
    for substance, severity, plan in kid.allergies:
        allergy = book.put(Allergy, child=child, substance=substance, severity=severity, plan=plan)
        book.tell("allergy_noted", allergy, by=karin, at=at, children=[child.pk])
    for name, phone in kid.collectors:
        book.put(Collector, child=child, name=name, phone=phone, first_day=first_day)
    for parent in kid.parents:
        _relation(book, child, parent, at)
    _contract(book, child, kid, karin, at)


def _relation(book, child, parent, at) -> None:
    karin = team.actor(book, "Karin")
    relation = book.put(
        Guardianship,
        id=fixed("guardianship", child.first_name, parent.name),
        child=child,
        guardian_id=parent.id,
        relation=parent.relation,
        has_authority=parent.has_authority,
        is_contract_parent=parent.relation in ("mother", "foster"),
        may_collect=parent.may_collect,
        receives_updates=parent.receives_updates,
        sees_invoices=parent.has_authority,
        started_on=child.started_on - timedelta(days=20),
        blocked_at=book.clock.now - timedelta(days=3) if parent.blocked else None,
        blocked_by=team.actor(book, "Petra").person if parent.blocked else None,
    )
    book.tell("guardian_added", relation, by=karin, at=at, children=[child.pk],
              guardian=str(parent.id))  # fmt: skip
    if parent.blocked:
        book.tell("guardian_blocked", relation, by=team.actor(book, "Petra"),
                  at=relation.blocked_at, children=[child.pk])  # fmt: skip
    asked = {"own_portal": parent.own, "group_portal": parent.together, **parent.further}
    for purpose, allowed in asked.items():
        if allowed is not None:
            _answer(book, child, parent, purpose, allowed, at + timedelta(days=2))


def _answer(book, child, parent, purpose, allowed, at) -> None:
    by = Actor(book.organisation, Kind.GUARDIAN, parent.id)
    consent = book.put(
        Consent,
        id=fixed("consent", child.first_name, parent.name, purpose),
        child=child,
        guardian_id=parent.id,
        purpose=purpose,
        allowed=allowed,
        wording=wordings.CURRENT,
        said=wordings.wording(purpose, parent.language, child.first_name).said,
        channel=Channel.INTAKE,
        answered_by_kind=by.kind,
        answered_by=by.person,
        answered_at=at,
    )
    verb = "consent_given" if allowed else "consent_refused"
    book.tell(verb, consent, by=by, at=at, children=[child.pk], purpose=purpose)


def _contract(book, child, kid, by, at) -> None:
    today = book.clock.today.isoweekday()
    for weekday in sorted(book.clock.weekdays(kid.days)):
        starts_at, ends_at = book.clock.slot(kid.comes, kid.goes, today=weekday == today)
        book.put(
            ContractDay,
            child=child,
            group_id=kid.room.id,
            weekday=weekday,
            starts_at=starts_at,
            ends_at=ends_at,
            first_day=child.started_on if weekday < 6 else book.clock.today,
        )
    book.tell("contract_days_agreed", child, by=by, at=at, children=[child.pk], group=kid.room.id)
