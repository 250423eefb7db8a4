"""What parents tell the group before the day starts (overdracht van thuis)."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7


class HomeNoteManager(models.Manager):
    @transaction.atomic
    def tell(self, id, *, child, guardian, day, by, at, **fields):
        """Leave a note for `day`. The same id again changes nothing."""
        known = self.filter(pk=id, organisation=by.organisation, guardian=guardian).first()
        if known:
            return known
        note = self.create(
            # An id that is somebody else's tells nothing here.
            id=uuid7() if self.filter(pk=id).exists() else id,
            organisation_id=by.organisation,
            child=child,
            guardian=guardian,
            day=day,
            written_at=at,
            **fields,
        )
        record("told_from_home", note, by=by, at=at, children=[child.pk])
        return note


class HomeNote(models.Model):
    """One note from one guardian for one day; stands on the board until somebody saw it."""

    class Mood(models.TextChoices):
        CHEERFUL = "cheerful", _("Cheerful")
        CALM = "calm", _("Calm")
        TIRED = "tired", _("Tired")
        SAD = "sad", _("Sad")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="home_notes")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="home_notes")
    day = models.DateField()
    night = models.CharField(_("How was the night?"), max_length=300, blank=True)
    last_bottle_at = models.TimeField(_("Last bottle at"), null=True, blank=True)
    last_bottle_ml = models.PositiveSmallIntegerField(_("How much (ml)"), null=True, blank=True)
    mood = models.CharField(_("Mood"), max_length=10, choices=Mood, blank=True)
    medicine = models.CharField(_("Medicine given"), max_length=300, blank=True)
    collected_by = models.CharField(_("Who collects?"), max_length=80, blank=True)
    text = models.TextField(_("Anything else?"), max_length=1000, blank=True)
    written_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")

    objects = HomeNoteManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="a_seen_note_names_the_reader",
            )
        ]
        indexes = [models.Index(fields=["organisation", "child", "day"], name="home_notes")]

    @transaction.atomic
    def see(self, *, by, at):
        """Somebody in the group read it. The first reader stays."""
        if HomeNote.objects.filter(pk=self.pk, seen_at=None).update(seen_at=at, seen_by=by.person):
            record("home_note_seen", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()
