"""What was agreed about paying for care; the days themselves stand in planning."""

from django.db import models
from django.db.models import F, Q

from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models import Location


class ContractQuerySet(models.QuerySet):
    def between(self, first, last):
        """Contracts with at least one day between two days."""
        lasting = Q(ended_on=None) | Q(ended_on__gte=first)
        return self.filter(lasting, started_on__lte=last)


class Contract(models.Model):
    """Care of one child at one location under one number in the register (LRK). Another number or
    kind of care is another contract; another payer, price or pattern is a version of this one."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.PROTECT, related_name="contracts")
    location = models.ForeignKey("organisation.Location", models.PROTECT)
    company = models.ForeignKey("organisation.Company", models.PROTECT)
    care_type = models.CharField(max_length=12)
    lrk_number = models.CharField(max_length=12, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_contract_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(care_type__in=Location.CareType.values),
                name="a_contract_for_care_we_know",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "location"],
                condition=Q(ended_on=None),
                name="one_open_contract_at_a_location",
            ),
        ]


class ContractVersion(models.Model):
    """Who pays for how many weeks at what price, until the next version. Never edited in place."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="versions")
    first_day = models.DateField()
    payer = models.ForeignKey("people.Guardian", models.PROTECT, related_name="contract_versions")
    weeks = models.PositiveSmallIntegerField(default=52)  # of days without a kind of school day
    cents = models.PositiveIntegerField(null=True)  # of an hour; None: as the price list says

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "contract", "first_day"], name="one_version_a_day"
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=53), name="a_contract_has_weeks"
            ),
        ]
