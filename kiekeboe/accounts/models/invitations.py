"""The one way in: a link that works once, for one person."""

from django.db import models
from django.db.models import Q

from kiekeboe.lib.ids import uuid7


class InvitationQuerySet(models.QuerySet):
    def open(self, at):
        """Invitations that can still be accepted at this moment."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at, tries__lt=5)


class Invitation(models.Model):
    """For a guardian (asks a child's birth date) or an employee (an owner's first hour)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    guardian = models.ForeignKey(
        "people.Guardian", models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    employee = models.ForeignKey(
        "people.Employee", models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    email = models.EmailField()
    key_hash = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(guardian=None, employee__isnull=False)
                | Q(guardian__isnull=False, employee=None),
                name="an_invitation_is_for_one_person",
            ),
            models.UniqueConstraint(
                fields=["organisation", "guardian"],
                condition=Q(accepted_at=None, revoked_at=None, guardian__isnull=False),
                name="one_open_invitation_per_guardian",
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee"],
                condition=Q(accepted_at=None, revoked_at=None, employee__isnull=False),
                name="one_open_invitation_per_employee",
            ),
        ]
