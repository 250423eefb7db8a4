"""Work that is done later: retried when it fails, never done twice at once, kept when it is dead.

    @job(waits=(10, 60, 600))
    def deliver(letter_id): …

    deliver.later(str(letter.pk), key=f"letter:{letter.pk}")     # inside the verb's transaction

    @job(lane=SLOW)
    def make_film(organisation, photo): …       # may take minutes: letters do not wait for it

    @every(minutes=15)
    def forget_old_sessions(): …

Thin, on top of django-tasks: its worker runs our one task, which runs the job named in the row.
Arguments are ids and short values that fit in JSON. A job may run again after a crash, so what it
does must be harmless when done twice. A job of an organisation takes `organisation` and asks it
in every query.
"""

from kiekeboe.lib.jobs.registry import SLOW, Job, Schedule, every, job

__all__ = ["SLOW", "Job", "Schedule", "every", "job"]
