"""What a child has in store: rows that come and go, never a number that is overwritten."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7


class Credit(models.Model):
    """One line of a balance: earned (positive) or spent (negative), in minutes or points.

    A mistake is put right by `undone_at`, and another line; a line is never changed.
    """

    class Unit(models.TextChoices):
        MINUTES = "minutes"
        POINTS = "points"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="credits")
    location = models.ForeignKey("organisation.Location", models.PROTECT, related_name="+")
    unit = models.CharField(max_length=7, choices=Unit)
    amount = models.IntegerField()
    day = models.DateField()  # from when it counts
    until = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=20)  # absence of a day, booking, office
    source = models.UUIDField(null=True)
    note = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="a_credit_is_something"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(until=None), name="only_what_is_earned_can_be_over"
            ),
            models.UniqueConstraint(
                fields=["organisation", "source", "because"],
                condition=Q(undone_at=None, source__isnull=False),
                name="one_credit_per_source",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "child", "day"], name="credits_by_child")]
