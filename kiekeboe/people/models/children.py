"""Children, and what everyone who looks after them must know."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.changing import change
from kiekeboe.events.once import create_once
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

    def like(self, first_name, last_name, born_on):
        """Children who could be this one: the same birth date and the same name."""
        return self.filter(
            first_name__iexact=first_name, last_name__iexact=last_name, born_on=born_on
        )


class ChildManager(models.Manager.from_queryset(ChildQuerySet)):
    @transaction.atomic
    def register(self, id, *, by, at, **facts):
        """Open the file of a child under an id chosen before. Saying it again changes nothing."""
        child, new = create_once(self, id, by.organisation, **facts)
        if new:
            record("child_registered", child, by=by, at=at, children=[child.pk])
        return child


class Child(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=80)
    born_on = models.DateField(_("birth date"))
    portrait = models.CharField(max_length=80, blank=True)
    medical_note = models.TextField(_("medical note"), max_length=2000, blank=True)
    feeding_note = models.CharField(_("feeding"), max_length=200, blank=True)
    doctor = models.CharField(_("doctor"), max_length=80, blank=True)
    doctor_phone = models.CharField(_("phone of the doctor"), max_length=30, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ChildManager()

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

    def edit(self, *, by, at, **facts):
        """Change what is known of the child. The same facts again change nothing."""
        return change(self, "child_changed", by=by, at=at, children=[self.pk], **facts)

    def note_health(self, *, by, at, **facts):
        """Change the medical and feeding notes; an event of its own, without their text."""
        return change(self, "health_changed", by=by, at=at, children=[self.pk], **facts)


class AllergyManager(models.Manager):
    @transaction.atomic
    def note(self, child, substance, *, by, at, **facts):
        """Write an allergy down; one that is known gets these facts."""
        known = self.filter(child=child, substance__iexact=substance, ended_on=None).first()
        if known:
            change(known, "allergy_changed", by=by, at=at, children=[child.pk], **facts)
            return known
        allergy = self.create(
            organisation_id=child.organisation_id, child=child, substance=substance, **facts
        )
        record("allergy_noted", allergy, by=by, at=at, children=[child.pk])
        return allergy


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

    objects = AllergyManager()

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

    @transaction.atomic
    def end(self, *, on, by, at):
        """The child outgrew it. Ending it again changes nothing."""
        if Allergy.objects.filter(pk=self.pk, ended_on=None).update(ended_on=on):
            record("allergy_ended", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()


class CollectorQuerySet(models.QuerySet):
    def allowed_on(self, day):
        """People outside the guardians who may collect on `day`."""
        return self.filter(
            Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day, withdrawn_at=None
        )


class CollectorManager(models.Manager.from_queryset(CollectorQuerySet)):
    @transaction.atomic
    def allow(self, id, child, *, trusted_by, by, at, **facts):
        """Let somebody collect the child; the other guardians hear of it, not `trusted_by`, the
        guardian who asked. The same id again changes nothing."""
        collector, new = create_once(self, id, child.organisation_id, child=child, **facts)
        if new:
            record("collector_added", collector, by=by, at=at, children=[child.pk],
                   guardian=str(trusted_by))  # fmt: skip
        return collector


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

    objects = CollectorManager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def withdraw(self, *, by, at):
        """Take the right to collect away. Doing it again changes nothing."""
        if Collector.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
            record("collector_withdrawn", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()
