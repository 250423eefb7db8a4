"""Another contract, as a family asks for it (E12)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class ContractChange(models.Model):
    """Other days, more or fewer hours, or an end. The law counts from `received_at`."""

    class Kind(models.TextChoices):
        DAYS = "days", _("Other days")
        END = "end", _("The contract ends")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="contract_changes")
    guardian = models.ForeignKey(
        "people.Guardian", models.PROTECT, null=True, related_name="contract_changes"
    )
    kind = models.CharField(max_length=4, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    # Days: the first day of the new week. End: the last day of care.
    day = models.DateField()
    # The wanted week: [{"weekday": 1, "starts_at": "08:00", "ends_at": "18:00"}, …]
    week = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "declined"]) | Q(decided_at__isnull=False),
                name="a_decision_about_a_contract_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "guardian"],
                condition=Q(state="requested"),
                name="one_contract_change_at_a_time",
            ),
        ]
