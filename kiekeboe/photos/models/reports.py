"""A photo that a parent does not trust (C8). Staff decide; both are remembered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Report(models.Model):
    """One guardian reported one photo; settled when staff took it back or left it standing."""

    class Why(models.TextChoices):
        NOT_MY_CHILD = "not_mine", _("My child is not in this photo")
        SOMEBODY_ELSE = "other", _("A child is in it who is not named")
        UNCOMFORTABLE = "unfit", _("This photo should not be shared")
        SOMETHING_ELSE = "else", _("Something else")

    class Outcome(models.TextChoices):
        WITHDRAWN = "withdrawn", _("The photo was taken back")
        LEFT = "left", _("The photo stays")
        TAKEN_BACK = "undone", _("The parent took the question back")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    photo = models.ForeignKey("photos.Photo", models.CASCADE, related_name="reports")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="reports")
    why = models.CharField(max_length=8, choices=Why)
    words = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guardian", "photo"],
                condition=Q(settled_at=None),
                name="one_open_report_per_guardian",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, outcome="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="a_settled_report_says_how_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "reported_at"],
                condition=Q(settled_at=None),
                name="open_reports",
            )
        ]
