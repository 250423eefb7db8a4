"""What a family told that is no message: staff must see it all the same (F3)."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7


class ArrivalQuerySet(models.QuerySet):
    def unseen(self):
        return self.filter(seen_at=None)


class Arrival(models.Model):
    """A child was reported sick or better, or an adult has another phone number.

    Made by the listener in arriving.py in the transaction of what happened. `subject` is the
    absence or the guardian; the facts stand there and not here.
    """

    class Kind(models.TextChoices):
        SICK = "sick"
        BETTER = "better"
        PHONE = "phone"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="arrivals")
    kind = models.CharField(max_length=6, choices=Kind)
    subject = models.UUIDField()
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="+")
    event = models.UUIDField()
    arrived_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "event", "child"], name="what_arrives_is_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="a_seen_arrival_names_who_saw_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "child"],
                condition=Q(seen_at=None),
                name="unseen_arrivals",
            )
        ]
