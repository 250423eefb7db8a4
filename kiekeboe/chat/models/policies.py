"""What a location agreed about chat, and texts that colleagues use again."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.chat import policy
from kiekeboe.lib.ids import uuid7


class ChatPolicyQuerySet(models.QuerySet):
    def of(self, location_id):
        return self.filter(location=location_id).order_by("since")


class ChatPolicy(models.Model):
    """The agreement (chatbeleid) of a location from a day on; the newest that began holds."""

    class Mode(models.TextChoices):
        URGENT_ONLY = "urgent_only", _("Only for what is urgent")
        REGULAR = "regular", _("Also for ordinary questions")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, related_name="chat_policies"
    )
    since = models.DateField(_("holds from"))
    mode = models.CharField(_("chat is for"), max_length=11, choices=Mode)
    text_nl = models.TextField(_("text in Dutch"), max_length=500, blank=True)
    text_en = models.TextField(_("text in English"), max_length=500, blank=True)
    opens_at = models.TimeField(_("read from"), null=True, blank=True)
    closes_at = models.TimeField(_("read until"), null=True, blank=True)
    weekdays = models.CharField(max_length=7, default="12345")  # ISO numbers, in order
    unseen_hours = models.PositiveSmallIntegerField(_("hours until the manager hears"), default=4)
    urgent_hours = models.PositiveSmallIntegerField(_("the same when it is urgent"), default=1)
    written_at = models.DateTimeField()

    objects = ChatPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "since"], name="one_chat_policy_per_day"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None)
                | Q(opens_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opens_at")),
                name="chat_hours_have_length",
            ),
            models.CheckConstraint(
                condition=Q(
                    unseen_hours__gte=1, unseen_hours__lte=72,
                    urgent_hours__gte=1, urgent_hours__lte=F("unseen_hours"),
                ),
                name="the_manager_hears_in_time",
            ),
        ]  # fmt: skip

    def plain(self) -> policy.Policy:
        """The same as a value for the pure rules."""
        return policy.Policy(
            since=self.since,
            mode=policy.Mode(self.mode),
            text_nl=self.text_nl,
            text_en=self.text_en,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            weekdays=frozenset(int(one) for one in self.weekdays),
            unseen_hours=self.unseen_hours,
            urgent_hours=self.urgent_hours,
        )


class NoteTemplate(models.Model):
    """A text that colleagues start from; without a location it is for the whole organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, null=True, related_name="note_templates"
    )
    title = models.CharField(_("title"), max_length=60)
    text_nl = models.TextField(_("text in Dutch"), max_length=2000)
    text_en = models.TextField(_("text in English"), max_length=2000, blank=True)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text_nl=""), name="a_template_says_something"
            )
        ]
        indexes = [models.Index(fields=["organisation", "location"], name="note_templates")]


class OutOfOffice(models.Model):
    """A colleague is away for some days; who writes is told so, and who answers instead."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="out_of_office")
    first_day = models.DateField(_("first day away"))
    last_day = models.DateField(_("last day away"))
    text = models.CharField(_("text"), max_length=300, blank=True)
    instead = models.ForeignKey("people.Employee", models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="being_away_has_length"
            ),
            models.CheckConstraint(
                condition=Q(instead=None) | ~Q(instead=F("employee")),
                name="nobody_stands_in_for_themselves",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "employee"], name="out_of_office")]
