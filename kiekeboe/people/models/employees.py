"""People who work here, and the roles in which they do."""

from uuid import UUID

from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kiekeboe.accounts import passes
from kiekeboe.accounts.inviting import revoke_elsewhere
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.changing import change
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7

NOWHERE = Value(UUID(int=0), output_field=models.UUIDField())


class EmployeeQuerySet(models.QuerySet):
    def working_on(self, day):
        """People in service on `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)


class EmployeeManager(models.Manager.from_queryset(EmployeeQuerySet)):
    @transaction.atomic
    def hire(self, id, *, by, at, **facts):
        """Write a colleague down under an id chosen before. Saying it again changes nothing."""
        employee, new = create_once(self, id, by.organisation, **facts)
        if new:
            record("colleague_hired", employee, by=by, at=at)
        return employee


class Employee(models.Model):
    """A colleague. Reaches the tablet with a PIN, the office with an account."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    account = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="employees"
    )
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    portrait = models.CharField(max_length=80, blank=True)
    pin_hash = models.CharField(max_length=200, blank=True)
    contract_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # per week
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = EmployeeManager()

    class Meta:
        ordering = ["first_name", "last_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account"],
                condition=Q(account__isnull=False),
                name="one_employee_per_account",
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    @property
    def letters(self):
        return self.first_name[:2].capitalize()

    @property
    def contract_hours(self):
        """Hours of work a week by contract; None when that is not known."""
        return None if self.contract_minutes is None else self.contract_minutes / 60

    def actor(self, kind=Kind.OFFICE, *, device=None, origin="", heard_at=None) -> Actor:
        return Actor(self.organisation_id, kind, self.pk, device, origin, heard_at)

    @transaction.atomic
    def edit(self, *, by, at, **facts):
        """Change name, e-mail or last day. The same facts again change nothing."""
        changed = change(self, "colleague_changed", by=by, at=at, **facts)
        revoke_elsewhere(self, by=by, at=at)
        if self.ended_on and self.ended_on < at.date():
            passes.revoke(at=at, employee=self)
        return changed


class RoleQuerySet(models.QuerySet):
    def in_force(self, day):
        """Roles that hold on `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)


class RoleManager(models.Manager.from_queryset(RoleQuerySet)):
    @transaction.atomic
    def give(self, employee, name, *, location=None, group=None, child=None, started_on, by, at):
        """Give a role at its width. A role that the colleague has already stays as it is."""
        width = {"location": location, "group": group, "child": child}
        known = self.filter(employee=employee, name=name, ended_on=None, **width).first()
        if known:
            return known
        role = self.create(
            organisation_id=employee.organisation_id,
            employee=employee,
            name=name,
            started_on=started_on,
            **width,
        )
        record("role_given", role, by=by, at=at, role=name, employee=str(employee.pk))
        return role


class Role(models.Model):
    """One role of one colleague, at the width that the role has."""

    class Name(models.TextChoices):
        OWNER = "owner", _("Owner")
        MANAGER = "manager", _("Manager")
        OFFICE = "office", _("Office")
        FINANCE = "finance", _("Finance")
        CAREGIVER = "caregiver", _("Caregiver")
        MENTOR = "mentor", _("Mentor")
        TRAINEE = "trainee", _("Trainee")
        COMMITTEE = "committee", _("Parent committee")
        INSPECTOR = "inspector", _("Inspector")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=10, choices=Name)
    location = models.ForeignKey("organisation.Location", models.CASCADE, null=True, blank=True)
    group = models.ForeignKey("organisation.Group", models.CASCADE, null=True, blank=True)
    child = models.ForeignKey("people.Child", models.CASCADE, null=True, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = RoleManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(name__in=["owner", "office", "finance"], group=None, child=None)
                    | Q(name__in=["manager", "committee", "inspector"], group=None, child=None)
                    | Q(name__in=["caregiver", "trainee"], group__isnull=False, child=None)
                    | Q(name="mentor", child__isnull=False)
                ),
                name="a_role_is_as_wide_as_it_may_be",
            ),
            models.UniqueConstraint(
                "organisation",
                "employee",
                "name",
                *(Coalesce(width, NOWHERE) for width in ("location", "group", "child")),
                condition=Q(ended_on=None),
                name="a_role_is_given_once",
            ),
        ]

    @transaction.atomic
    def end(self, *, on, by, at):
        """The last day of this role. Ending it again changes nothing."""
        if Role.objects.filter(pk=self.pk, ended_on=None).update(ended_on=on):
            record("role_ended", self, by=by, at=at, role=self.name, employee=str(self.employee_id))
        self.refresh_from_db()


class Qualification(models.Model):
    """What a colleague may do, from a day on: the ratio counts by it. Days inclusive.

    `counts` is the part that counts for the ratio, in hundredths: 100 for a professional, less for
    a trainee. Other-qualified colleagues count in out-of-school care only (art. 7 lid 12).
    """

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("Professional")
        TRAINEE = "trainee", _("Trainee")
        OTHER = "other", _("Otherwise qualified")
        VOLUNTEER = "volunteer", _("Volunteer")
        FIRST_AID = "first_aid", _("First aid for children")
        COACH = "coach", _("Pedagogical coach")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="qualifications")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    counts = models.PositiveSmallIntegerField(default=100)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(counts__lte=100), name="nobody_counts_for_two"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="a_qualification_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee", "kind"],
                condition=Q(last_day=None),
                name="one_qualification_of_a_kind",
            ),
        ]
