"""When a child stays at home, and why."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models.infections import Sign


class AbsenceQuerySet(models.QuerySet):
    def on(self, day):
        """Absences that hold on `day` and were not taken back."""
        return self.filter(
            Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day, withdrawn_at=None
        )


class Absence(models.Model):
    """A child that stays at home, and why."""

    class Kind(models.TextChoices):
        SICK = "sick", _("Sick")
        LEAVE = "leave", _("On leave")
        UNANNOUNCED = "unannounced", _("Not announced")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=12, choices=Kind)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)  # of a part of one day
    ends_at = models.TimeField(null=True, blank=True)
    symptoms = models.CharField(max_length=300, blank=True)  # medical: for the group only
    sign = models.CharField(max_length=8, choices=Sign, blank=True)  # what the GGD counts
    expected_back = models.DateField(null=True, blank=True)
    reported_by_kind = models.CharField(max_length=12)
    reported_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="an_absence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(
                    starts_at__isnull=False,
                    ends_at__gt=F("starts_at"),
                    last_day__isnull=False,
                    last_day=F("first_day"),
                ),
                name="a_part_is_of_one_day",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child"],
                condition=Q(kind="sick", last_day=None, withdrawn_at=None),
                name="a_child_is_sick_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "child", "first_day"], name="absences")]
