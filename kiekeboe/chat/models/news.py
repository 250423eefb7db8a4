"""News: what the house tells many families at once (F5)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class NewsQuerySet(models.QuerySet):
    def published(self):
        """What families may see; whose it is, is asked in reaching.py."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def due(self, moment):
        """What was planned for a moment that has come."""
        return self.filter(publish_at__lte=moment, published_at=None, withdrawn_at=None)


class NewsItem(models.Model):
    """One news item: a draft, planned for a moment, published, or withdrawn.

    `body` is rich text in the few elements of richtext.py; `told` says the same without them.
    """

    class Audience(models.TextChoices):
        ORGANISATION = "organisation", _("All families")
        LOCATION = "location", _("The families of a location")
        GROUP = "group", _("The families of a group")
        FAMILIES = "families", _("The families of these children")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    audience = models.CharField(_("for"), max_length=12, choices=Audience)
    location = models.ForeignKey("organisation.Location", models.PROTECT, null=True, blank=True)
    group = models.ForeignKey("organisation.Group", models.PROTECT, null=True, blank=True)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), max_length=40_000)
    told = models.TextField(blank=True)
    photo = models.ForeignKey("photos.Photo", models.PROTECT, null=True, related_name="+")
    asks_confirmation = models.BooleanField(_("ask families to confirm"), default=False)
    written_by = models.ForeignKey("people.Employee", models.PROTECT, related_name="news")
    written_at = models.DateTimeField()
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["organisation", "families"], location=None, group=None)
                | Q(audience="location", location__isnull=False, group=None)
                | Q(audience="group", location=None, group__isnull=False),
                name="news_has_one_audience",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="news_has_a_title"),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(publish_at__isnull=False, publish_at__lte=F("published_at")),
                name="news_is_published_when_it_is_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_news_names_who_did_it",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-published_at"], name="news_in_order"),
        ]


class NewsChild(models.Model):
    """A child whose families a news item was chosen for."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    news = models.ForeignKey(NewsItem, models.CASCADE, related_name="children")
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "news", "child"], name="a_family_is_chosen_once"
            )
        ]


class NewsRead(models.Model):
    """A guardian opened a news item, and perhaps confirmed it. The first moments stay."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    news = models.ForeignKey(NewsItem, models.CASCADE, related_name="reads")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "news", "guardian"], name="news_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(confirmed_at__gte=F("read_at")),
                name="news_is_confirmed_after_reading",
            ),
        ]
