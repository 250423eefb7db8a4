"""Whether the house is alive and ready, for load balancers and `bin/demo`; tells no secrets.

`/healthz` says that pages come back; `/readyz` that they would be right: the database answers, has
had every migration, the disk has room and the work is not piling up.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

LEAST_ROOM = 200 * 1024 * 1024  # bytes
LONGEST_WAITS = {"default": timedelta(minutes=10), "slow": timedelta(hours=3)}
PATIENCE = 3  # seconds for a database that does not answer


def health(get_response: Callable) -> Callable:
    """Middleware, before hosts are checked: a load balancer knows us by number only."""
    answers = {"/healthz": alive, "/readyz": ready}

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = answers.get(request.path)
        return answer() if answer else get_response(request)

    return middleware


def alive() -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def ready() -> HttpResponse:
    """200 when every part is well, else 503; the parts by name only."""
    parts = dict(examined())
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def examined() -> Iterator[tuple[str, bool]]:
    from kiekeboe.lib import migrations

    yield "disk", shutil.disk_usage(settings.DATA).free > LEAST_ROOM
    try:
        knock()
        yield "migrations", not migrations.missing()
        yield "work", waited_too_long() == 0
        yield "database", True
    except Error:
        connection.close()
        yield "database", False


def knock() -> None:
    """Raise Error when PostgreSQL lets nobody in; a query would wait for as long as it is gone."""
    if connection.vendor != "postgresql":
        return
    asked = connection.get_connection_params() | {"connect_timeout": PATIENCE}
    with connection.wrap_database_errors:
        connection.get_new_connection(asked).close()


def waited_too_long() -> int:
    """How many jobs should have begun more than ten minutes ago; slow work may wait longer."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    late = Q()
    for lane, wait in LONGEST_WAITS.items():
        line = timezone.now() - wait
        at_once = Q(run_after=get_date_max(), enqueued_at__lt=line)
        late |= (at_once | Q(run_after__lt=line)) & Q(queue_name=lane)
    return DBTaskResult.objects.filter(late, status="READY").count()
