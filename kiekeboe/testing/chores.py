"""Doing what waits in the queue inside the transaction of a test, without the worker's loop."""

from django.utils import timezone

from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.lib.jobs.tasks import carry_out


def do_what_waits() -> int:
    """Do every job that is due; the answer is how many there were."""
    done = 0
    while due := Assignment.objects.waiting().filter(due_at__lte=timezone.now()).first():
        before = due.tries
        carry_out.func(str(due.pk))
        due.refresh_from_db()
        assert due.ended_at, f"{due.job} failed: {due.problem} (try {before + 1})"
        done += 1
    return done
