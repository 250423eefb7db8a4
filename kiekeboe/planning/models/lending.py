"""A child that is in another group for a while (vervangende groep)."""

from django.db import models
from django.db.models import F, Q

from kiekeboe.lib.ids import uuid7


class LendingQuerySet(models.QuerySet):
    def standing(self, first, last):
        """Lendings that hold on one of these days and were not taken back."""
        return self.filter(first_day__lte=last, last_day__gte=first, withdrawn_at=None)


class Lending(models.Model):
    """On these days a child is cared for in `group` instead of its own; both days inclusive.

    The law wants the written consent of a parent first (Besluit kwaliteit art. 9): who gave it,
    and when, stands here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="lendings")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="lendings")
    first_day = models.DateField()
    last_day = models.DateField()
    consented_by = models.ForeignKey(
        "people.Guardian", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    consented_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = LendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_lending_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "first_day"],
                condition=Q(withdrawn_at=None),
                name="a_child_is_lent_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "group", "first_day"], name="lendings")]
