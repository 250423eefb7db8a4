"""What is to be done (with its key, its tries and its end) and when the clock last gave work."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.jobs.registry import QUICK, Job, Schedule, jobs


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def waiting(self):
        return self.filter(ended_at=None)

    def dead(self):
        """What was tried to the end and did not work: the office sees these."""
        return self.filter(ended_at__isnull=False).exclude(problem="")

    def done(self):
        return self.filter(ended_at__isnull=False, problem="")

    @transaction.atomic
    def give(
        self, job: Job, arguments: Sequence[Any], *, key: str = "", after: datetime | None = None
    ) -> "Assignment":
        """Put a job in the queue, or answer the one that waits under the same key."""
        if key and (same := self.waiting().filter(key=key).first()):
            return same
        try:
            with transaction.atomic():
                assignment = self.create(job=job.name, arguments=list(arguments), key=key)
        except IntegrityError:  # another process gave the same key between our two questions
            return self.waiting().get(key=key)
        assignment.queue(after)
        return assignment


class Assignment(models.Model):
    """One thing to be done. A problem is told by its class, never by its words: those may quote."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    job = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    key = models.CharField(max_length=200, blank=True)
    tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(ended_at=None) & ~models.Q(key=""),
                name="one_waiting_assignment_per_key",
            )
        ]
        indexes = [models.Index(fields=["ended_at", "due_at"], name="assignments_by_end")]

    def __str__(self) -> str:
        return f"{self.job} ({self.tries})"

    def queue(self, after: datetime | None = None) -> None:
        from kiekeboe.lib.jobs.tasks import carry_out

        self.due_at = after or timezone.now()
        self.save(update_fields=["due_at"])
        lane = jobs[self.job].lane if self.job in jobs else QUICK
        carry_out.using(run_after=after, queue_name=lane).enqueue(str(self.pk))

    def succeeded(self) -> None:
        self.tries += 1
        self.problem, self.ended_at = "", timezone.now()
        self.save(update_fields=["tries", "problem", "ended_at"])

    @transaction.atomic
    def failed(self, error: BaseException, waits: Sequence[int]) -> None:
        """Try again after the next wait; after the last one the assignment is dead."""
        kind = type(error)
        self.tries += 1
        self.problem = f"{kind.__module__}.{kind.__qualname__}"[:200]
        if self.tries <= len(waits):
            self.save(update_fields=["tries", "problem"])
            self.queue(timezone.now() + timedelta(seconds=waits[self.tries - 1]))
        else:
            self.ended_at = timezone.now()
            self.save(update_fields=["tries", "problem", "ended_at"])

    @transaction.atomic
    def revive(self) -> None:
        """Start a dead assignment again from its first try. One that lives is left alone."""
        if type(self).objects.dead().filter(pk=self.pk).update(ended_at=None, tries=0):
            self.refresh_from_db()
            self.queue()


class Turn(models.Model):
    """When a schedule gives its next assignment."""

    name = models.CharField(primary_key=True, max_length=200)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def take(cls, schedule: Schedule, *, at: datetime) -> bool:
        """Give the assignment when it is its turn; of many workers, one does."""
        name = schedule.job.name
        _, first = cls.objects.get_or_create(name=name, defaults={"next_at": at + schedule.step})
        # A condition in the update rather than a lock: whoever changes the row has the turn.
        mine = cls.objects.filter(name=name, next_at__lte=at).update(next_at=at + schedule.step)
        if first or mine:
            schedule.job.later(key=f"turn:{name}")
        return bool(first or mine)
