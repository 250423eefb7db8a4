"""Which group a child belongs to."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q

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
