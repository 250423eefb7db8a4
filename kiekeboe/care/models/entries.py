"""The diary: one row per thing that was logged, whatever its kind."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q

from kiekeboe.care import kinds
from kiekeboe.care.drafts import Conflict
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7

LONGEST = timedelta(hours=24)  # no entry runs longer, so a day looks back no further


class EntryQuerySet(models.QuerySet):
    def standing(self):
        """Entries that were not taken back."""
        return self.filter(withdrawn_at=None)

    def shared(self):
        """What parents may read: shared by staff and still standing."""
        return self.standing().filter(visible_to_parents=True)

    def shared_with_relatives(self):
        """What relatives read along: no accidents, medicines and temperatures (A6)."""
        return self.shared().exclude(kind__in=kinds.MEDICAL)

    def shown_to(self, relation):
        """What may be read through this relation to a child, of that child."""
        shown = self.shared_with_relatives() if relation.is_relative else self.shared()
        return shown.filter(child=relation.child_id)

    def of_day(self, child_ids, start, end):
        """Entries of these children that touch the half-open stretch [start, end)."""
        return self.touching(child_ids, since=start - LONGEST, start=start, end=end)

    def touching(self, child_ids, *, since, start, end):
        """Entries begun after `since` that touch the half-open stretch [start, end)."""
        return self.filter(
            Q(ended_at=None) | Q(ended_at__gt=start) | Q(started_at__gte=start),
            child__in=child_ids,
            started_at__gte=since,
            started_at__lt=end,
        )

    def running(self):
        """Sleeps that have not ended."""
        return self.standing().filter(kind="sleep", ended_at=None)


class Entry(models.Model):
    """One moment or stretch of a child's day, in the words of its kind.

    `author` and `device` are who logged it; `heard_at` is when the server heard, `started_at`
    when it happened. A change makes the next revision and keeps the former one as a row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="entries")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    visible_to_parents = models.BooleanField(default=True)
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="entries")
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child"],
                condition=Q(kind="sleep", ended_at=None, withdrawn_at=None),
                name="one_running_sleep_per_child",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="an_entry_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(kind="care_note", visible_to_parents=True),
                name="a_care_note_stays_with_staff",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "child", "-started_at"], name="day_of_a_child")
        ]

    @property
    def was_changed(self):
        return self.revision > 1

    def content(self):
        """What was logged, for comparing and for history."""
        return {name: getattr(self, name) for name in CONTENT}

    @transaction.atomic
    def revise(self, *, based_on, by, at, **changes):
        """Change what was logged. The same change again changes nothing.

        Raises Conflict when somebody else changed it after revision `based_on`.
        """
        entry = Entry.objects.select_for_update().get(pk=self.pk)
        if all(getattr(entry, name) == value for name, value in changes.items()):
            return entry
        if entry.revision != based_on or entry.withdrawn_at:
            raise Conflict(entry)
        entry.keep_version(by=by, at=at)
        for name, value in changes.items():
            setattr(entry, name, value)
        entry.revision += 1
        entry.save(update_fields=[*changes, "revision"])
        entry.tell("entry_changed", by=by, at=at)
        return entry

    @transaction.atomic(savepoint=False)
    def end(self, *, by, at):
        """End a running sleep. Waking a child that is awake changes nothing."""
        running = Entry.objects.running().filter(pk=self.pk, started_at__lte=at)
        if ended := running.update(ended_at=at):
            self.ended_at = at
            self.tell("woke_up", by=by, at=at)
        else:
            self.refresh_from_db()
        return bool(ended)

    @transaction.atomic
    def withdraw(self, *, by, at):
        """Take the entry back; it stays in the history. Twice changes nothing."""
        if (
            Entry.objects.standing()
            .filter(pk=self.pk)
            .update(withdrawn_at=at, withdrawn_by=by.person)
        ):
            self.tell("entry_withdrawn", by=by, at=at)
        self.refresh_from_db()

    @transaction.atomic
    def restore(self, *, by, at):
        """Undo a withdrawal, unless the child started another sleep since (Conflict)."""
        running = Entry.objects.running().filter(child=self.child_id).exclude(pk=self.pk)
        if self.kind == "sleep" and not self.ended_at and (other := running.first()):
            raise Conflict(other)
        gone = Entry.objects.filter(pk=self.pk, withdrawn_at__isnull=False)
        if gone.update(withdrawn_at=None, withdrawn_by=None):
            self.tell("entry_restored", by=by, at=at)
        self.refresh_from_db()

    def keep_version(self, *, by, at):
        """Write the present content down before it changes."""
        EntryVersion.objects.create(
            organisation_id=self.organisation_id,
            entry=self,
            revision=self.revision,
            replaced_by=by.person,
            replaced_at=at,
            **self.content(),
        )

    def tell(self, verb, *, by, at):
        record(
            verb,
            self,
            by=by,
            at=at,
            children=[self.child_id],
            group=self.group_id,
            kind=self.kind,
            shared=self.visible_to_parents,
        )


CONTENT = ("started_at", "ended_at", "amount", "details", "note", "visible_to_parents")


class EntryVersion(models.Model):
    """What an entry said before it was changed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    details = models.JSONField(default=dict)
    note = models.TextField(max_length=2000, blank=True)
    visible_to_parents = models.BooleanField()
    replaced_by = models.UUIDField(null=True)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "entry", "revision"], name="a_version_is_kept_once"
            )
        ]


class SleepLook(models.Model):
    """A colleague looked at a sleeping child (slaapcontrole)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="looks")
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "entry", "looked_at"], name="sleep_looks")]
