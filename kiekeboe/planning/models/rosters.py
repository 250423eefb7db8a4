"""When colleagues work."""

from django.db import models
from django.db.models import F, Q

from kiekeboe.lib.ids import uuid7


class RosterShift(models.Model):
    """When a colleague works in which group; the ratio of the moment reads this."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="roster")
    group = models.ForeignKey("organisation.Group", models.CASCADE, related_name="roster")
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_roster_shift_has_length"
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee", "day", "starts_at"],
                name="one_roster_shift_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "group", "day"], name="roster_by_group")]
