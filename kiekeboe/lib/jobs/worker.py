"""The worker process: gives out what the clock asks for and does what is due, until it is told."""

import logging
import signal
import threading
import time
from collections.abc import Sequence

from django.db import Error, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from kiekeboe.lib.jobs.registry import QUICK, SLOW

log = logging.getLogger("kiekeboe.jobs")
PAUSE = 0.5  # seconds between two looks at an empty queue
BETWEEN_TURNS = 15.0


def run() -> None:
    """Work until SIGTERM, or SIGUSR2 when another takes over.

    What is being done is finished first, unless it is slow work: that is cut off, and
    found again by `find_lost_assignments`.
    """
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGUSR2):
        signal.signal(each, lambda *_: stop.set())
    threading.Thread(target=keep_working, args=(stop, SLOW), name="slow", daemon=True).start()
    keep_working(stop, QUICK)


def keep_working(stop: threading.Event, lane: str) -> None:
    """Do the work of one lane; that of the quick lane also looks at the clock."""
    looked = 0.0
    while not stop.is_set():
        try:
            if lane == QUICK and time.monotonic() - looked >= BETWEEN_TURNS:
                looked = time.monotonic()
                look_at_the_clock()
            work_off(stop, [lane])
        except Error:
            # The database is away or busy: the queue is still there when it is back.
            log.warning("the worker lost its database", exc_info=True)
            connection.close()
            stop.wait(2)
        stop.wait(PAUSE)
        close_old_connections()


def look_at_the_clock() -> None:
    from kiekeboe.lib.jobs.models import Turn
    from kiekeboe.lib.jobs.registry import schedules

    now = timezone.now()
    for schedule in schedules.values():
        Turn.take(schedule, at=now)


def work_off(stop: threading.Event | None = None, lanes: Sequence[str] = (QUICK, SLOW)) -> int:
    """Do what is due now with django-tasks' own worker; the answer is how many were done."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    done = 0
    due = DBTaskResult.objects.filter(queue_name__in=lanes)
    while not (stop and stop.is_set()) and due.ready().exists():
        worker = Worker(
            queue_names=list(lanes),
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.run()
        done += worker._run_tasks
    return done
