"""Care apart from the weekly pattern, and the day that a swap gives up for it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class BookingQuerySet(models.QuerySet):
    def standing(self):
        """Bookings that were not cancelled."""
        return self.filter(cancelled_at=None)


class Booking(models.Model):
    """One stretch of care on one day. A swap names the stretch that was given up for it in the
    same row: the one cannot be there without the other."""

    class Kind(models.TextChoices):
        FLEXIBLE = "flexible", _("Flexible day")
        EXTRA = "extra", _("Extra day")
        SWAP = "swap", _("Swapped day")
        CREDIT = "credit", _("Day from the balance")
        BONUS = "bonus", _("Free day")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="bookings")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="bookings")
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    old_day = models.DateField(null=True, blank=True)
    old_starts_at = models.TimeField(null=True, blank=True)
    old_ends_at = models.TimeField(null=True, blank=True)
    given_up_to = models.UUIDField(null=True)  # the swap that gave this day up, if one did
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_booking_has_length"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="swap",
                    old_day__isnull=False,
                    old_starts_at__isnull=False,
                    old_ends_at__isnull=False,
                    old_ends_at__gt=F("old_starts_at"),
                )
                | (Q(old_day=None, old_starts_at=None, old_ends_at=None) & ~Q(kind="swap")),
                name="a_swap_gives_a_day_up",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "day", "starts_at"],
                condition=Q(cancelled_at=None, given_up_to=None),
                name="one_booking_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "old_day", "old_starts_at"],
                condition=Q(cancelled_at=None, kind="swap"),
                name="a_day_is_swapped_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "group", "day"], name="bookings_by_group"),
            models.Index(fields=["organisation", "child", "day"], name="bookings_by_child"),
            models.Index(
                fields=["organisation", "child", "old_day"],
                condition=Q(kind="swap"),
                name="swapped_days_by_child",
            ),
        ]
