"""The organisation and its companies."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.changing import change
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    founded_at = models.DateTimeField()

    def __str__(self):
        return self.name


class CompanyManager(models.Manager):
    @transaction.atomic
    def add(self, organisation, name, *, by, at, **facts):
        """Write a company down under its name; a name that is known gives that company."""
        company, new = self.get_or_create(organisation=organisation, name=name, defaults=facts)
        if new:
            record("company_added", company, by=by, at=at)
        return company


class Company(models.Model):
    """The legal entity that signs contracts and sends invoices (bedrijf)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="companies")
    name = models.CharField(max_length=120)
    chamber_number = models.CharField(max_length=8, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    creditor_id = models.CharField(max_length=35, blank=True)

    objects = CompanyManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_company_of_a_name")
        ]

    def __str__(self):
        return self.name

    def edit(self, *, by, at, **facts):
        """Change what is known of the company. The same facts again change nothing."""
        return change(self, "company_changed", by=by, at=at, **facts)
