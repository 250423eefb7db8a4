"""What families ask, what was answered, and by which rule (E5–E9)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class RequestQuerySet(models.QuerySet):
    def undecided(self):
        """What still waits for somebody: a person, a place, or the family."""
        return self.filter(state__in=UNDECIDED)


class Request(models.Model):
    """One question of one guardian about one child."""

    class Ask(models.TextChoices):
        LEAVE = "leave", _("Leave")
        EXTRA = "extra", _("Extra day")
        SWAP = "swap", _("Swap a day")
        CREDIT = "credit", _("Use the balance")
        FLEXIBLE = "flexible", _("Flexible day")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REQUESTED = "requested", _("Requested")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("Offered")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="requests")
    guardian = models.ForeignKey(
        "people.Guardian", models.PROTECT, null=True, related_name="requests"
    )
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="requests")
    ask = models.CharField(max_length=8, choices=Ask)
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    day = models.DateField()
    last_day = models.DateField()  # the same day but for leave
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    old_day = models.DateField(null=True, blank=True)
    old_starts_at = models.TimeField(null=True, blank=True)
    old_ends_at = models.TimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    rule = models.CharField(max_length=20, blank=True)  # of request_policy.Rule
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_kind = models.CharField(max_length=12, blank=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)  # until when an offer stands
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="proposals")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), last_day__gte=F("day")),
                name="a_request_has_length",
            ),
            models.CheckConstraint(
                condition=Q(ask="swap", old_day__isnull=False) | (~Q(ask="swap") & Q(old_day=None)),
                name="a_swap_request_gives_a_day_up",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(answer_by__isnull=False),
                name="an_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "declined"]) | Q(decided_at__isnull=False),
                name="a_decision_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "group", "day"],
                condition=Q(state__in=["requested", "waiting", "offered"]),
                name="undecided_by_group",
            ),
            models.Index(fields=["organisation", "child", "day"], name="requests_by_child"),
        ]


UNDECIDED = (Request.State.REQUESTED, Request.State.WAITING, Request.State.OFFERED)
