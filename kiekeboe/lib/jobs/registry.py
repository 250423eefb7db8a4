"""The names under which jobs can be found, and the two decorators that give them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

# Ten seconds, a minute, ten minutes, an hour, six hours: a mail server may be away for a night.
PATIENT = (10, 60, 600, 3600, 6 * 3600)

# Letters do not wait for films: what may take minutes has a lane of its own.
QUICK, SLOW = "default", "slow"

jobs: dict[str, "Job"] = {}
schedules: dict[str, "Schedule"] = {}


@dataclass(frozen=True)
class Job:
    """A function that can be done later. Calling it does it now."""

    name: str
    run: Callable
    waits: tuple[int, ...] = field(default=PATIENT)
    lane: str = QUICK

    def __call__(self, *arguments: Any) -> Any:
        return self.run(*arguments)

    def later(self, *arguments: Any, key: str = "", after: datetime | None = None):
        """Put the job in the queue, as part of the transaction that is open.

        `key`: while a job with this key is waiting, asking again changes nothing and answers the
        one that waits. `after`: not before this moment.
        """
        from kiekeboe.lib.jobs.models import Assignment

        return Assignment.objects.give(self, arguments, key=key, after=after)


@dataclass(frozen=True)
class Schedule:
    job: Job
    step: timedelta


def job(run: Callable | None = None, *, waits: tuple[int, ...] = PATIENT, lane: str = QUICK):
    """Make a job of a function of a module; `waits` are the seconds before each next try."""

    def register(run: Callable) -> Job:
        made = Job(f"{run.__module__}.{run.__qualname__}", run, waits, lane)
        jobs[made.name] = made
        return made

    return register(run) if run else register


def every(**step: int) -> Callable[[Callable], Job]:
    """Do it again and again: `@every(minutes=5)`, `@every(days=1)`. Takes no arguments."""

    def register(run: Callable) -> Job:
        # One that fails is simply tried at its next turn.
        made = run if isinstance(run, Job) else job(run, waits=())
        schedules[made.name] = Schedule(made, timedelta(**step))
        return made

    return register
