"""A worker that is killed tells everything, and nothing twice."""

import os
import signal
import smtplib
from datetime import time, timedelta
from functools import wraps

import pytest
from django.db import connection, connections
from django.utils import timezone

from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.lib import pushes
from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.lib.jobs.tasks import find_lost_assignments
from kiekeboe.lib.jobs.worker import work_off
from kiekeboe.notifications import pushing
from kiekeboe.notifications.models import Channel, Notice, Preference
from kiekeboe.notifications.quiet import keep_quiet
from kiekeboe.notifications.tasks import hand_out_news, hand_out_pushes
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def frogs():
    return Frogs()


def killed_at(step: int, work, moments) -> bool:
    """A process of its own does the work and is killed at this step. False: it had fewer steps.

    A step is the moment before or after every question to the database and every word to the
    mail server or push service.
    """
    connections.close_all()
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    passed = 0

    def moment():
        nonlocal passed
        passed += 1
        if passed == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(called):
        @wraps(called)
        def watched(*given, **named):
            moment()
            answer = called(*given, **named)
            moment()
            return answer

        return watched

    for owner, name in moments:
        setattr(owner, name, around(getattr(owner, name)))
    with connection.execute_wrapper(lambda execute, *given: around(execute)(*given)):
        work()
    os._exit(0)


def restart(work) -> None:
    """The worker begins again, and what the dead one was doing is found."""
    lost = timezone.now() - HOUR
    Assignment.objects.waiting().update(due_at=lost)
    find_lost_assignments()
    work()


def deliver() -> None:
    hand_out_news()
    work_off()


def push() -> None:
    hand_out_pushes()
    work_off()


MAIL = [(smtplib.SMTP, name) for name in ("connect", "send", "getreply")]


def lives_through(frogs, post_office, steps) -> tuple[int, int]:
    """(letters, of which doubled) of workers that were each killed at one of these steps."""
    letters = doubled = 0
    for step in steps:
        post_office.mails.clear()
        say(frogs.thread, f"Hoi {step}", frogs.petra_actor, at=timezone.now() - 30 * HOUR)
        died = killed_at(step, deliver, MAIL)
        arrived = len(post_office.mails)
        restart(deliver)

        mails = post_office.to(frogs.mother.account.email)
        assert mails, f"lost at step {step}"
        assert len({one["Message-ID"] for one in mails}) == 1, f"another letter at step {step}"
        assert len(mails) == 1 or arrived == 1, f"doubled at step {step}"
        letters, doubled = letters + 1, doubled + len(mails) - 1
        assert not Notice.objects.filter(channel=Channel.DIGEST, sent_at=None).exists()
        if not died:
            break
    return letters, doubled


@pytest.fixture
def only_letters(frogs):
    Preference.objects.create(
        account=frogs.mother.account, kind="message", channel=Channel.PUSH, wanted=False
    )


def test_a_worker_that_is_killed_sends_each_letter_once(frogs, post_office, only_letters):
    """R13 SIGKILL at many moments, one after the other, of a worker with one letter to send.

    Only who dies between the last word of the letter and writing down that it was taken cannot
    know: that letter goes again under the same Message-ID, so that a mail program shows it once.
    """
    letters, doubled = lives_through(frogs, post_office, range(1, 400, 3))
    assert letters > 20
    assert doubled <= 3


@pytest.mark.deep
def test_a_worker_that_is_killed_at_every_step_sends_each_letter_once(
    frogs, post_office, only_letters
):
    """R13"""
    letters, doubled = lives_through(frogs, post_office, range(1, 400))
    assert letters > 70
    assert doubled <= 6


def test_a_worker_that_is_killed_rings_a_phone_once(frogs, push_service):
    """R13 A push that goes again has the same topic and tag: the phone shows one."""
    phone = push_service.phone("hers")
    pushing.subscribe(frogs.mother.account, phone.listener, at=make.at(8))
    keep_quiet(frogs.mother.account, time(0), time(0))  # this test may run at night
    for step in range(1, 200, 5):
        before = len(phone.shown)
        Notice.objects.update(sent_at=timezone.now() - 48 * HOUR)
        say(frogs.thread, f"Hoi {step}", frogs.petra_actor, at=timezone.now() - 30 * HOUR)
        died = killed_at(step, push, [(pushes, "push")])
        restart(push)

        assert len(phone.shown) == before + 1, step
        if not died:
            break
    assert step > 20
