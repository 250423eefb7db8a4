"""Who was fetched from school (schoolrondje, B14)."""

from django.db import models

from kiekeboe.lib.ids import uuid7


class Fetching(models.Model):
    """A colleague has this child with her at the school. Taken back: `withdrawn_at`."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="fetchings")
    school = models.ForeignKey("planning.School", models.PROTECT, related_name="fetchings")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    day = models.DateField()
    fetched_at = models.DateTimeField()
    fetched_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "day"],
                condition=models.Q(withdrawn_at=None),
                name="a_child_is_fetched_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["organisation", "group", "day"], name="fetchings")]
