"""Schools of the children of out-of-school care, with days of their own."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class School(models.Model):
    """A school in a holiday region. Several locations may fetch from it."""

    class Region(models.TextChoices):
        NORTH = "Noord", _("North")
        MIDDLE = "Midden", _("Middle")
        SOUTH = "Zuid", _("South")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("holiday region"), max_length=6, choices=Region)
    free_afternoons = models.JSONField(default=list)  # weekdays; Monday is 1
    starts_at = models.TimeField(_("starts at"), default=time(8, 30))
    ends_at = models.TimeField(_("ends at"), default=time(14))
    noon_at = models.TimeField(_("ends at on a free afternoon"), default=time(12))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_school_of_a_name")
        ]

    def __str__(self):
        return self.name


class SchoolDay(models.Model):
    """A day on which this school does otherwise than its region."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("School")
        FREE_AFTERNOON = "free_afternoon", _("Free afternoon")
        STUDY = "study", _("Study day")
        HOLIDAY = "holiday", _("Holiday")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    school = models.ForeignKey(School, models.CASCADE, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=14, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school", "day"], name="a_school_day_is_one_thing"
            )
        ]


class Schooling(models.Model):
    """Which school a child goes to, over a period; both dates inclusive."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="schoolings")
    school = models.ForeignKey(School, models.PROTECT, related_name="schoolings")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child"],
                condition=Q(ended_on=None),
                name="one_school_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_schooling_ends_after_it_starts",
            ),
        ]
