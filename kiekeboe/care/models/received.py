"""Which writings of a tablet were carried out: what makes sending twice safe (R02, S27)."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7

WITHOUT_PERSON = ("muster_begin", "muster_tick", "muster_end", "pin_tries")


class Received(models.Model):
    """One writing that was accepted, under the id the tablet gave it, with the answer it got.

    `written_at` is the true moment of writing, `shift` by how many seconds the clock of the tablet
    was put right for it, and `heard_at` when it reached us. A refused writing leaves no row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    device = models.ForeignKey("accounts.Device", models.PROTECT, related_name="+")
    employee = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    shift = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "received"
        constraints = [
            models.CheckConstraint(
                condition=Q(employee__isnull=False) | Q(kind__in=WITHOUT_PERSON),
                name="a_writing_names_its_person",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "device", "-written_at"], name="received_order")
        ]
