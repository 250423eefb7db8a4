"""Locations: houses with opening hours and a number in the national register."""

from datetime import time
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.changing import change
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models.in_use import InUse
from kiekeboe.organisation.models.organisations import Company, Organisation


class LocationManager(models.Manager.from_queryset(InUse)):
    @transaction.atomic
    def add(self, organisation, name, *, by, at, **facts):
        """Open a location under its name; a name that is known gives that location."""
        location, new = self.get_or_create(organisation=organisation, name=name, defaults=facts)
        if new:
            record("location_added", location, by=by, at=at)
        return location


class Location(models.Model):
    class CareType(models.TextChoices):
        DAYCARE = "daycare", _("Day care")
        AFTER_SCHOOL = "after_school", _("After-school care")
        PLAYGROUP = "playgroup", _("Playgroup")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="locations")
    company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="locations")
    name = models.CharField(_("name"), max_length=120)
    care_type = models.CharField(_("kind of care"), max_length=12, choices=CareType)
    lrk_number = models.CharField(_("LRK number"), max_length=12, blank=True)
    opens_at = models.TimeField(_("opens at"), default=time(7, 30))
    closes_at = models.TimeField(_("closes at"), default=time(18, 30))
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = LocationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_location_of_a_name"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_location_closes_after_it_opens"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def edit(self, *, by, at, **facts):
        """Change what is known of the location. The same facts again change nothing."""
        return change(self, "location_changed", by=by, at=at, **facts)
