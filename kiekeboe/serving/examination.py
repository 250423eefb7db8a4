"""The questions of `kiekeboe doctor`. Each answers what is wrong in a few words, or nothing."""

import shutil
import smtplib
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.core import mail
from django.db import connection

from kiekeboe.lib import health, migrations

SLOWEST_CLOCK = 60  # seconds


def database() -> str:
    """SQLite reads every page; PostgreSQL only shows that it answers (its pages have checksums)."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT 1")
            return ""
        found = cursor.execute("PRAGMA integrity_check(5)").fetchall()
        loose = cursor.execute("PRAGMA foreign_key_check").fetchmany(5)
    if found != [("ok",)]:
        return f"the file is damaged: {found[0][0]}"
    return f"rows that point at nothing in {loose[0][0]}" if loose else ""


def tables() -> str:
    missing = sorted(migrations.missing())
    return f"{len(missing)} migrations to do: run kiekeboe migrate" if missing else ""


def disk() -> str:
    free = shutil.disk_usage(settings.DATA).free
    return "" if free > health.LEAST_ROOM else f"only {free // 1024**2} MiB free"


def permissions() -> str:
    """Keys, files and database are for the account that serves, and for nobody else."""
    for name in ("keys", "files", "db.sqlite3"):
        path = settings.DATA / name
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o007:
            return f"{path} can be opened by every account on this machine (chmod o-rwx)"
    return ""


def clock() -> str:
    """Against the newest file and, on PostgreSQL, against the clock of the database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            difference = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
        if difference > SLOWEST_CLOCK:
            return f"differs {difference:.0f} s from the database's"
    newest = max((path.stat().st_mtime for path in settings.DATA.glob("*")), default=0)
    return "is behind the newest file of this installation" if newest > time.time() + 60 else ""


def post() -> str:
    try:
        with mail.get_connection(fail_silently=False, timeout=5):
            return ""
    except (OSError, smtplib.SMTPException) as error:
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return f"the mail server {where} cannot be used ({type(error).__name__})"


def record() -> str:
    """The chain of events: whether one was changed or is missing."""
    from kiekeboe.events import chain
    from kiekeboe.organisation.models import Organisation

    ids = Organisation.objects.values_list("pk", flat=True)
    broken = next(filter(None, map(chain.verify, ids)), None)
    broken = broken or next(chain.against_anchors(settings.ANCHORS), None)
    return f"event {broken.sequence} of {broken.organisation} is {broken.what}" if broken else ""


def work() -> str:
    from kiekeboe.lib.jobs.models import Assignment

    if late := health.waited_too_long():
        return f"{late} jobs wait longer than ten minutes: is the worker running?"
    dead = Assignment.objects.dead().count()
    return f"{dead} jobs were given up" if dead else ""


PARTS: dict[str, Callable[[], str]] = {
    "database": database,
    "tables": tables,
    "disk": disk,
    "permissions": permissions,
    "clock": clock,
    "mail": post,
    "record of events": record,
    "background work": work,
}
# Apps above add their own questions here in their AppConfig.ready, such as files without a row.
