"""Caregivers at a paired tablet: the device reaches little, device and PIN reach the group."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import DateField, Q, UUIDField

from kiekeboe.accounts.models import Device, Turn
from kiekeboe.care.models import Visit
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.lib.prepared import Prepared
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child, Employee, Role
from kiekeboe.people.rights import GROUP_ROLES, Right, rights_of
from kiekeboe.planning.models import Booking, ContractDay, Placement

FRESH_PIN = timedelta(minutes=2)  # medical and family data ask for the PIN again (A7)
IDLE_PIN = timedelta(minutes=10)  # after this the tablet belongs to nobody (S22)


def children_of(group_ids, day):
    """Children who are placed, expected or present in these groups on `day`."""
    placed = Placement.objects.in_force(day).filter(group__in=group_ids).values("child")
    expected = ContractDay.objects.on(day).filter(group__in=group_ids).values("child")
    booked = Booking.objects.standing().filter(day=day, group__in=group_ids).values("child")
    present = Visit.objects.open().filter(group__in=group_ids).values("child")
    return Child.objects.filter(
        Q(pk__in=placed) | Q(pk__in=expected) | Q(pk__in=booked) | Q(pk__in=present)
    )


def roles_at(organisation, location, day):
    """Group roles at a location on `day`."""
    return Role.objects.in_force(day).filter(
        organisation=organisation, group__location=location, name__in=sorted(GROUP_ROLES)
    )


_ROLES = Prepared(
    lambda organisation, location, employee, day: roles_at(organisation, location, day).filter(
        employee=employee
    ),
    organisation=UUIDField(),
    location=UUIDField(),
    employee=UUIDField(),
    day=DateField(),
)


@dataclass(frozen=True)
class Caregiver:
    """A tablet at one moment, with the person who typed a PIN on it, if any."""

    device: Device
    turn: Turn | None
    at: datetime
    day: object

    @property
    def organisation_id(self):
        return self.device.organisation_id

    @property
    def employee(self) -> Employee | None:
        return self.turn.employee if self.turn else None

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Group roles at this tablet's location; empty without a PIN."""
        if not self.employee:
            return ()
        return tuple(
            _ROLES(
                organisation=self.organisation_id,
                location=self.device.location_id,
                employee=self.employee.pk,
                day=self.day,
            )
        )

    @property
    def roles_here(self):
        """Everybody's group roles at this location today."""
        return roles_at(self.organisation_id, self.device.location_id, self.day)

    @cached_property
    def rights(self) -> frozenset[Right]:
        return rights_of(role.name for role in self.roles)

    def may(self, right: Right) -> bool:
        """Whether the person at the tablet may do this; medical and family need a fresh PIN."""
        if right in (Right.SEE_MEDICAL, Right.SEE_FAMILY) and not self.pin_is_fresh:
            return False
        return right in self.rights

    @property
    def pin_is_fresh(self) -> bool:
        return self.turn is not None and self.at - self.turn.pin_at <= FRESH_PIN

    @property
    def groups(self):
        """The tablet's own group; with a PIN also the other groups this person works in here."""
        ids = {self.device.group_id, *(role.group_id for role in self.roles)}
        return Group.objects.on(self.day).filter(pk__in=ids)

    @property
    def group_ids(self) -> tuple:
        """The ids of these groups without asking whether they are in use: own group first."""
        own = self.device.group_id
        return (own, *dict.fromkeys(r.group_id for r in self.roles if r.group_id != own))

    @property
    def children(self):
        """Children of these groups today: placed, expected or present in one of them."""
        groups = list(self.groups.values_list("pk", flat=True))
        return children_of(groups, self.day).filter(organisation=self.organisation_id)

    def actor(self, heard_at=None) -> Actor:
        if self.employee is None:
            raise PermissionError("a tablet alone writes nothing")
        return self.employee.actor(
            Kind.CAREGIVER, device=self.device.pk, heard_at=heard_at or self.at
        )
