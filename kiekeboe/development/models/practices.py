"""How an organisation follows development; without a row: the most careful way."""

from django.db import models

from kiekeboe.lib.ids import uuid7


class Practice(models.Model):
    """Growth is kept only where that was chosen: it is the work of the baby clinic. Where the
    manager shares, what caregivers write waits for a manager before parents read it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    keeps_growth = models.BooleanField(default=False)
    manager_shares = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="one_practice_of_development")
        ]
