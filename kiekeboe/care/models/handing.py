"""What colleagues of a group tell each other between shifts (overdracht, B13)."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7


class HandoverNoteQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Notes that were not taken back and are still of use on `day`."""
        return self.filter(withdrawn_at=None, until__gte=day)


class HandoverNote(models.Model):
    """One note of a group, for everybody who works there, up to and including a day."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="handover_notes")
    text = models.TextField(max_length=2000)
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="handover_notes")
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = HandoverNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_handover_names_who_did_it",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_handover_says_something"),
        ]
        indexes = [models.Index(fields=["organisation", "group", "until"], name="handovers")]


class HandoverRead(models.Model):
    """A colleague read a note. The first moment stays."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    note = models.ForeignKey(HandoverNote, models.CASCADE, related_name="reads")
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "note", "employee"], name="a_handover_is_read_once"
            )
        ]
