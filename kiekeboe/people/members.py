"""Office members: people who work behind the desk, and how far they reach."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q

from kiekeboe.accounts.models import Device
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.organisation.models import Group, Location
from kiekeboe.people.models import Child, Employee, Guardian, Role
from kiekeboe.people.rights import GIVES, OFFICE_ROLES, TABLE, Right, rights_of


@dataclass(frozen=True)
class OfficeMember:
    """One employee with office roles, on one day.

    `origin` names the signed-in browser, for the access log.
    """

    employee: Employee
    roles: tuple[Role, ...]
    day: object
    origin: str = ""

    @classmethod
    def of(cls, account, day, *, origin=""):
        """The office member behind an account, or None. A person works in one organisation."""
        employee = (
            Employee.objects.working_on(day)
            .filter(account=account)
            .select_related("organisation")
            .first()
        )
        if employee is None:
            return None
        roles = tuple(employee.roles.in_force(day).filter(name__in=OFFICE_ROLES))
        return cls(employee, roles, day, origin) if roles else None

    @property
    def organisation(self):
        return self.employee.organisation

    @cached_property
    def rights(self) -> frozenset[Right]:
        return rights_of(role.name for role in self.roles)

    def may(self, right: Right, location_id=None) -> bool:
        """Whether one of the roles allows this, at this location if one is named."""
        return any(
            right in TABLE[role.name]
            and (location_id is None or role.location_id in (None, location_id))
            for role in self.roles
        )

    def within(self, right: Right) -> "OfficeMember":
        """The same person with only the roles that allow this: a wide role of another kind adds
        no width to it."""
        return replace(self, roles=tuple(one for one in self.roles if right in TABLE[one.name]))

    @cached_property
    def everywhere(self) -> bool:
        """Whether a role reaches the whole organisation."""
        return any(role.location_id is None for role in self.roles)

    def actor(self, heard_at=None) -> Actor:
        return self.employee.actor(Kind.OFFICE, origin=self.origin, heard_at=heard_at)

    @property
    def locations(self):
        """The locations this person works for."""
        mine = Location.objects.filter(organisation=self.employee.organisation_id)
        return mine if self.everywhere else mine.filter(pk__in=self._location_ids)

    @property
    def groups(self):
        return Group.objects.filter(location__in=self.locations)

    @property
    def children(self):
        """Children of these locations, also those who left; unplaced ones for who sees all.

        A child that moved to another location belongs there, and no longer here.
        """
        mine = Child.objects.filter(organisation=self.employee.organisation_id)
        if self.everywhere:
            return mine
        placements = Child.placements.rel.related_model.objects
        open_ones = placements.filter(Q(ended_on=None) | Q(ended_on__gte=self.day))
        here = Q(group__location__in=self._location_ids)
        left = Q(pk__in=placements.filter(here).values("child")) & ~Q(
            pk__in=open_ones.values("child")
        )
        return mine.filter(Q(pk__in=open_ones.filter(here).values("child")) | left)

    def may_for(self, right: Right, child) -> bool:
        """Whether this is allowed for a child: at a location where it has a place, or had one.
        A child that never had one is for who reaches the whole organisation."""
        places = self._locations_of(child)
        if not places:
            return self.within(right).everywhere
        return any(self.may(right, location) for location in places)

    def may_give(self, role_name: str) -> bool:
        """Whether this person may give or take a role somewhere: nobody raises above their own."""
        return any(role_name in GIVES.get(role.name, ()) for role in self.roles)

    def may_give_at(self, role_name: str, location_id) -> bool:
        """Whether also at this location; None is the whole organisation."""
        return any(
            role_name in GIVES.get(role.name, ()) and role.location_id in (None, location_id)
            for role in self.roles
        )

    def may_change(self, colleague) -> bool:
        """Whether a colleague in reach may be changed: only who holds nothing above oneself, now
        or later."""
        held = colleague.roles.filter(Q(ended_on=None) | Q(ended_on__gte=self.day))
        return self.may(Right.EDIT_PEOPLE) and all(
            self.may_give_at(role.name, role.location_id or (role.group and role.group.location_id))
            for role in held.select_related("group")
        )

    @property
    def guardians(self):
        mine = Guardian.objects.filter(organisation=self.employee.organisation_id)
        if self.everywhere:
            return mine
        return mine.filter(guardianships__child__in=self.children).distinct()

    @property
    def devices(self):
        return Device.objects.filter(location__in=self.locations)

    @property
    def colleagues(self):
        """Employees with a role here, or without any width when this person sees all."""
        mine = Employee.objects.filter(organisation=self.employee.organisation_id)
        if self.everywhere:
            return mine
        here = Q(roles__location__in=self._location_ids) | Q(
            roles__group__location__in=self._location_ids
        )
        return mine.filter(here).distinct()

    def _locations_of(self, child):
        """Where the child has a place now or later, otherwise where it had one; else nothing."""
        places = list(child.placements.values_list("group__location", "ended_on"))
        standing = [place for place, ended in places if ended is None or ended >= self.day]
        return standing or [location for location, _ in places]

    @cached_property
    def _location_ids(self):
        return [role.location_id for role in self.roles if role.location_id]
