"""What a colleague saw of a child: some lines, an area of development, the age that day (L1)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7

LONGEST = 1000  # characters: two lines, now and then ten


class Area(models.TextChoices):
    """The same areas, by the same words, as of activities and milestones in the diary."""

    SOCIAL = "social", _("Together and feelings")
    MOTOR = "motor", _("Moving")
    LANGUAGE = "language", _("Language")
    PLAY = "play", _("Playing")
    SELF = "self", _("Doing it by yourself")


class ObservationQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def shared(self):
        """What parents may read; through which relations is asked in sight.py."""
        return self.standing().filter(shared_at__isnull=False)


class Observation(models.Model):
    """One thing that was seen, of one child. Seen of several at once, they have one `batch`.

    `months` is the age in whole months on the day it was seen: it stays when a date of birth is
    corrected. `entry` or `photo` is the moment it was written from.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="observations")
    batch = models.UUIDField()
    area = models.CharField(_("area of development"), max_length=8, choices=Area)
    text = models.CharField(_("what you saw"), max_length=LONGEST)
    seen_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    entry = models.ForeignKey(
        "care.Entry", models.SET_NULL, null=True, blank=True, related_name="observations"
    )
    photo = models.ForeignKey(
        "photos.Photo", models.SET_NULL, null=True, blank=True, related_name="observations"
    )
    wellbeing = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, see guide.py
    involvement = models.PositiveSmallIntegerField(null=True, blank=True)
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="observations")
    noted_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_observation_says_something"),
            models.CheckConstraint(
                condition=Q(area__in=Area.values), name="an_observation_is_of_an_area"
            ),
            models.CheckConstraint(
                condition=Q(entry=None) | Q(photo=None), name="an_observation_has_one_source"
            ),
            models.CheckConstraint(
                condition=Q(wellbeing=None) | Q(wellbeing__gte=1, wellbeing__lte=5),
                name="wellbeing_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(involvement=None) | Q(involvement__gte=1, involvement__lte=5),
                name="involvement_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="a_shared_observation_names_who_did_it",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_observation_names_who_did_it",
            ),
            models.UniqueConstraint(
                fields=["organisation", "batch", "child"], name="a_batch_sees_a_child_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "child", "-seen_on"], name="seen_of_a_child")
        ]
