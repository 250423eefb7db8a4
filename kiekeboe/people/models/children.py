"""Children, and what everyone who looks after them must know."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.ages import age_in_months


class ChildQuerySet(models.QuerySet):
    def placed_in(self, group_ids, day):
        """Children whose own group is one of these on `day`."""
        return self.filter(
            Q(placements__ended_on=None) | Q(placements__ended_on__gte=day),
            placements__group__in=group_ids,
            placements__started_on__lte=day,
        ).distinct()


class Child(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=80)
    born_on = models.DateField(_("birth date"))
    portrait = models.CharField(max_length=80, blank=True)
    medical_note = models.TextField(_("medical note"), max_length=2000, blank=True)
    feeding_note = models.CharField(_("feeding"), max_length=200, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["first_name", "last_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_child_leaves_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "first_name"], name="children_by_name")]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    @property
    def letters(self):
        """Two letters for when there is no picture."""
        return self.first_name[:2].capitalize()

    def months_on(self, day):
        return age_in_months(self.born_on, day)


class Allergy(models.Model):
    class Severity(models.TextChoices):
        MILD = "mild", _("Mild")
        SERIOUS = "serious", _("Serious")
        LIFE_THREATENING = "life_threatening", _("Life-threatening")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey(Child, models.CASCADE, related_name="allergies")
    substance = models.CharField(_("allergic to"), max_length=60)
    severity = models.CharField(_("how serious"), max_length=16, choices=Severity)
    plan = models.CharField(_("what to do"), max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["substance"]
        verbose_name_plural = "allergies"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "substance"],
                condition=Q(ended_on=None),
                name="one_allergy_per_substance",
            )
        ]

    def __str__(self):
        return self.substance


class CollectorQuerySet(models.QuerySet):
    def allowed_on(self, day):
        """People outside the guardians who may collect on `day`."""
        return self.filter(
            Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day, withdrawn_at=None
        )


class Collector(models.Model):
    """Someone a guardian trusts to collect the child (ophaler)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey(Child, models.CASCADE, related_name="collectors")
    name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CollectorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def withdraw(self, *, by, at):
        """Take the right to collect away. Doing it again changes nothing."""
        if Collector.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
            record("collector_withdrawn", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()
