"""Work is done later, once, again when it fails, and is never lost."""

import threading
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kiekeboe.lib.jobs import every
from kiekeboe.lib.jobs.models import Assignment, Turn
from kiekeboe.lib.jobs.registry import QUICK, SLOW, schedules
from kiekeboe.lib.jobs.tasks import find_lost_assignments, forget_what_is_done
from kiekeboe.lib.jobs.tests import trials
from kiekeboe.lib.jobs.worker import keep_working

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_done():
    trials.done.clear()


def let_time_pass():
    """What waits for later is due now."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_a_job_waits_for_the_worker(work_off):
    trials.note.later("a")
    assert trials.done == []
    assert work_off() == 1
    assert trials.done == ["a"]
    assert Assignment.objects.done().count() == 1


def test_a_job_of_a_change_that_failed_is_never_done(work_off):
    class Refused(Exception):
        pass

    with suppress(Refused), transaction.atomic():
        trials.note.later("a")
        raise Refused
    assert work_off() == 0


def test_the_same_key_waits_once_and_may_come_again_afterwards(work_off):
    first = trials.note.later("a", key="k")
    assert trials.note.later("b", key="k") == first
    work_off()
    trials.note.later("c", key="k")
    work_off()
    assert trials.done == ["a", "c"]


def test_a_job_for_later_is_not_done_now(work_off):
    trials.note.later("a", after=timezone.now() + timedelta(hours=1))
    assert work_off() == 0
    let_time_pass()
    assert work_off() == 1


def test_a_job_that_fails_is_tried_again_with_longer_waits_and_then_kept(work_off):
    trials.stumble.later("x")
    work_off()
    (row,) = Assignment.objects.waiting()
    assert timedelta(seconds=5) < row.due_at - timezone.now() < timedelta(seconds=11)
    let_time_pass()
    work_off()
    row.refresh_from_db()
    assert timedelta(seconds=50) < row.due_at - timezone.now() < timedelta(seconds=61)
    let_time_pass()
    work_off()
    let_time_pass()
    assert work_off() == 0
    (row,) = Assignment.objects.dead()
    assert (row.tries, row.problem, trials.done) == (3, "builtins.ConnectionError", ["x"] * 3)


def test_a_dead_job_can_be_revived(work_off):
    row = trials.stumble.later("x")
    for _ in range(3):
        work_off()
        let_time_pass()
    row.refresh_from_db()
    row.revive()
    row.revive()
    work_off()
    assert trials.done == ["x"] * 4


def test_a_problem_is_kept_without_its_words(work_off, caplog):
    """S65: the message of an exception quotes what it was about."""
    trials.stumble.later("x")
    work_off()
    assert "secret@" not in str(Assignment.objects.values_list())
    assert "secret@" not in str(list(DBTaskResult.objects.values_list("traceback", "return_value")))


def test_what_a_killed_worker_was_doing_is_found(work_off):
    row = trials.note.later("a")
    DBTaskResult.objects.update(status="RUNNING")  # and then the machine stopped
    assert work_off() == 0
    long_ago = timezone.now() - timedelta(hours=1)
    Assignment.objects.filter(pk=row.pk).update(due_at=long_ago)
    find_lost_assignments()
    work_off()
    assert trials.done == ["a"]


def test_slow_work_has_a_lane_of_its_own(work_off):
    """A letter does not wait for a film, and neither is done twice."""
    trials.take_long.later("film")
    trials.note.later("letter")

    assert work_off(lanes=["default"]) == 1
    assert trials.done == ["letter"]
    assert work_off(lanes=["slow"]) == 1
    assert trials.done == ["letter", "film"]
    assert work_off() == 0


def test_the_worker_does_both_kinds_of_work_at_once_until_it_is_told():
    trials.take_long.later("film")
    trials.note.later("letter")
    stop = threading.Event()
    lanes = (QUICK, SLOW)
    threads = [threading.Thread(target=keep_working, args=(stop, lane)) for lane in lanes]
    for one in threads:
        one.start()
    soon = time.monotonic() + 10
    while len(trials.done) < 2 and time.monotonic() < soon:
        time.sleep(0.05)
    stop.set()
    for one in threads:
        one.join(10)

    assert set(trials.done) >= {"film", "letter"}
    assert not any(one.is_alive() for one in threads)


def test_a_turn_is_given_once_however_many_workers_ask(work_off):
    job = every(minutes=5)(lambda: trials.done.append("turn"))
    schedule = schedules.pop(job.name)
    now = timezone.now()
    assert [Turn.take(schedule, at=now) for _ in range(3)] == [True, False, False]
    work_off()
    later = now + timedelta(minutes=5)
    assert [Turn.take(schedule, at=later) for _ in range(3)] == [True, False, False]
    work_off()
    assert trials.done == ["turn", "turn"]


def test_done_work_is_forgotten_after_two_weeks_and_dead_work_is_not(work_off):
    trials.note.later("a")
    dead = trials.stumble.later("x")
    for _ in range(3):
        work_off()
        let_time_pass()
    month = timezone.now() - timedelta(days=30)
    Assignment.objects.update(ended_at=month)
    DBTaskResult.objects.update(finished_at=month)
    forget_what_is_done()
    assert list(Assignment.objects.all()) == [dead]
    assert not DBTaskResult.objects.exists()
