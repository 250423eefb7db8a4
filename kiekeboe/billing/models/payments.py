"""What came in, and what the office says of an invoice that did not come in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.billing.models.invoices import Invoice
from kiekeboe.lib.ids import uuid7


class Payment(models.Model):
    """An amount received, written down by hand. Taken back when it was a mistake, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    cents = models.PositiveIntegerField()
    paid_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cents__gte=1), name="a_payment_is_something")
        ]
        indexes = [models.Index(fields=["organisation", "invoice"], name="payments_by_invoice")]


class Mark(models.Model):
    """Disputed, or given up as uncollectable; at most one at a time."""

    class Kind(models.TextChoices):
        DISPUTED = "disputed", _("Disputed")
        UNCOLLECTABLE = "uncollectable", _("Uncollectable")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=13, choices=Kind)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "invoice"],
                condition=Q(ended_at=None),
                name="one_mark_at_a_time",
            )
        ]
