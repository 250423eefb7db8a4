"""What the clock decides, also when it was away for days (R30)."""

import threading
from datetime import time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.planning.models import Request
from kiekeboe.planning.tasks import ask_about_sick_children, expire_requests
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def asked(*, state, days, **fields):
    child = make.child()
    day = timezone.localdate() + timedelta(days=days)
    return Request.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]),
        group=child.placements.get().group, ask="extra", state=state, day=day, last_day=day,
        starts_at=time(8), ends_at=time(18), asked_at=timezone.now(), **fields,
    )  # fmt: skip


def test_offers_and_days_gone_by_end_however_late_the_clock_is():
    """R30 Missed for three days, run twice: the same end."""
    hour = timedelta(hours=1)
    offers = [
        asked(state="offered", days=5, answer_by=timezone.now() + hour * when)
        for when in (-72, -1, 1)
    ]
    gone, ahead = asked(state="waiting", days=-3), asked(state="requested", days=3)
    for _ in range(2):
        expire_requests()
        states = [Request.objects.get(pk=one.pk).state for one in (*offers, gone, ahead)]
        assert states == ["expired", "expired", "offered", "expired", "requested"]


def at_once(job, many=4):
    """The same job by several workers at the same moment, each with its own connection."""
    start, problems = threading.Barrier(many), []

    def go():
        try:
            start.wait()
            job()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(many)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not problems


@pytest.mark.django_db(transaction=True)
def test_what_expires_expires_once_also_when_several_look_at_the_clock():
    """R30 In parallel."""
    over = asked(state="offered", days=5, answer_by=timezone.now() - timedelta(hours=72))
    waits = asked(state="offered", days=5, answer_by=timezone.now() + timedelta(hours=1))
    at_once(expire_requests)
    over.refresh_from_db()
    waits.refresh_from_db()
    assert (over.state, waits.state) == ("expired", "offered")
    assert Event.objects.filter(verb="request_expired").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_sick_child_it_is_asked_once_by_all_clocks_together():
    """R30 Missed for days, twice, and in parallel: one question."""
    child = make.child()
    make.absence(child, first_day=timezone.localdate() - timedelta(days=5))
    ask_about_sick_children()
    at_once(ask_about_sick_children)
    assert Event.objects.filter(verb="asked_how_it_goes").count() == 1


def test_who_is_better_is_not_asked():
    child = make.child()
    day = timezone.localdate()
    make.absence(child, first_day=day - timedelta(days=5), last_day=day - timedelta(days=1))
    make.absence(make.child(), first_day=day)
    ask_about_sick_children()
    assert not Event.objects.filter(verb="asked_how_it_goes").exists()
