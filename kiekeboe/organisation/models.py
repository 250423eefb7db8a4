"""The organisation, its companies, locations and groups."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    founded_at = models.DateTimeField()

    def __str__(self):
        return self.name


class Company(models.Model):
    """The legal entity that signs contracts and sends invoices (bedrijf)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="companies")
    name = models.CharField(max_length=120)
    chamber_number = models.CharField(max_length=8, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    creditor_id = models.CharField(max_length=35, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_company_of_a_name")
        ]

    def __str__(self):
        return self.name


class InUse(models.QuerySet):
    def on(self, day):
        """What is in use on `day`; an ended location or group stays in the books."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))


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

    objects = InUse.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_location_of_a_name"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_location_closes_after_it_opens"
            ),
        ]

    def __str__(self):
        return self.name


class Group(models.Model):
    """Children and caregivers who share a room. Gets an end date, is never removed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groups")
    location = models.ForeignKey(Location, models.PROTECT, related_name="groups")
    name = models.CharField(_("name"), max_length=60)
    age_from_months = models.PositiveSmallIntegerField(_("from age (months)"), default=0)
    age_to_months = models.PositiveSmallIntegerField(_("to age (months)"), default=48)
    capacity = models.PositiveSmallIntegerField(_("places"))
    colour = models.PositiveSmallIntegerField(_("colour"), default=1)
    ended_on = models.DateField(null=True, blank=True)

    objects = InUse.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "name"],
                condition=Q(ended_on=None),
                name="one_group_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(age_to_months__gt=F("age_from_months")), name="group_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_group_has_places"),
            models.CheckConstraint(
                condition=Q(colour__gte=1, colour__lte=8), name="a_group_has_one_of_eight_colours"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def letter(self):
        return self.name[:1].upper()
