"""Days on which a location is closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class ClosedDay(models.Model):
    """A day on which a location is closed, with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, related_name="closed_days"
    )
    day = models.DateField()
    name = models.CharField(_("reason"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "day"], name="a_day_is_closed_once"
            )
        ]
