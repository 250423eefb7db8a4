"""Everybody out: an evacuation or a drill of one location, and who was ticked safe (B12)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Muster(models.Model):
    """One evacuation (ontruiming) of a location, from alarm to name.

    Begun without a PIN it names only the tablet. `ended_name` is who put a name under it; it stays
    empty when nobody did.
    """

    class Mode(models.TextChoices):
        DRILL = "drill", _("Drill")
        REAL = "real", _("Evacuation")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey("organisation.Location", models.PROTECT, related_name="musters")
    mode = models.CharField(max_length=5, choices=Mode)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")
    ended_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location"],
                condition=Q(ended_at=None),
                name="one_running_muster_per_location",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="a_muster_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_name="", ended_by=None),
                name="a_running_muster_has_no_name_yet",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "location", "-began_at"], name="musters")]


class MusterTick(models.Model):
    """Somebody was seen, or turned out to be missing after all. The newest moment counts."""

    class What(models.TextChoices):
        CHILD = "child"
        EMPLOYEE = "employee"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    muster = models.ForeignKey(Muster, models.CASCADE, related_name="ticks")
    what = models.CharField(max_length=8, choices=What)
    person = models.UUIDField()
    safe = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "muster", "at"], name="muster_ticks")]
