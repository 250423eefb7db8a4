"""Calendars that families read in their own calendar app."""

from django.db import models

from kiekeboe.lib.ids import uuid7


class CalendarFeed(models.Model):
    """A private address of one guardian (agenda-abonnement). Only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="feeds")
    key_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hex
    language = models.CharField(max_length=5, default="nl")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)  # the last day it was fetched

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guardian"],
                condition=models.Q(revoked_at=None),
                name="one_open_feed_per_guardian",
            )
        ]
