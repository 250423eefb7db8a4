"""The second organisation: small, and so marked that a test finds any word of it elsewhere."""

from datetime import time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from kiekeboe.accounts.hashing import derived_key, key_hash
from kiekeboe.accounts.models import Device, User
from kiekeboe.care.models import Entry, HomeNote, Visit
from kiekeboe.events.actors import Actor, Kind, system
from kiekeboe.organisation.models import Company, Group, Location, Organisation
from kiekeboe.people.models import (
    Allergy,
    Child,
    Collector,
    Consent,
    Employee,
    Guardian,
    Guardianship,
    Household,
    Role,
)
from kiekeboe.photos.sharing import Upload, share
from kiekeboe.planning.models import ContractDay, Placement
from kiekeboe.story import accounts, cast, scenes
from kiekeboe.story.book import Book
from kiekeboe.story.clock import Clock
from kiekeboe.story.ids import fixed

CANARY = "KANARIE"
ORGANISATION = fixed("organisation", CANARY)
LOCATION, GROUP = fixed("location", CANARY), fixed("group", CANARY)
DEVICE = fixed("device", CANARY)
CHILDREN = {name: fixed("child", f"{CANARY}-{name}") for name in ("Pim", "Puk")}
OWNER, CAREGIVER = fixed("employee", f"{CANARY}-Olga"), fixed("employee", f"{CANARY}-Zoef")
PARENT = fixed("guardian", f"{CANARY}-Ouder")
OWNER_EMAIL, PARENT_EMAIL = f"olga@{cast.DOMAIN}", f"kanarie@{cast.DOMAIN}"
PIN = "60283"


def device_key() -> str:
    return derived_key("demo tablet", DEVICE)


def write(now) -> None:
    """The mirror image of the first organisation, with a canary in every free text."""
    book = Book(ORGANISATION, Clock(now))
    Organisation.objects.create(id=ORGANISATION, name=f"{CANARY}-Kinderopvang", founded_at=now)
    users = _accounts()
    _house(book, now)
    _team(book, users, now)
    _family(book, users, now)
    _day(book, now)
    book.write()
    _after(now)


def _accounts():
    password = make_password(cast.PASSWORD)
    owner = User(id=fixed("user", OWNER_EMAIL), email=OWNER_EMAIL, name=f"{CANARY}-Olga",
                 password=password)  # fmt: skip
    parent = User(id=fixed("user", PARENT_EMAIL), email=PARENT_EMAIL, name=f"{CANARY}-Ouder",
                  password=password)  # fmt: skip
    for user in (owner, parent):
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for factor in accounts.second_factors(owner):
        factor.save()
    return owner, parent


def _house(book, now):
    company = book.put(Company, name=f"{CANARY}-BV")
    book.put(Location, id=LOCATION, company=company, name=f"{CANARY}-Locatie", care_type="daycare",
             opens_at=time(0), closes_at=time(23, 59), address=f"{CANARY}-straat 1")  # fmt: skip
    group = book.put(Group, id=GROUP, location_id=LOCATION, name=f"{CANARY}-Groep", capacity=12)
    book.tell("group_added", group, by=system(ORGANISATION), at=now, group=GROUP)
    book.put(Device, id=DEVICE, location_id=LOCATION, group_id=GROUP, name=f"{CANARY}-Tablet",
             key_hash=key_hash(device_key()), paired_by=OWNER, paired_at=now, seen_at=now,
             expires_at=now + timedelta(days=90))  # fmt: skip


def _team(book, users, now):
    since = book.clock.today - timedelta(days=400)
    book.put(Employee, id=OWNER, account=users[0], first_name=f"{CANARY}-Olga", last_name=CANARY,
             email=OWNER_EMAIL, started_on=since)  # fmt: skip
    book.put(Employee, id=CAREGIVER, first_name=f"{CANARY}-Zoef", last_name=CANARY,
             started_on=since)  # fmt: skip
    book.put(Role, employee_id=OWNER, name="owner", started_on=since)
    role = book.put(Role, employee_id=CAREGIVER, name="caregiver", group_id=GROUP, started_on=since)
    book.tell("role_given", role, by=system(ORGANISATION), at=now, role="caregiver")


def _family(book, users, now):
    home = book.put(Household, street=f"{CANARY}-laan 2", town=CANARY)
    book.put(Guardian, id=PARENT, household=home, account=users[1], first_name=f"{CANARY}-Ouder",
             last_name=CANARY, email=PARENT_EMAIL, phone="06 0000 0000")  # fmt: skip
    by = Actor(ORGANISATION, Kind.GUARDIAN, PARENT)
    since = book.clock.today - timedelta(days=200)
    for name, id in CHILDREN.items():
        child = book.put(Child, id=id, first_name=f"{CANARY}-{name}", last_name=CANARY,
                         born_on=book.clock.born(15, 3), medical_note=f"{CANARY}-medisch",
                         feeding_note=f"{CANARY}-voeding", started_on=since)  # fmt: skip
        book.put(Placement, child=child, group_id=GROUP, started_on=since)
        book.put(Guardianship, child=child, guardian_id=PARENT, relation="mother", started_on=since)
        book.put(Allergy, child=child, substance=f"{CANARY}-noot", severity="serious",
                 plan=f"{CANARY}-plan")  # fmt: skip
        book.put(Collector, child=child, name=f"{CANARY}-Oma", first_day=since)
        for weekday in range(1, 8):
            book.put(ContractDay, child=child, group_id=GROUP, weekday=weekday,
                     starts_at=time(0), ends_at=time(23, 59), first_day=since)  # fmt: skip
        for purpose in ("own_portal", "group_portal"):
            consent = book.put(Consent, child=child, guardian_id=PARENT, purpose=purpose,
                               allowed=True, wording="2026-1", answered_by_kind=by.kind,
                               answered_by=PARENT, answered_at=now)  # fmt: skip
            book.tell("consent_given", consent, by=by, at=now, children=[id], purpose=purpose)


def _day(book, now):
    by = Actor(ORGANISATION, Kind.CAREGIVER, CAREGIVER, DEVICE)
    for name, id in CHILDREN.items():
        arrived_at = book.clock.at(book.clock.today, 600)
        visit = book.put(Visit, child_id=id, group_id=GROUP, arrived_at=arrived_at,
                         brought_by=f"{CANARY}-Ouder")  # fmt: skip
        book.tell("checked_in", visit, by=by, at=arrived_at, children=[id], group=GROUP)
        entry = book.put(
            Entry, id=fixed("entry", CANARY, name), child_id=id, group_id=GROUP, kind="particular",
            started_at=arrived_at, details={"text": f"{CANARY}-bijzonderheid"},
            note=f"{CANARY}-notitie", author_id=CAREGIVER, device_id=DEVICE, heard_at=now,
        )  # fmt: skip
        book.tell("logged", entry, by=by, at=arrived_at, children=[id], group=GROUP,
                  kind="particular", shared=True)  # fmt: skip
        note = book.put(
            HomeNote,
            child_id=id,
            guardian_id=PARENT,
            day=book.clock.today,
            night=f"{CANARY}-nacht",
            text=f"{CANARY}-thuis",
            written_at=arrived_at,
        )
        parent = Actor(ORGANISATION, Kind.GUARDIAN, PARENT)
        book.tell("told_from_home", note, by=parent, at=arrived_at, children=[id])


def _after(now):
    """What goes through the front door: a PIN, and a photo as a tablet sends it."""
    from kiekeboe.accounts.pins import set_pin

    caregiver = Employee.objects.get(pk=CAREGIVER)
    owner = Actor(ORGANISATION, Kind.OFFICE, OWNER)
    set_pin(caregiver, PIN, by=owner, at=now)
    upload = Upload(
        id=fixed("photo", CANARY),
        group=GROUP,
        children=tuple(CHILDREN.values()),
        content=scenes.photo("ducks", seed=3),
        caption=f"{CANARY}-bijschrift",
    )
    by = caregiver.actor(Kind.CAREGIVER, device=DEVICE, heard_at=now)
    share(upload, by=by, at=now, day=Clock(now).today)
