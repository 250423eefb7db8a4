"""Chapter two: the colleagues, their roles and their roster."""

from datetime import date, timedelta

from kiekeboe.accounts import pins
from kiekeboe.events.actors import Actor, Kind, system
from kiekeboe.people.models import Employee, Role
from kiekeboe.planning.models import RosterShift
from kiekeboe.story import cast
from kiekeboe.story.families import PARENTS, kid
from kiekeboe.story.houses import FOUNDED
from kiekeboe.story.ids import fixed

SINCE = date(2023, 1, 9)
# Of the contract, in minutes a week.
HOURS = {"Eva": 36 * 60, "Latifa": 32 * 60, "Joris": 40 * 60, "Femke": 24 * 60, "Tom": 32 * 60}


def actor(book, first_name, device=None) -> Actor:
    """A colleague as who does things: on a tablet in a group, or in the office."""
    kind = Kind.CAREGIVER if device else Kind.OFFICE
    return Actor(book.organisation, kind, cast.colleague(first_name).id, device)


def write(book, accounts) -> None:
    by = system(book.organisation)
    for one in cast.COLLEAGUES:
        employee = book.put(
            Employee,
            id=one.id,
            account=accounts.get(_address(one)) if one.office or one.account else None,
            first_name=one.first_name,
            last_name=one.last_name,
            email=_address(one),
            portrait=one.face,
            contract_minutes=HOURS.get(one.first_name),
            started_on=SINCE,
        )
        book.tell("colleague_hired", employee, by=by, at=FOUNDED)
        for name, width in one.roles:
            _role(book, employee, name, width, by)
        _roster(book, one)


def write_pins(now) -> None:
    """Give each caregiver the PIN of the story (after the rows are there)."""
    employees = Employee.objects.in_bulk([one.id for one in cast.COLLEAGUES])
    petra = employees[cast.colleague("Petra").id]
    for one in cast.COLLEAGUES:
        if one.pin:
            pins.set_pin(employees[one.id], one.pin, by=petra.actor(), at=now)


def _address(one) -> str:
    parent = next((parent for parent in PARENTS if parent.name == one.account), None)
    return parent.email if parent else one.email


def _role(book, employee, name, width, by) -> None:
    role = book.put(
        Role,
        id=fixed("role", employee.first_name, name, getattr(width, "name", width)),
        employee=employee,
        name=name,
        location_id=width.id if isinstance(width, cast.House) else None,
        group_id=width.id if isinstance(width, cast.Room) else None,
        child_id=kid(width).id if isinstance(width, str) else None,
        started_on=SINCE,
    )
    book.tell("role_given", role, by=by, at=FOUNDED, role=name, employee=str(employee.pk))


def _roster(book, one) -> None:
    """Shifts of the four weeks behind and the one ahead, in the room of the first role."""
    room = next((width for _, width in one.roles if isinstance(width, cast.Room)), None)
    if room is None or one.shift is None:
        return
    ahead = [book.clock.today + timedelta(days=n) for n in range(1, 8)]
    for day in [*book.clock.days, *(day for day in ahead if day.isoweekday() < 6)]:
        starts_at, ends_at = one.shift
        if day == book.clock.today and book.clock.is_moved:
            starts_at, ends_at = book.clock.slot(450, 1110, today=True)
        book.put(RosterShift, employee_id=one.id, group_id=room.id, day=day,
                 starts_at=starts_at, ends_at=ends_at)  # fmt: skip
