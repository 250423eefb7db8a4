"""What a child weighs and how long it is, as measured. No curve of other children is kept here."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7

GRAMS = (300, 60_000)  # from the smallest newborn to a large child of twelve
MILLIMETRES = (200, 1_900)


class MeasurementQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(withdrawn_at=None)


class Measurement(models.Model):
    """Weight in grams, length in millimetres, or both, on one day."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="measurements")
    day = models.DateField()
    grams = models.PositiveIntegerField(_("weight"), null=True, blank=True)
    millimetres = models.PositiveSmallIntegerField(_("length"), null=True, blank=True)
    person = models.UUIDField()  # who wrote it down: a colleague or a parent
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grams__isnull=False) | Q(millimetres__isnull=False),
                name="a_measurement_measures_something",
            ),
            models.CheckConstraint(
                condition=Q(grams=None) | Q(grams__gte=GRAMS[0], grams__lte=GRAMS[1]),
                name="a_weight_of_a_child",
            ),
            models.CheckConstraint(
                condition=Q(millimetres=None)
                | Q(millimetres__gte=MILLIMETRES[0], millimetres__lte=MILLIMETRES[1]),
                name="a_length_of_a_child",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_measurement_names_who_did_it",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "day"], condition=Q(withdrawn_at=None),
                name="a_child_is_measured_once_a_day",
            ),
        ]  # fmt: skip

    @property
    def kilos(self) -> Decimal | None:
        """The weight in kilos, as exact as it was told."""
        return None if self.grams is None else Decimal(self.grams) / 1000

    @property
    def centimetres(self) -> Decimal | None:
        """The length in centimetres, to the millimetre."""
        return None if self.millimetres is None else Decimal(self.millimetres) / 10
