"""When a child is expected by contract, week after week."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7


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
    every_weeks = models.PositiveSmallIntegerField(default=1)  # 2: every other week
    day_types = models.JSONField(default=list, blank=True)  # of the school; empty: every day
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
            models.CheckConstraint(condition=Q(every_weeks__gte=1), name="a_week_comes_back"),
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
