"""The one task that django-tasks knows, and the house-keeping of the queue itself."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from kiekeboe.lib.jobs.registry import every, jobs

log = logging.getLogger("kiekeboe.jobs")
KEPT = timedelta(days=14)
LOST = timedelta(minutes=15)


@task()
def carry_out(assignment_id: str) -> None:
    """Do one assignment. It ends here whatever happens: the row says how, and when to try again."""
    from kiekeboe.lib.jobs.models import Assignment

    assignment = Assignment.objects.waiting().filter(pk=assignment_id).first()
    if assignment is None:
        return
    job = jobs.get(assignment.job)
    try:
        if job is None:
            raise LookupError("no such job")
        job.run(*assignment.arguments)
    except Exception as error:
        log.warning("a job failed: %s", assignment.job, exc_info=True)
        assignment.failed(error, job.waits if job else ())
    else:
        assignment.succeeded()


@every(minutes=5)
def find_lost_assignments() -> None:
    """Queue again what a worker was doing when it was killed: nothing else would."""
    from kiekeboe.lib.jobs.models import Assignment

    lost = Assignment.objects.waiting().filter(due_at__lt=timezone.now() - LOST)
    for assignment in lost.exclude(job=find_lost_assignments.name):
        assignment.queue()


@every(hours=6)
def forget_what_is_done() -> None:
    """Dead assignments stay until somebody looks at them; done ones go after two weeks."""
    from django_tasks_db.models import DBTaskResult

    from kiekeboe.lib.jobs.models import Assignment

    line = timezone.now() - KEPT
    Assignment.objects.done().filter(ended_at__lt=line).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=line).delete()
