"""Making things for tests: one plain function per thing, with honest defaults.

What matters to a test is passed by the test. Everything hangs off one organisation, made on
demand, unless another is given.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Device, Turn, User
from kiekeboe.care.models import Entry, HandoverNote, HomeNote, Muster, Reaction, Visit
from kiekeboe.organisation.models import Company, Group, Location, Organisation
from kiekeboe.people import wordings
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
from kiekeboe.photos.models import Appearance, Photo, Rendition
from kiekeboe.planning.models import (
    Absence,
    Booking,
    ContractDay,
    Occasion,
    Placement,
    RosterShift,
    SignUp,
    StaffAbsence,
)

DAY = date(2026, 4, 14)  # a Tuesday
TUESDAY = DAY.isoweekday()
LONG_AGO = date(2020, 1, 1)
SWITCHES = ("receives_updates", "has_authority", "may_collect", "is_contract_parent")
PASSWORD = "braam-en-boter-2026"

_numbers = count(1)


def at(hour, minute=0, *, day=DAY):
    """A moment on the day of the tests, in UTC (Amsterdam is two hours ahead that day)."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def organisation(name=None):
    return Organisation.objects.create(
        name=name or f"Organisation {next(_numbers)}", founded_at=at(6, day=LONG_AGO)
    )


def company(organisation):
    return Company.objects.create(organisation=organisation, name=f"Company {next(_numbers)}")


def location(organisation=None, **fields):
    owner = organisation or globals()["organisation"]()
    defaults = {"name": f"Location {next(_numbers)}", "care_type": "daycare"}
    return Location.objects.create(organisation=owner, **defaults | fields)


def group(location=None, **fields):
    where = location or globals()["location"](fields.pop("organisation", None))
    defaults = {"name": f"Group {next(_numbers)}", "capacity": 12}
    return Group.objects.create(
        organisation=where.organisation, location=where, **defaults | fields
    )


def child(group=None, **fields):
    """A child of nine months, placed in a group since long ago."""
    where = group or globals()["group"]()
    defaults = {
        "first_name": f"Child{next(_numbers)}",
        "last_name": "de Wit",
        "born_on": date(2025, 7, 1),
        "started_on": LONG_AGO,
    }
    made = Child.objects.create(organisation=where.organisation, **defaults | fields)
    Placement.objects.create(
        organisation=where.organisation, child=made, group=where, started_on=LONG_AGO
    )
    return made


def user(email=None, *, password=PASSWORD, **fields):
    email = email or f"person{next(_numbers)}@example.test"
    return User.objects.create_user(email, password, name=fields.pop("name", "Person"), **fields)


def household(organisation, **fields):
    return Household.objects.create(organisation=organisation, **fields)


def guardian(children=(), *, account=None, household=None, **fields):
    """A guardian with an account and a relation to each of these children."""
    relation = {
        name: fields.pop(name) for name in (*SWITCHES, "relation", "started_on") if name in fields
    }
    owner = fields.pop("organisation", None) or (
        children[0].organisation if children else globals()["organisation"]()
    )
    number = next(_numbers)
    defaults = {"first_name": f"Parent{number}", "last_name": "de Wit"}
    made = Guardian.objects.create(
        organisation=owner,
        household=household or globals()["household"](owner),
        account=account or user(f"parent{number}@example.test"),
        **defaults | fields,
    )
    for one in children:
        guardianship(made, one, **relation)
    return made


def guardianship(guardian, child, **fields):
    defaults = {"relation": "mother", "started_on": LONG_AGO}
    return Guardianship.objects.create(
        organisation=child.organisation, guardian=guardian, child=child, **defaults | fields
    )


def relative(child, parent, **fields):
    """The relation of somebody whom a parent invited to read along, with an account."""
    reads = {"has_authority": False, "is_contract_parent": False, "may_collect": False}
    made = guardian(organisation=child.organisation, **fields)
    return guardianship(made, child, relation="family", introduced_by=parent, **reads)


def reaction(child, guardian, *, entry=None, photo=None, text="", now=None, **fields):
    """A heart, or with `text` a reply, of a guardian to an entry or a photo of a child."""
    return Reaction.objects.create(
        organisation=child.organisation, child=child, guardian=guardian, entry=entry, photo=photo,
        text=text, at=now or at(11), **fields,
    )  # fmt: skip


def employee(organisation=None, *, account=None, **fields):
    owner = organisation or globals()["organisation"]()
    defaults = {"first_name": f"Colleague{next(_numbers)}", "last_name": "Bos"}
    return Employee.objects.create(
        organisation=owner, account=account, **{"started_on": LONG_AGO} | defaults | fields
    )


def role(employee, name, **width):
    """A role; `group`, `location` or `child` say how wide it is."""
    return Role.objects.create(
        organisation=employee.organisation,
        employee=employee,
        name=name,
        started_on=LONG_AGO,
        **width,
    )


def office_member(organisation=None, name="owner", *, location=None):
    """An employee with an account and an office role."""
    made = employee(organisation, account=user())
    role(made, name, location=location)
    return made


def caregiver(group, name="caregiver", **fields):
    made = employee(group.organisation, **fields)
    role(made, name, group=group)
    return made


def device(group, *, key="tablet-key", now=None, **fields):
    """A paired tablet; its cookie is `key`."""
    moment = now or at(6)
    defaults = {"paired_at": moment, "seen_at": moment, "expires_at": moment + timedelta(days=90)}
    return Device.objects.create(
        organisation=group.organisation,
        location=group.location,
        group=group,
        name="Tablet",
        key_hash=key_hash(key),
        paired_by=employee(group.organisation).pk,
        **defaults | fields,
    )


def turn(device, employee, *, key="turn-key", now=None):
    """Somebody who just typed a PIN on a tablet; the cookie is `key`."""
    moment = now or at(6)
    return Turn.objects.create(
        organisation=device.organisation,
        device=device,
        employee=employee,
        key_hash=key_hash(key),
        began_at=moment,
        pin_at=moment,
        seen_at=moment,
    )


def entry(child, *, kind="sleep", author=None, **fields):
    """Something logged at ten in the morning (UTC)."""
    where = child.placements.first().group
    defaults = {
        "started_at": at(10),
        "heard_at": fields.get("started_at", at(10)),
        "details": {"position": "back"} if kind == "sleep" else {},
        "visible_to_parents": kind != "care_note",
    }
    return Entry.objects.create(
        organisation=child.organisation,
        child=child,
        group=where,
        kind=kind,
        author=author or caregiver(where),
        **defaults | fields,
    )


def visit(child, *, arrived_at=None, left_at=None, **fields):
    return Visit.objects.create(
        organisation=child.organisation,
        child=child,
        group=fields.pop("group", None) or child.placements.first().group,
        arrived_at=arrived_at or at(6),
        left_at=left_at,
        **fields,
    )


def contract_day(child, *, weekday=TUESDAY, **fields):
    defaults = {"starts_at": time(8), "ends_at": time(18), "first_day": LONG_AGO}
    return ContractDay.objects.create(
        organisation=child.organisation,
        child=child,
        group=fields.pop("group", None) or child.placements.first().group,
        weekday=weekday,
        **defaults | fields,
    )


def booking(child, *, day=DAY, kind="extra", old=None, **fields):
    """A day of eight to six besides the contract; `old` is the day that a swap gives up."""
    eight, six = time(8), time(18)
    if old:
        fields |= {"old_day": old, "old_starts_at": eight, "old_ends_at": six}
    return Booking.objects.create(
        organisation=child.organisation,
        child=child,
        group=fields.pop("group", None) or child.placements.first().group,
        kind=kind,
        day=day,
        starts_at=fields.pop("starts_at", eight),
        ends_at=fields.pop("ends_at", six),
        made_at=at(5),
        **fields,
    )


def absence(child, *, kind="sick", first_day=DAY, **fields):
    return Absence.objects.create(
        organisation=child.organisation,
        child=child,
        kind=kind,
        first_day=first_day,
        reported_by_kind="guardian",
        reported_at=at(5, day=first_day),
        **fields,
    )


def shift(colleague, group, *, day=DAY, starts_at=None, ends_at=None):
    """A shift of eight to five."""
    return RosterShift.objects.create(
        organisation=group.organisation, employee=colleague, group=group, day=day,
        starts_at=starts_at or time(8), ends_at=ends_at or time(17),
    )  # fmt: skip


def leave(colleague, first_day=DAY, last_day=None, **fields):
    """Leave of one day that was asked and not answered yet."""
    told = {"kind": "leave", "asked_at": at(6)}
    return StaffAbsence.objects.create(
        organisation=colleague.organisation, employee=colleague, first_day=first_day,
        last_day=last_day or first_day, **told | fields,
    )  # fmt: skip


def allergy(child, substance="pinda", severity="serious"):
    return Allergy.objects.create(
        organisation=child.organisation, child=child, substance=substance, severity=severity
    )


def collector(child, name="Oma Riet", **fields):
    return Collector.objects.create(
        organisation=child.organisation, child=child, name=name, **{"first_day": LONG_AGO} | fields
    )


def home_note(child, guardian, *, day=DAY, **fields):
    return HomeNote.objects.create(
        organisation=child.organisation,
        child=child,
        guardian=guardian,
        day=day,
        **{"written_at": at(5, day=day), "night": "Slept well"} | fields,
    )


def consent(child, *, guardian=None, own=None, together=None, now=None):
    """The answers of one parent of this child; None means not answered."""
    parent = guardian or _parent_of(child)
    given = {"own_portal": own, "group_portal": together}
    for purpose, allowed in given.items():
        if allowed is not None:
            Consent.objects.answer(
                child=child,
                guardian=parent,
                purpose=purpose,
                allowed=allowed,
                wording=wordings.CURRENT,
                said=wordings.wording(purpose, "nl", child.first_name).said,
                channel="portal",
                by=parent.actor(),
                at=now or at(5),
            )
    return parent


def _parent_of(child):
    relation = child.guardianships.select_related("guardian").first()
    return relation.guardian if relation else guardian([child])


def photo(children, *, taken_at=None, author=None, **fields):
    """A shared photo on which these children are; its files are not made."""
    where = children[0].placements.first().group
    moment = taken_at or at(10)
    stem = fields.pop("stem", f"photos/xx/stem{next(_numbers)}")
    made = Photo.objects.create(
        organisation=where.organisation,
        group=where,
        taken_at=moment,
        heard_at=moment,
        colour="#cbe9dd",
        author=author or caregiver(where),
        content_hash=f"{next(_numbers):064d}",
        ready_at=fields.pop("ready_at", moment),
        stem=stem,
        **fields,
    )
    for one in children:
        Appearance.objects.create(
            organisation=where.organisation, photo=made, child=one, taken_at=moment
        )
    for longest in (400, 1200, 2400):
        Rendition.objects.create(
            organisation=where.organisation,
            photo=made,
            longest=longest,
            width=longest,
            height=longest * 3 // 4,
            bytes=1000,
            path=f"{stem}-{longest}.webp",
        )
    return made


def muster(location, *, began_at=None, ended_at=None, **fields):
    """A drill of a quarter past ten that nobody ended yet."""
    return Muster.objects.create(
        organisation=location.organisation,
        location=location,
        began_at=began_at or at(10, 15),
        ended_at=ended_at,
        **{"mode": "drill", "ended_name": "Petra" if ended_at else ""} | fields,
    )


def handover(author, *, text="De buggy is stuk.", until=DAY, now=None):
    """A note of a colleague for the group they work in."""
    return HandoverNote.objects.create(
        organisation=author.organisation,
        group=author.roles.get().group,
        text=text,
        author=author,
        written_at=now or at(16),
        until=until,
    )


def occasion(group, /, *, day=DAY, **fields):
    """An evening for everybody at the location of this group, published, from seven to nine."""
    defaults = {
        "kind": "evening", "title": f"Evening {next(_numbers)}",
        "published_at": at(6, day=LONG_AGO),
        "starts_at": at(17, day=day), "ends_at": at(19, day=day),
    }  # fmt: skip
    return Occasion.objects.create(
        organisation=group.organisation, location=group.location, **defaults | fields
    )


def sign_up(occasion, guardian, **fields):
    """A family that comes; with `slot` and `child` it is a talk."""
    return SignUp.objects.create(
        organisation=occasion.organisation, occasion=occasion, guardian=guardian,
        **{"signed_at": at(6, day=LONG_AGO)} | fields,
    )  # fmt: skip
