"""Passwords and codes that were tried. Rows of more than a day are swept away."""

from django.db import models

from kiekeboe.lib.ids import uuid7


class Guess(models.Model):
    """One try that was looked at. Names nobody: account and browser are hashes."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    account_hash = models.CharField(max_length=64)
    mark_hash = models.CharField(max_length=64, blank=True)
    network = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account_hash", "tried_at"], name="guesses_by_account"),
            models.Index(fields=["network", "tried_at"], name="guesses_by_network"),
            models.Index(fields=["tried_at"], name="guesses_by_time"),
        ]
