"""What parents ask to change of what we know of their child (A8), and who else we may call."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.once import create_once
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7


class EmergencyContactManager(models.Manager):
    @transaction.atomic
    def add(self, id, child, *, by, at, **facts):
        """Write down whom to call when no parent answers. The same id again changes nothing."""
        contact, new = create_once(self, id, child.organisation_id, child=child, **facts)
        if new:
            record("contact_named", contact, by=by, at=at, children=[child.pk])
        return contact

    def standing(self):
        return self.filter(ended_on=None)


class EmergencyContact(models.Model):
    """Whom we call when no parent answers (noodcontact). This gives no right to collect."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="emergency_contacts")
    name = models.CharField(_("name"), max_length=80)
    relation = models.CharField(_("what they are to the child"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=30)
    ended_on = models.DateField(null=True, blank=True)

    objects = EmergencyContactManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(phone=""), name="a_contact_can_be_called"
            )
        ]

    def __str__(self):
        return self.name

    @transaction.atomic
    def end(self, *, on, by, at):
        """Call this person no more. Ending it again changes nothing."""
        if EmergencyContact.objects.filter(pk=self.pk, ended_on=None).update(ended_on=on):
            record("contact_ended", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()


class ProfileChange(models.Model):
    """One thing about a child that a parent wants changed (profielwijziging), until it is decided.

    `before` and `after` hold the facts by name, as text. Nothing of another household is ever
    written in either: ending somebody keeps only the name.
    """

    class About(models.TextChoices):
        NAME = "name", _("Name")
        FEEDING = "feeding", _("Food and drink")
        HEALTH = "health", _("Health")
        DOCTOR = "doctor", _("Doctor")
        ALLERGY = "allergy", _("New allergy")
        ALLERGY_END = "allergy-end", _("Allergy is over")
        COLLECTOR = "collector", _("May collect")
        COLLECTOR_END = "collector-end", _("May not collect any more")
        CONTACT = "contact", _("Emergency contact")
        CONTACT_END = "contact-end", _("No emergency contact any more")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the office")
        APPROVED = "approved", _("Changed")
        DECLINED = "declined", _("Not changed")
        WITHDRAWN = "withdrawn", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="profile_changes")
    guardian = models.ForeignKey(
        "people.Guardian", models.PROTECT, related_name="profile_changes"
    )  # who asks
    about = models.CharField(max_length=16, choices=About)
    of = models.UUIDField(null=True, blank=True)  # the allergy, collector or contact that ends
    key = models.CharField(max_length=120)  # of one key only one change waits per child
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "key"],
                condition=Q(state="waiting"),
                name="one_profile_change_waits_per_fact",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="a_profile_change_is_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="a_declined_profile_change_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "state", "asked_at"], name="profile_changes_waiting"
            )
        ]
