"""What a person should hear of, and through which channel; sent once."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Kind(models.TextChoices):
    PHOTO = "photo", _("New photos")
    BOOK = "book", _("A photo book is ready")
    DAY_SUMMARY = "day_summary", _("How the day went")
    CONSENT = "consent", _("A consent answer changed")
    FAMILY = "family", _("A new guardian or collector")
    REPORT = "report", _("An answer about a photo you reported")
    REQUEST = "request", _("An answer to your request")
    OCCASION = "occasion", _("Activities and talks")
    CLOSED = "closed", _("Closed days")
    SICK = "sick", _("Illness in the group, and who may be better")
    MESSAGE = "message", _("A message for you")
    NEWS = "news", _("News from the nursery")
    BRING = "bring", _("Something to bring")
    DOCUMENT = "document", _("A document to read or sign")
    INVOICE = "invoice", _("Invoices")
    TALK = "mentor_talk", _("Talks about development")
    WEEK = "week", _("How the week went")
    UNSEEN = "unseen", _("Something a family sent stayed unseen")
    NEW_DEVICE = "new_device", _("Sign-in on a new device")
    ACCOUNT = "account", _("A change in how you sign in")


class Channel(models.TextChoices):
    APP = "app", _("In the app")
    PUSH = "push", _("On this phone")
    MAIL = "mail", _("By e-mail, at once")
    DIGEST = "digest", _("By e-mail, once a day")


class Preference(models.Model):
    """Whether a person wants a kind of news through a channel, about one child or about all.

    What was chosen for a child goes before what was chosen for all. Without a row: the default.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="news_preferences"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=6, choices=Channel)
    child = models.ForeignKey("people.Child", models.CASCADE, null=True, related_name="+")
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "channel"],
                condition=models.Q(child=None),
                name="one_preference_per_kind_and_channel",
            ),
            models.UniqueConstraint(
                fields=["account", "child", "kind", "channel"],
                name="one_preference_per_child_kind_and_channel",
            ),
        ]


class Notice(models.Model):
    """One piece of news for one person through one channel."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE, null=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    source = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=6, choices=Channel)
    child = models.ForeignKey("people.Child", models.CASCADE, null=True, related_name="notices")
    subject_id = models.UUIDField(null=True)
    urgent = models.BooleanField(default=False)  # not held back at night, nor counted (U34)
    letter = models.UUIDField(null=True)  # the mail it goes in; the same one when tried again
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "source", "kind", "channel"], name="news_is_told_once"
            )
        ]
        indexes = [
            models.Index(fields=["account", "channel", "read_at"], name="unread_news"),
            models.Index(fields=["channel", "sent_at", "due_at"], name="news_to_send"),
        ]


class PushSubscription(models.Model):
    """A browser of an account that wants to be told at once, as it told us where it listens."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pushed")
    endpoint = models.CharField(max_length=1000)
    endpoint_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the address, hex
    public_key = models.CharField(max_length=120)
    secret = models.CharField(max_length=40)
    session = models.UUIDField(null=True)  # Session.number: it ends with this sign-in
    made_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, blank=True)  # the last push it took
    failures = models.PositiveSmallIntegerField(default=0)  # since then

    class Meta:
        indexes = [models.Index(fields=["account"], name="pushed_browsers")]


class QuietHours(models.Model):
    """Between these times of the day nothing is pushed to a person, but what is urgent (G3).

    May go over midnight. The same time twice: never quiet.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="quiet_hours"
    )
    starts_at = models.TimeField(default=time(19))
    ends_at = models.TimeField(default=time(7))


class DeadAddress(models.Model):
    """A mail address that its own mail server does not know: nothing more is sent there.

    Belongs to nobody: whoever has this address gets no mail, until a letter arrives again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    address = models.CharField(max_length=254, unique=True)  # in small letters
    answer = models.CharField(max_length=200)  # what the mail server said
    refused_at = models.DateTimeField()
