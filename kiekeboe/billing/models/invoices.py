"""Invoices and credit notes. After their issue a trigger refuses every change (migration 0002)."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7

ISSUED = Q(
    number__isnull=False, year__isnull=False, issued_at__isnull=False, issued_on__isnull=False,
    due_on__isnull=False,
) & ~Q(digest="")  # fmt: skip
DRAFT = Q(number=None, year=None, issued_at=None, issued_on=None, due_on=None, digest="")


class InvoiceQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(number=None)

    def issued(self):
        return self.filter(number__isnull=False)

    def uncredited(self):
        """Invoices as issued that no credit note took back."""
        return self.issued().filter(credits=None, credit_notes=None)


class Invoice(models.Model):
    """What one payer owes one company for a month. The number comes at the issue (K2); a credit
    note names the invoice that it takes back. Seller and payer are kept as they were then."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    company = models.ForeignKey("organisation.Company", models.PROTECT)
    payer = models.ForeignKey("people.Guardian", models.PROTECT, related_name="invoices")
    month = models.DateField()  # its first day
    credits = models.ForeignKey("self", models.PROTECT, null=True, related_name="credit_notes")
    seller = models.JSONField(default=dict)
    buyer = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="nl")
    total = models.BigIntegerField(default=0)  # cents
    drafted_at = models.DateTimeField()
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of all that is printed

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "company", "year", "number"],
                condition=Q(number__isnull=False),
                name="an_invoice_number_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "company", "payer", "month"],
                condition=Q(number=None, credits=None),
                name="one_draft_a_month",
            ),
            models.UniqueConstraint(
                fields=["organisation", "credits"],
                condition=Q(credits__isnull=False),
                name="an_invoice_is_credited_once",
            ),
            models.CheckConstraint(condition=DRAFT | ISSUED, name="an_issue_is_whole"),
            models.CheckConstraint(condition=Q(month__day=1), name="an_invoice_is_of_a_month"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=1), name="numbers_begin_at_one"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "payer", "month"], name="invoices_by_payer"),
            models.Index(fields=["organisation", "month"], name="invoices_by_month"),
        ]

    @property
    def name(self) -> str:
        """The number as it is printed; empty for a draft."""
        return f"{self.year}-{self.number:05}" if self.number else ""


class InvoiceLine(models.Model):
    """One line. `month` is that of the care, which may be another one than that of the invoice;
    `days` opens to what is behind it: [[day, minutes], …]."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)  # engine.Kind
    child = models.ForeignKey("people.Child", models.PROTECT, related_name="invoice_lines")
    child_name = models.CharField(max_length=141)
    born_on = models.DateField()
    location = models.ForeignKey("organisation.Location", models.PROTECT)
    care_type = models.CharField(max_length=12)
    lrk_number = models.CharField(max_length=12, blank=True)
    month = models.DateField()
    hundredths = models.IntegerField(default=0)  # of an hour, as printed
    many = models.IntegerField(default=0)  # pieces of a product
    cents = models.PositiveIntegerField(default=0)  # of one hour or piece
    amount = models.BigIntegerField()  # cents
    name = models.CharField(max_length=120, blank=True)
    days = models.JSONField(default=list)
    working = models.JSONField(default=list)  # [[minutes a week, weeks a year], …], of a contract

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "invoice", "place"], name="lines_stand_in_order"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="a_line_is_of_a_month"),
        ]
        indexes = [models.Index(fields=["organisation", "child", "month"], name="lines_by_child")]


class BilledCare(models.Model):
    """A booking that was paid for by an issued invoice: once, until a credit note frees it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="billed")
    booking = models.ForeignKey("planning.Booking", models.PROTECT, related_name="billed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "booking"], name="a_booking_is_billed_once"
            )
        ]
