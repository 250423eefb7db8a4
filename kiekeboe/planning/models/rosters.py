"""When colleagues work, when they do not, and when they really did."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class RosterShift(models.Model):
    """When a colleague is planned in which group; the planned ratio reads this."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="roster")
    group = models.ForeignKey("organisation.Group", models.CASCADE, related_name="roster")
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_roster_shift_has_length"
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee", "day", "starts_at"],
                name="one_roster_shift_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "group", "day"], name="roster_by_group"),
            models.Index(fields=["organisation", "employee", "day"], name="roster_by_colleague"),
        ]


class Stint(models.Model):
    """When a colleague really was in a group: clocked in and out on the tablet (H2).

    The ratio of this moment reads this. Who forgets to clock out is clocked out at closing time,
    marked so that the office looks at it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="stints")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="stints")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_by_house = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="a_stint_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee"],
                condition=Q(ended_at=None, withdrawn_at=None),
                name="a_colleague_is_in_one_group",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "group", "started_at"], name="stints")]


class StaffAbsence(models.Model):
    """A colleague who is away: leave that is asked for and decided, or sickness that is told."""

    class Kind(models.TextChoices):
        LEAVE = "leave", _("On leave")
        SICK = "sick", _("Sick")
        TRAINING = "training", _("Training")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)  # empty: sick until further notice
    words = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None, kind="sick") | Q(last_day__gte=F("first_day")),
                name="a_staff_absence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "declined"]) | Q(decided_at__isnull=False),
                name="a_decision_about_leave_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee"],
                condition=Q(kind="sick", last_day=None, state="approved"),
                name="a_colleague_is_sick_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "employee", "first_day"], name="staff_absences")
        ]


class SteadyFace(models.Model):
    """A colleague who is one of the steady faces (vaste gezichten) of a child; days inclusive."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="steady_faces")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="steady_for")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="a_steady_face_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "employee"],
                condition=Q(last_day=None),
                name="a_steady_face_is_named_once",
            ),
        ]
