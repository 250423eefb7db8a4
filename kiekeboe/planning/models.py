"""Which group a child belongs to, when it is expected, and when it stays at home."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7


class PlacementQuerySet(models.QuerySet):
    def in_force(self, day):
        """Placements that hold on `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)


class PlacementManager(models.Manager.from_queryset(PlacementQuerySet)):
    @transaction.atomic
    def place(self, *, child, group, started_on, by, at):
        """Put a child in a group from `started_on`; an older placement ends the day before.

        Placing a child where it already is changes nothing.
        """
        current = self.select_for_update().filter(child=child, ended_on=None).first()
        if current and current.group_id == group.pk:
            return current
        if current and current.started_on >= started_on:
            current.delete()
        elif current:
            current.ended_on = started_on - timedelta(days=1)
            current.save(update_fields=["ended_on"])
        placement = self.create(
            organisation_id=child.organisation_id, child=child, group=group, started_on=started_on
        )
        record("child_placed", placement, by=by, at=at, children=[child.pk], group=group.pk)
        return placement


class Placement(models.Model):
    """The child's own group (stamgroep) over a period; both dates inclusive."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="placements")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="placements")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = PlacementManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child"],
                condition=Q(ended_on=None),
                name="one_open_placement_per_child",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_placement_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "group"], name="placements_by_group")]


class ContractDayQuerySet(models.QuerySet):
    def on(self, day):
        """The contract days that fall on `day`."""
        return self.filter(
            Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day, weekday=day.isoweekday()
        )


class ContractDayManager(models.Manager.from_queryset(ContractDayQuerySet)):
    @transaction.atomic
    def agree(self, child, group, week, *, first_day, by, at):
        """Set the weekly pattern from `first_day`: {weekday: (starts, ends)}, Monday is 1.

        Days of before end the day before; the same pattern again changes nothing.
        """
        child.__class__.objects.select_for_update().get(pk=child.pk)
        standing = self.filter(child=child).filter(Q(last_day=None) | Q(last_day__gte=first_day))
        agreed = {(day, *times, group.pk) for day, times in week.items()}
        kept = set()
        for row in standing:
            slot = (row.weekday, row.starts_at, row.ends_at, row.group_id)
            if slot in agreed and row.last_day is None and row.first_day <= first_day:
                kept.add(slot)
            else:
                row.stop_before(first_day)
        fresh = [self._row(child, slot, first_day) for slot in sorted(agreed - kept, key=str)]
        changed = len(kept) < len(standing) or fresh
        self.bulk_create(fresh)
        if changed:
            record("contract_days_agreed", child, by=by, at=at, children=[child.pk], group=group.pk)

    def _row(self, child, slot, first_day):
        weekday, starts_at, ends_at, group = slot
        return self.model(
            organisation_id=child.organisation_id,
            child=child,
            group_id=group,
            weekday=weekday,
            starts_at=starts_at,
            ends_at=ends_at,
            first_day=first_day,
        )


class ContractDay(models.Model):
    """One weekday of a child's contract: from when to when, in which group."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="contract_days")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="contract_days")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    objects = ContractDayManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_contract_day_has_length"
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="a_week_has_seven_days"
            ),
            models.UniqueConstraint(
                fields=["organisation", "child", "weekday", "starts_at"],
                condition=Q(last_day=None),
                name="one_open_contract_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "group", "weekday"], name="contract_days_by_group")
        ]

    def stop_before(self, day):
        """End on the day before; a contract day that had not begun was never there."""
        if self.first_day >= day:
            self.delete()
        else:
            self.last_day = day - timedelta(days=1)
            self.save(update_fields=["last_day"])


class AbsenceQuerySet(models.QuerySet):
    def on(self, day):
        """Absences that hold on `day` and were not taken back."""
        return self.filter(
            Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day, withdrawn_at=None
        )


class Absence(models.Model):
    """A child that stays at home, and why."""

    class Kind(models.TextChoices):
        SICK = "sick", _("Sick")
        LEAVE = "leave", _("On leave")
        UNANNOUNCED = "unannounced", _("Not announced")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=12, choices=Kind)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    reported_by_kind = models.CharField(max_length=12)
    reported_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="an_absence_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["organisation", "child", "first_day"], name="absences")]


class ClosedDay(models.Model):
    """A day on which a location is closed, with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, related_name="closed_days"
    )
    day = models.DateField()
    name = models.CharField(_("reason"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "day"], name="a_day_is_closed_once"
            )
        ]


class RosterShift(models.Model):
    """When a colleague works in which group; the ratio of the moment reads this."""

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
        indexes = [models.Index(fields=["organisation", "group", "day"], name="roster_by_group")]
