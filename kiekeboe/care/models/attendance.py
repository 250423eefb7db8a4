"""Who is in the house: brought, collected, corrected."""

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.prepared import Prepared
from kiekeboe.lib.writing import insert


class AlreadyHere(Exception):
    """The child was checked in before; `visit` is the one that is open."""

    def __init__(self, visit):
        super().__init__("the child is already here")
        self.visit = visit


class AlreadyLeft(Exception):
    """Somebody said before, otherwise, when and with whom the child went home."""

    def __init__(self, visit):
        super().__init__("the child went home already")
        self.visit = visit


class Overlaps(Exception):
    """The child cannot be here twice at the same time."""


class UnknownCollector(Exception):
    """Nobody on the child's list; must be confirmed by the caregiver."""


class VisitQuerySet(models.QuerySet):
    def open(self):
        """Children who are in the house now."""
        return self.filter(left_at=None, withdrawn_at=None)

    def standing(self):
        """Visits that were not taken back."""
        return self.filter(withdrawn_at=None)

    def between(self, start, end):
        """Visits that touch the half-open stretch of time [start, end)."""
        return self.standing().filter(Q(left_at=None) | Q(left_at__gt=start), arrived_at__lt=end)


class VisitManager(models.Manager.from_queryset(VisitQuerySet)):
    @transaction.atomic
    def check_in(self, id, *, child, group, brought_by="", by, at):
        """Let a child in under the id the tablet chose. Saying it again changes nothing.

        Raises AlreadyHere when another visit is open, Overlaps when a finished one lasted
        beyond `at` or when the id is that of somebody else's visit.
        """
        for known in _BY_ID(id=id):
            if (known.organisation_id, known.child_id) != (by.organisation, child.pk):
                raise Overlaps
            return known
        child.__class__.objects.select_for_update().filter(pk=child.pk).order_by().first()
        beyond = _BEYOND(organisation=by.organisation, child=child.pk, at=at)
        if standing := next((one for one in beyond if one.left_at is None), None):
            raise AlreadyHere(standing)
        if beyond:
            raise Overlaps
        visit = self.model(
            id=id,
            organisation_id=by.organisation,
            child=child,
            group=group,
            arrived_at=at,
            brought_by=brought_by,
            checked_in_by=by.person,
            checked_in_device=by.device,
        )
        try:
            with transaction.atomic():
                insert([visit])
        except IntegrityError as error:
            here = self.open().filter(organisation=by.organisation, child=child)
            raise AlreadyHere(here.first()) from error
        record("checked_in", visit, by=by, at=at, children=[child.pk], group=group.pk)
        return visit

    @transaction.atomic
    def write_down(self, id, *, child, group, arrived_at, left_at, by, at):
        """A stay that nobody tapped, with its true times. Twice is once.

        Raises Overlaps when the child was here at that time already.
        """
        child.__class__.objects.select_for_update().filter(pk=child.pk).order_by().first()
        if known := self.filter(pk=id, organisation=by.organisation, child=child).first():
            return known
        others = self.standing().filter(child=child, arrived_at__lt=left_at)
        if others.filter(Q(left_at=None) | Q(left_at__gt=arrived_at)).exists():
            raise Overlaps
        visit = self.create(
            id=id,
            organisation_id=by.organisation,
            child=child,
            group=group,
            arrived_at=arrived_at,
            left_at=left_at,
            corrected_at=at,
            corrected_by=by.person,
        )
        record("visit_written_down", visit, by=by, at=at, children=[child.pk], group=group.pk)
        return visit


class Visit(models.Model):
    """One stay of a child, from door to door. Open while `left_at` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="visits")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="visits")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    brought_by = models.CharField(max_length=80, blank=True)
    collected_by = models.CharField(max_length=80, blank=True)
    collector_confirmed = models.BooleanField(default=False)
    checked_in_by = models.UUIDField(null=True)
    checked_in_device = models.UUIDField(null=True)
    checked_out_by = models.UUIDField(null=True)
    checked_out_device = models.UUIDField(null=True)
    closed_by_clock_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = VisitManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child"],
                condition=Q(left_at=None, withdrawn_at=None),
                name="one_open_visit_per_child",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gt=F("arrived_at")),
                name="a_visit_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "child", "-arrived_at"], name="visits_by_child"),
            models.Index(fields=["organisation", "group", "-arrived_at"], name="visits_by_group"),
            # Who is or was here today, without reading the visits of former years.
            models.Index(fields=["organisation", "left_at"], name="visits_by_leaving"),
        ]

    @transaction.atomic
    def check_out(self, *, collected_by="", confirmed=False, may_collect=True, by, at):
        """Let a child go home. A child that went home already stays as it was.

        `may_collect` is what the list of collectors says; without it the caregiver must have
        confirmed, otherwise UnknownCollector is raised.
        """
        if not may_collect and not confirmed:
            raise UnknownCollector
        told = {
            "left_at": at,
            "collected_by": collected_by,
            "collector_confirmed": not may_collect,
            "checked_out_by": by.person,
            "checked_out_device": by.device,
        }
        gone = Visit.objects.open().filter(pk=self.pk).update(**told)
        if not gone:
            self.refresh_from_db()
            return False
        for name, value in told.items():
            setattr(self, name, value)
        record("checked_out", self, by=by, at=at, children=[self.child_id], group=self.group_id)
        return True

    @transaction.atomic
    def go_home(self, *, collected_by, may_collect, by, at, told_at):
        """Let a child go home, told by a tablet that may be late (`told_at`: when it was written).

        A visit that the clock closed gets its true time. Saying the same again changes nothing.
        Raises AlreadyLeft when a person said otherwise before, Overlaps when the child came back
        before `at`.
        """
        [visit] = _LOCKED(id=self.pk)
        if visit.left_at is None:
            self.check_out(
                collected_by=collected_by, confirmed=True, may_collect=may_collect, by=by, at=at
            )
            return
        if visit.closed_by_clock_at and not visit.corrected_at:
            Visit.objects.filter(pk=self.pk).update(
                collected_by=collected_by,
                collector_confirmed=not may_collect,
                checked_out_by=by.person,
                checked_out_device=by.device,
            )
            visit.correct(arrived_at=visit.arrived_at, left_at=at, by=by, at=told_at)
        elif (visit.left_at, visit.collected_by) != (at, collected_by):
            raise AlreadyLeft(visit)
        self.refresh_from_db()

    @transaction.atomic
    def reopen(self, *, by, at):
        """Undo a check-out. Raises AlreadyHere when the child came back since."""
        self.child.__class__.objects.select_for_update().get(pk=self.child_id)
        others = Visit.objects.standing().filter(child=self.child_id).exclude(pk=self.pk)
        if later := others.filter(arrived_at__gt=self.arrived_at).order_by("-arrived_at").first():
            raise AlreadyHere(later)
        gone = Visit.objects.standing().filter(pk=self.pk, left_at__isnull=False)
        undone = gone.update(
            left_at=None, collected_by="", collector_confirmed=False, closed_by_clock_at=None
        )
        if undone:
            self._record("check_out_undone", by, at)

    @transaction.atomic
    def withdraw(self, *, by, at):
        """Undo a check-in that was a mistake; the row stays, marked."""
        if Visit.objects.standing().filter(pk=self.pk).update(withdrawn_at=at):
            self._record("check_in_undone", by, at)

    @transaction.atomic
    def close_by_clock(self, *, by, at):
        """Nobody tapped at closing time: close the visit, marked for the correction list (B3)."""
        open_visit = Visit.objects.open().filter(pk=self.pk)
        if open_visit.update(left_at=at, closed_by_clock_at=at):
            self._record("closed_by_clock", by, at)

    @transaction.atomic
    def correct(self, *, arrived_at, left_at, by, at):
        """Set the true times. Raises Overlaps when they would touch another stay of the child."""
        self.child.__class__.objects.select_for_update().get(pk=self.child_id)
        others = Visit.objects.standing().filter(child=self.child_id).exclude(pk=self.pk)
        until = left_at or arrived_at
        if others.filter(
            Q(left_at=None) | Q(left_at__gt=arrived_at), arrived_at__lt=until
        ).exists():
            raise Overlaps
        Visit.objects.filter(pk=self.pk).update(
            arrived_at=arrived_at, left_at=left_at, corrected_at=at, corrected_by=by.person
        )
        self._record("visit_corrected", by, at)

    @transaction.atomic
    def name_bringer(self, name, *, by, at):
        """Say afterwards who brought the child. The same name again changes nothing."""
        changed = Visit.objects.standing().filter(pk=self.pk).exclude(brought_by=name)
        if changed.update(brought_by=name):
            self._record("bringer_named", by, at)

    def _record(self, verb, by, at):
        record(verb, self, by=by, at=at, children=[self.child_id], group=self.group_id)
        self.refresh_from_db()


def _beyond(organisation, child, at):
    """Visits of a child that last beyond a moment, the open one too."""
    visits = Visit.objects.standing().filter(organisation=organisation, child=child)
    return visits.filter(Q(left_at=None) | Q(left_at__gt=at)).order_by()


_BY_ID = Prepared(lambda id: Visit.objects.filter(pk=id).order_by(), id=models.UUIDField())
_LOCKED = Prepared(
    lambda id: Visit.objects.select_for_update().filter(pk=id).order_by(), id=models.UUIDField()
)
_BEYOND = Prepared(
    _beyond, organisation=models.UUIDField(), child=models.UUIDField(), at=models.DateTimeField()
)
