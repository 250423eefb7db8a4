"""The talk about a child: prepared from the observations, shared, read and answered (L3)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.development.models.observations import Area
from kiekeboe.lib.ids import uuid7


class TalkQuerySet(models.QuerySet):
    def standing(self):
        """Not dropped."""
        return self.filter(dropped_at=None)

    def shared(self):
        return self.standing().filter(shared_at__isnull=False)

    def told(self):
        """Of which parents know: asked to write, or shared."""
        return self.standing().filter(Q(invited_at__isnull=False) | Q(shared_at__isnull=False))


class Talk(models.Model):
    """One talk, from the first draft to what was agreed.

    Until `shared_at` it is a draft that no parent reads; after it the words of the report stand.
    What was agreed is added when the talk was held. `concerns` is for colleagues only.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("After the first months")
        YEARLY = "yearly", _("Yearly talk")
        FAREWELL = "farewell", _("Farewell talk")
        OTHER = "other", _("Talk in between")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="talks")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    first_day = models.DateField()  # the report looks back at these days, both inclusive
    last_day = models.DateField()
    opening = models.TextField(max_length=2000, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.UUIDField()
    invited_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.UUIDField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    present = models.CharField(max_length=200, blank=True)
    agreements = models.TextField(max_length=2000, blank=True)
    concerns = models.TextField(max_length=2000, blank=True)
    next_on = models.DateField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.UUIDField(null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child"],
                condition=Q(shared_at=None, dropped_at=None),
                name="one_draft_of_a_talk_per_child",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_talk_looks_back_at_days"
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="a_shared_talk_names_who_did_it",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, shared_at=None),
                name="only_a_draft_is_dropped",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None, agreements="", concerns="", present="", next_on=None)
                | Q(held_on__isnull=False, shared_at__isnull=False),
                name="a_talk_is_held_after_sharing",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "child", "-last_day"], name="talks_of_one")]


class TalkPart(models.Model):
    """What the report says about one area."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="parts")
    area = models.CharField(max_length=8, choices=Area)
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "talk", "area"], name="a_talk_has_an_area_once"
            )
        ]


class ParentPart(models.Model):
    """What a parent writes before the talk. It stands from the moment the report is shared."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="parent_parts")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "talk", "guardian"], name="a_parent_has_one_part"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_part_says_something"),
        ]


class TalkReading(models.Model):
    """A parent signed the report as read, perhaps with an answer. The first moment stays.

    `to_school` is whether the report may go to the school; it is asked before a child leaves, of
    those with legal authority, and dated (Besluit kwaliteit kinderopvang art. 3).
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="readings")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    to_school = models.BooleanField(null=True, blank=True)
    to_school_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "talk", "guardian"], name="a_talk_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | Q(answered_at__isnull=False, answered_at__gte=F("read_at")) & ~Q(answer=""),
                name="a_talk_is_answered_after_reading",
            ),
            models.CheckConstraint(
                condition=Q(to_school=None, to_school_at=None)
                | Q(to_school__isnull=False, to_school_at__isnull=False),
                name="an_answer_about_school_has_a_day",
            ),
        ]
