"""What parents allow, per child, purpose and parent. The newest answer holds; history stays."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models.children import Child
from kiekeboe.people.models.guardians import Guardian, Guardianship


class Purpose(models.TextChoices):
    OWN_PORTAL = "own_portal", _("Photos for your own family")
    GROUP_PORTAL = "group_portal", _("Photos together with other children")
    LOCATION = "location", _("Photos on the wall of our building")
    WEBSITE = "website", _("Photos on our website")
    SOCIAL_MEDIA = "social_media", _("Photos on social media")
    NEWSLETTER = "newsletter", _("Photos in our newsletter")
    TRAINING = "training", _("Recordings to train our colleagues")
    PRESS = "press", _("Photos in the newspaper")


class Channel(models.TextChoices):
    """Where an answer was given."""

    PORTAL = "portal", _("In the app")
    INTAKE = "intake", _("At the first conversation")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By phone")


class ConsentQuerySet(models.QuerySet):
    def current(self):
        """The newest answer of each parent."""
        return self.filter(replaced_at=None)

    def counting_on(self, day):
        """Current answers of parents who have legal authority on `day`."""
        authority = Guardianship.objects.with_authority(day).filter(
            child=OuterRef("child"), guardian=OuterRef("guardian")
        )
        return self.current().filter(Exists(authority))


class ConsentManager(models.Manager.from_queryset(ConsentQuerySet)):
    @transaction.atomic
    def answer(self, *, child, guardian, purpose, allowed, wording, said, channel, by, at):
        """Record an answer. The same answer again changes nothing.

        `said` is the question as the parent read it, in the language it was read in (see
        people/wordings.py), and `channel` where it was answered, one of Channel.
        """
        locked = Child.objects.select_for_update().get(pk=child.pk)
        current = self.current().filter(child=locked, guardian=guardian, purpose=purpose).first()
        if current and (current.allowed, current.wording) == (allowed, wording):
            return current
        self.current().filter(child=locked, guardian=guardian, purpose=purpose).update(
            replaced_at=at
        )
        consent = self.create(
            organisation_id=child.organisation_id,
            child=child,
            guardian=guardian,
            purpose=purpose,
            allowed=allowed,
            wording=wording,
            said=said,
            channel=channel,
            answered_by_kind=by.kind,
            answered_by=by.person,
            answered_at=at,
        )
        record(
            "consent_given" if allowed else "consent_refused",
            consent,
            by=by,
            at=at,
            children=[child.pk],
            purpose=purpose,
        )
        return consent


class Consent(models.Model):
    """One answer of one parent: yes or no, to which wording, given when and through whom."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey(Child, models.CASCADE, related_name="consents")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=14, choices=Purpose)
    allowed = models.BooleanField()
    wording = models.CharField(max_length=20)
    said = models.TextField(blank=True)  # the question, word for word, as it was answered
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.PORTAL)
    answered_by_kind = models.CharField(max_length=12)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "purpose", "guardian"],
                condition=Q(replaced_at=None),
                name="one_current_answer_per_parent",
            )
        ]
