"""Links that are mailed to a person: to sign in, to choose a new password, to move address."""

from datetime import timedelta

from django.db import models

from kiekeboe.lib.ids import uuid7


class MailKeyQuerySet(models.QuerySet):
    def open(self, at):
        """Links that still work at this moment."""
        return self.filter(used_at=None, expires_at__gt=at, account__isnull=False)


class MailKey(models.Model):
    """One link, once. Without an account it is a link for an address that nobody has here."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in"
        RESET = "reset"
        EMAIL = "email"

    LIFETIMES = {
        Purpose.SIGN_IN: timedelta(minutes=15),
        Purpose.RESET: timedelta(minutes=30),
        Purpose.EMAIL: timedelta(minutes=30),
    }

    id = models.UUIDField(primary_key=True, default=uuid7)
    purpose = models.CharField(max_length=8, choices=Purpose)
    account = models.ForeignKey("accounts.User", models.CASCADE, null=True)
    address = models.EmailField(blank=True)  # as typed, until the worker looked whose it is
    address_hash = models.CharField(max_length=64)
    new_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    after = models.CharField(max_length=200, blank=True)
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = MailKeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["address_hash", "made_at"], name="links_by_address")]

    def use(self, *, at) -> bool:
        """Use the link up. False when another request was first, or it is too late."""
        return bool(MailKey.objects.open(at).filter(pk=self.pk).update(used_at=at))
