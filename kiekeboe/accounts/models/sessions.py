"""Signed-in browsers, as their owner sees them."""

from django.conf import settings
from django.db import models

from kiekeboe.lib.ids import uuid7


class SignIn(models.Model):
    """One browser of one account: since when, last used, what kind of device."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    device_mark = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ended_at"], name="open_sign_ins")]
