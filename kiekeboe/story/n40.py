"""A nursery to measure on: 40 children, 125 days, ten entries a day each: 50,000 entries."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count
from uuid import UUID

from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Device, Turn, User
from kiekeboe.care.models import Entry, Visit
from kiekeboe.organisation.models import Company, Group, Location, Organisation
from kiekeboe.people.models import Child, Consent, Employee, Guardian, Guardianship, Household, Role
from kiekeboe.planning.models import ContractDay, Placement
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed

CHILDREN, DAYS, A_DAY = 40, 125, 10
BOARD = 16  # children in the first group
DEVICE_KEY, TURN_KEY = "n40-tablet", "n40-turn"
BATCH = 2000
# Ten things that a day holds: minutes before the last one, kind, length, amount, details.
DAY = (
    (470, "nappy", None, None, {"content": "wet"}),
    (455, "bottle", None, 180, {"offered": 180, "took": "all", "milk": "formula"}),
    (430, "sleep", 70, None, {"position": "back", "extras": ["sleeping_bag"]}),
    (340, "food", None, None, {"meal": "fruit", "eaten": "most", "what": "Peer en banaan"}),
    (330, "drink", None, 90, {"what": "water"}),
    (300, "activity", None, None, {"activity": "outside", "text": "In de zandbak gespeeld."}),
    (240, "food", None, None, {"meal": "lunch", "eaten": "all", "what": "Brood met kaas"}),
    (230, "nappy", None, None, {"content": "both"}),
    (120, "sleep", 90, None, {"position": "side"}),
    (10, "particular", None, None, {"text": "Lachte veel en speelde lang met de blokken."}),
)


@dataclass(frozen=True)
class Nursery:
    """What the measuring needs to know of it."""

    organisation: UUID
    location: UUID
    groups: tuple[UUID, UUID]
    children: tuple[UUID, ...]
    parent: User
    device: UUID
    employee: UUID


def build(now: datetime) -> Nursery:
    """Write it into an empty database; the last of the days is today."""
    nursery = _house(now)
    _children(nursery, now)
    _tablet(nursery, now)
    _diary(nursery, now)
    return nursery


def _owned(model, nursery, rows) -> None:
    rows = (model(organisation_id=nursery.organisation, **row) for row in rows)
    model.objects.bulk_create(rows, batch_size=BATCH)


def _house(now) -> Nursery:
    organisation = Organisation.objects.create(id=fixed("n40"), name="N40", founded_at=now)
    company = Company.objects.create(organisation=organisation, name="N40")
    location = Location.objects.create(
        organisation=organisation, company=company, name="N40", care_type="daycare",
        opens_at=time(0), closes_at=time(23, 59),
    )  # fmt: skip
    groups = [
        Group.objects.create(organisation=organisation, location=location, name=name, capacity=24)
        for name in ("Zestien", "Vierentwintig")
    ]
    employee = Employee.objects.create(
        organisation=organisation, first_name="Eva", last_name="Jansen",
        started_on=now.date() - timedelta(days=400),
    )  # fmt: skip
    Role.objects.create(organisation=organisation, employee=employee, name="caregiver",
                        group=groups[0], started_on=employee.started_on)  # fmt: skip
    parent = User(email="n40@demo.kiekeboe.test", name="Sanne de Wit")
    parent.set_unusable_password()
    parent.save()
    return Nursery(
        organisation.pk,
        location.pk,
        (groups[0].pk, groups[1].pk),
        tuple(fixed("n40-child", number) for number in range(CHILDREN)),
        parent,
        fixed("n40-device"),
        employee.pk,
    )


def _group_of(nursery, number) -> UUID:
    return nursery.groups[number >= BOARD]


def _children(nursery, now) -> None:
    since = now.date() - timedelta(days=DAYS + 60)
    home = Household.objects.create(organisation_id=nursery.organisation)
    guardian = Guardian.objects.create(
        organisation_id=nursery.organisation, household=home, account=nursery.parent,
        first_name="Sanne", last_name="de Wit",
    )  # fmt: skip
    kids = [(number, id, KIDS[number % len(KIDS)]) for number, id in enumerate(nursery.children)]
    born_on = now.date() - timedelta(days=300)
    _owned(Child, nursery, (
        {"id": id, "first_name": kid.first_name, "last_name": kid.last_name, "born_on": born_on,
         "portrait": kid.face, "started_on": since} for _, id, kid in kids))  # fmt: skip
    _owned(Placement, nursery, (
        {"child_id": id, "group_id": _group_of(nursery, number), "started_on": since}
        for number, id, _ in kids))  # fmt: skip
    _owned(ContractDay, nursery, (
        {"child_id": id, "group_id": _group_of(nursery, number), "weekday": weekday,
         "starts_at": time(0), "ends_at": time(23, 59), "first_day": since}
        for number, id, _ in kids for weekday in range(1, 8)))  # fmt: skip
    _owned(Guardianship, nursery, (
        {"child_id": id, "guardian": guardian, "relation": "mother", "started_on": since}
        for id in nursery.children[:2]))  # fmt: skip
    _owned(Consent, nursery, (
        {"child_id": id, "guardian": guardian, "purpose": purpose, "allowed": True,
         "wording": "2026-1", "answered_by_kind": "guardian", "answered_at": now}
        for id in nursery.children[:2] for purpose in ("own_portal", "group_portal")))  # fmt: skip


def _tablet(nursery, now) -> None:
    Device.objects.create(
        id=nursery.device, organisation_id=nursery.organisation, location_id=nursery.location,
        group_id=nursery.groups[0], name="N40", key_hash=key_hash(DEVICE_KEY),
        paired_by=nursery.employee, paired_at=now, seen_at=now,
        expires_at=now + timedelta(days=90),
    )  # fmt: skip
    Turn.objects.create(
        organisation_id=nursery.organisation, device_id=nursery.device,
        employee_id=nursery.employee, key_hash=key_hash(TURN_KEY), began_at=now, pin_at=now,
        seen_at=now,
    )  # fmt: skip


def _diary(nursery, now) -> None:
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    # Today what happened is pressed into the part of the day that is over.
    room = max(60, (now - midnight) / timedelta(minutes=1) - 1)
    for ago in range(DAYS - 1, -1, -1):
        last = now if ago == 0 else midnight - timedelta(days=ago) + timedelta(hours=15)
        scale = min(1, room / 480) if ago == 0 else 1
        numbered = list(enumerate(nursery.children))
        _owned(Visit, nursery, (
            {"child_id": id, "group_id": _group_of(nursery, number),
             "arrived_at": last - timedelta(minutes=480 * scale),
             "left_at": None if ago == 0 else last + timedelta(minutes=30)}
            for number, id in numbered))  # fmt: skip
        _owned(Entry, nursery, _entries(nursery, numbered, last, scale, ago))


def _entries(nursery, numbered, last, scale, ago):
    numbers = count()
    for number, child in numbered:
        for before, kind, length, amount, details in DAY:
            started_at = last - timedelta(minutes=before * scale)
            yield {
                "id": fixed("n40-entry", ago, next(numbers)),
                "child_id": child,
                "group_id": _group_of(nursery, number),
                "kind": kind,
                "started_at": started_at,
                "ended_at": started_at + timedelta(minutes=length * scale) if length else None,
                "amount": amount,
                "details": details,
                "author_id": nursery.employee,
                "device_id": nursery.device,
                "heard_at": started_at,
            }
