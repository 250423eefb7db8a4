"""What an hour costs from which day on, and how an organisation counts hours."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.billing.hours import PartMonth
from kiekeboe.billing.rounding import Hours
from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models import Location


class Price(models.Model):
    """One price of a dated price list. It holds until a later one of the same kind; that of a
    location goes before that of the organisation."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", _("Contract hours")
        FLEXIBLE = "flexible", _("Flexible hours")
        EXTRA = "extra", _("Extra hours")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey("organisation.Location", models.PROTECT, null=True)
    care_type = models.CharField(max_length=12)
    kind = models.CharField(max_length=8, choices=Kind)
    weeks = models.PositiveSmallIntegerField(default=0)  # of a package; 0: whichever
    first_day = models.DateField()
    cents = models.PositiveIntegerField()  # of an hour

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "care_type", "kind", "weeks", "first_day"],
                condition=Q(location=None),
                name="one_price_a_day",
            ),
            models.UniqueConstraint(
                fields=["organisation", "location", "care_type", "kind", "weeks", "first_day"],
                condition=Q(location__isnull=False),
                name="one_price_a_day_of_a_location",
            ),
            models.CheckConstraint(condition=Q(weeks__lte=53), name="a_price_is_of_a_year"),
            models.CheckConstraint(
                condition=Q(care_type__in=Location.CareType.values), name="a_price_of_care_we_know"
            ),
        ]


class BillingTerms(models.Model):
    """How an organisation counts from a day on (the first of a month); printed in its conditions.

    See `engine.Terms` for what each means. There is no norm in law (nl-rules §3.2).
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    first_day = models.DateField()
    hours = models.CharField(max_length=8, choices=[(one, one) for one in Hours])
    part_month = models.CharField(max_length=8, choices=[(one, one) for one in PartMonth])
    in_steps = models.BooleanField(default=False)
    due_days = models.PositiveSmallIntegerField(default=14)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "first_day"], name="one_way_of_counting_a_day"
            ),
            models.CheckConstraint(
                condition=Q(first_day__day=1), name="counting_changes_with_the_month"
            ),
        ]
