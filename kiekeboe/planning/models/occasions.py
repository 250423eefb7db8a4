"""What a location organises (E11): outings, evenings for parents, talks in turns."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Occasion(models.Model):
    """Something to sign up for (evenement). Without a group it is for the whole location."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("Activity")
        EVENING = "evening", _("Evening for parents")
        OUTING = "outing", _("Outing")
        TALKS = "talks", _("Talks")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey("organisation.Location", models.CASCADE, related_name="occasions")
    group = models.ForeignKey(
        "organisation.Group", models.CASCADE, null=True, blank=True, related_name="occasions"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    words = models.CharField(_("what families should know"), max_length=2000, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    sign_up_until = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_occasion_has_length"
            )
        ]
        indexes = [models.Index(fields=["organisation", "location", "starts_at"], name="occasions")]

    def __str__(self):
        return self.title


class TalkSlot(models.Model):
    """Ten minutes with a colleague. Exactly one family gets it (see SignUp)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="slots")
    employee = models.ForeignKey(
        "people.Employee", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_talk_has_length"
            ),
            models.UniqueConstraint(
                fields=["organisation", "occasion", "employee", "starts_at"],
                name="one_talk_at_a_time",
            ),
        ]


class SignUp(models.Model):
    """A family comes: with how many, and about which child when it is a talk."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="sign_ups")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="sign_ups")
    child = models.ForeignKey(
        "people.Child", models.CASCADE, null=True, blank=True, related_name="sign_ups"
    )
    slot = models.ForeignKey(
        TalkSlot, models.PROTECT, null=True, blank=True, related_name="sign_ups"
    )
    people = models.PositiveSmallIntegerField(default=1)
    signed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_comes"),
            models.UniqueConstraint(
                fields=["organisation", "slot"],
                condition=Q(cancelled_at=None, slot__isnull=False),
                name="one_family_per_talk",
            ),
            models.UniqueConstraint(
                fields=["organisation", "occasion", "child"],
                condition=Q(cancelled_at=None, slot__isnull=False),
                name="one_talk_per_child",
            ),
            models.UniqueConstraint(
                fields=["organisation", "occasion", "guardian"],
                condition=Q(cancelled_at=None, slot=None),
                name="a_guardian_signs_up_once",
            ),
        ]

    @property
    def begins(self):
        """When this family is expected."""
        return self.slot.starts_at if self.slot else self.occasion.starts_at
