"""A new address that holds from a day on: told ahead, and done on that day (A8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Move(models.Model):
    """Where a guardian will live from `first_day`; with `alone` who lives there too stays."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="moves")
    street = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=10)
    town = models.CharField(_("town"), max_length=80)
    alone = models.BooleanField(default=False)
    first_day = models.DateField()
    told_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guardian"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="one_move_lies_ahead_per_guardian",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(withdrawn_at=None),
                name="a_move_is_done_or_withdrawn",
            ),
        ]

    @property
    def address(self) -> str:
        """On one line."""
        return f"{self.street}, {self.postcode} {self.town}"
