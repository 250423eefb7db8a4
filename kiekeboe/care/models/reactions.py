"""What a parent says to an entry or a photo: a heart, or a few words (D3)."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7


class ReactionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def unseen(self):
        """What nobody of the group has seen yet."""
        return self.standing().filter(seen_at=None)


class Reaction(models.Model):
    """One heart or one reply of one guardian, about one child, to one entry or one photo."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="reactions")
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="reactions")
    entry = models.ForeignKey(
        "care.Entry", models.CASCADE, null=True, blank=True, related_name="reactions"
    )
    photo = models.ForeignKey(
        "photos.Photo", models.CASCADE, null=True, blank=True, related_name="reactions"
    )
    text = models.CharField(max_length=500, blank=True)  # empty is a heart
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry=None, photo__isnull=False) | Q(entry__isnull=False, photo=None),
                name="a_reaction_is_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["organisation", "guardian", "entry", "child"],
                condition=Q(text="", withdrawn_at=None, entry__isnull=False),
                name="one_heart_per_entry",
            ),
            models.UniqueConstraint(
                fields=["organisation", "guardian", "photo", "child"],
                condition=Q(text="", withdrawn_at=None, photo__isnull=False),
                name="one_heart_per_photo",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="a_seen_reaction_names_who_saw_it",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "child", "at"], name="reactions_of_a_child")
        ]
