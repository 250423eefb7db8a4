"""Tablets that are paired with a group, and the codes that pair them."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7


class DeviceQuerySet(models.QuerySet):
    def trusted(self, at):
        """Devices that may still come in at this moment."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class Device(models.Model):
    """A tablet on the wall. Knows its group; who uses it is told by a PIN."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey("organisation.Location", models.PROTECT)
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="devices")
    name = models.CharField(max_length=60)
    key_hash = models.CharField(max_length=64, unique=True)
    paired_by = models.UUIDField()
    paired_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.UUIDField(null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_device_names_who_did_it",
            )
        ]

    def __str__(self):
        return self.name


class Pairing(models.Model):
    """A code on the office's screen, typed on the tablet: ten minutes, five tries, once.

    Two-sided: the tablet types the office's code, then shows a code of its own that the
    office compares before it lets the tablet in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    group = models.ForeignKey("organisation.Group", models.CASCADE)
    device_name = models.CharField(max_length=60)
    code_hash = models.CharField(max_length=64, unique=True)
    claim_hash = models.CharField(max_length=64, blank=True)
    tablet_code = models.CharField(max_length=12, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    device = models.OneToOneField(Device, models.CASCADE, null=True, related_name="pairing")


class Turn(models.Model):
    """One person at one device, from PIN to lock. `pin_at` is the last time the PIN was typed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    device = models.ForeignKey(Device, models.CASCADE, related_name="turns")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="turns")
    key_hash = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    pin_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)


class Pass(models.Model):
    """What one person may sign with on one device while there is no network, for 36 hours.

    Nothing secret is kept here: the keys are made from its id (see `accounts.passes`).
    `issued_at` is the last time the PIN was typed with network.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    device = models.ForeignKey(Device, models.CASCADE, related_name="passes")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="passes")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "passes"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "device", "employee"],
                condition=Q(revoked_at=None),
                name="one_pass_per_person_and_device",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("issued_at")), name="a_pass_lasts"
            ),
        ]


class PinTry(models.Model):
    """A wrong PIN on a device; five in a row lock that PIN there for fifteen minutes."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    device = models.ForeignKey(Device, models.CASCADE)
    employee = models.ForeignKey("people.Employee", models.CASCADE)
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "device", "employee", "tried_at"], name="pin_tries"
            )
        ]
