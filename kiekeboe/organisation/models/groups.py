"""Groups: children and caregivers who share a room."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.changing import change
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models.in_use import InUse
from kiekeboe.organisation.models.locations import Location
from kiekeboe.organisation.models.organisations import Organisation


class GroupManager(models.Manager.from_queryset(InUse)):
    @transaction.atomic
    def add(self, location, name, *, by, at, **facts):
        """Start a group under its name; a name in use at this location gives that group."""
        group, new = self.get_or_create(
            organisation_id=location.organisation_id,
            location=location,
            name=name,
            ended_on=None,
            defaults=facts,
        )
        if new:
            record("group_added", group, by=by, at=at, group=group.pk)
        return group


class Group(models.Model):
    """Children and caregivers who share a room. Gets an end date, is never removed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groups")
    location = models.ForeignKey(Location, models.PROTECT, related_name="groups")
    name = models.CharField(_("name"), max_length=60)
    age_from_months = models.PositiveSmallIntegerField(_("from age (months)"), default=0)
    age_to_months = models.PositiveSmallIntegerField(_("to age (months)"), default=48)
    capacity = models.PositiveSmallIntegerField(_("places"))
    colour = models.PositiveSmallIntegerField(_("colour"), default=1)
    ended_on = models.DateField(null=True, blank=True)

    objects = GroupManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "name"],
                condition=Q(ended_on=None),
                name="one_group_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(age_to_months__gt=F("age_from_months")), name="group_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_group_has_places"),
            models.CheckConstraint(
                condition=Q(colour__gte=1, colour__lte=8), name="a_group_has_one_of_eight_colours"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def letter(self):
        return self.name[:1].upper()

    def suits(self, age_months: int) -> bool:
        """Whether a child of this age belongs here; the upper age is not part of it."""
        return self.age_from_months <= age_months < self.age_to_months

    def edit(self, *, by, at, **facts):
        """Change what is known of the group. The same facts again change nothing."""
        return change(self, "group_changed", by=by, at=at, group=self.pk, **facts)

    @transaction.atomic
    def end(self, *, on, by, at):
        """The last day of the group. Ending it again changes nothing.

        Children must have left before; `kiekeboe.planning.ending` sees to that.
        """
        if Group.objects.filter(pk=self.pk, ended_on=None).update(ended_on=on):
            record("group_ended", self, by=by, at=at, group=self.pk)
        self.refresh_from_db()
