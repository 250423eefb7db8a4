"""Chapter one: the organisation, its houses and rooms, its tablets and what is logged there."""

from datetime import UTC, datetime, timedelta

import holidays

from kiekeboe.accounts.hashing import derived_key, key_hash
from kiekeboe.accounts.models import Device
from kiekeboe.care.models import LogRule, SleepCheckRule
from kiekeboe.events.actors import Actor, Kind, system
from kiekeboe.organisation.models import Company, Group, Location, Organisation
from kiekeboe.planning.models import ClosedDay
from kiekeboe.story import cast
from kiekeboe.story.ids import fixed

FOUNDED = datetime(2019, 9, 2, 7, 0, tzinfo=UTC)


def device_key(room) -> str:
    """The key of a demo tablet: the same for as long as the installation keeps its own secret."""
    return derived_key("demo tablet", room.device)


def write(book) -> None:
    organisation = Organisation.objects.create(
        id=book.organisation,
        name="Kinderopvang De Regenlaars",
        email="kantoor@demo.kiekeboe.test",
        phone="071 555 01 20",
        founded_at=FOUNDED,
    )
    company = book.put(
        Company,
        id=fixed("company", "Regenlaars"),
        name="Kinderopvang De Regenlaars B.V.",
        chamber_number="00000001",
        iban="NL91ABNA0417164300",
    )
    by = system(organisation.pk)
    for house in cast.HOUSES:
        _house(book, house, company, by)
    for room in cast.ROOMS:
        _room(book, room, by)


def _house(book, house, company, by) -> None:
    moved = book.clock.is_moved
    location = book.put(
        Location,
        id=house.id,
        company=company,
        name=house.name,
        care_type=house.care_type,
        lrk_number=house.lrk_number,
        # Told at night, the house is open all night: nobody sends the children home.
        opens_at=datetime.min.time() if moved else house.opens_at,
        closes_at=datetime.max.time().replace(microsecond=0) if moved else house.closes_at,
        email=f"kantoor@{cast.DOMAIN}",
        phone="071 555 01 21",
        address=house.address,
    )
    book.tell("location_added", location, by=by, at=FOUNDED)
    for from_month, minutes in ((0, 15), (12, 30), (24, None)):
        book.put(SleepCheckRule, location=location, from_month=from_month, minutes=minutes)
    book.put(LogRule, location=location, kind="mood", level="offered", from_month=24,
             until_month=48)  # fmt: skip
    for day, name in _closed_days(book.clock.today):
        book.put(ClosedDay, location=location, day=day, name=name)


def _closed_days(today):
    """Public holidays from four weeks back to a year ahead; never today: the demo is open."""
    first, last = today - timedelta(days=28), today + timedelta(days=365)
    known = holidays.country_holidays("NL", years=range(first.year, last.year + 1), language="nl")
    return [
        (day, name[:80])
        for day, name in sorted(known.items())
        if first <= day <= last and day != today and day.isoweekday() < 6
    ]


def _room(book, room, by) -> None:
    group = book.put(
        Group,
        id=room.id,
        location_id=room.house.id,
        name=room.name,
        age_from_months=room.from_month,
        age_to_months=room.to_month,
        capacity=room.places,
        colour=room.colour,
    )
    book.tell("group_added", group, by=by, at=FOUNDED, group=group.pk)
    device = book.put(
        Device,
        id=room.device,
        location_id=room.house.id,
        group=group,
        name=f"Tablet {room.name}",
        key_hash=key_hash(device_key(room)),
        paired_by=cast.colleague("Petra").id,
        paired_at=book.clock.now - timedelta(days=30),
        seen_at=book.clock.now,
        expires_at=book.clock.now + timedelta(days=90),
    )
    petra = Actor(book.organisation, Kind.OFFICE, cast.colleague("Petra").id)
    book.tell("device_paired", device, by=petra, at=device.paired_at, group=group.pk)
