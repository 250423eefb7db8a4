"""Mail that nobody gets and phones that nobody is signed in on: found out, and left alone."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kiekeboe.accounts.models import Session
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.lib import letters
from kiekeboe.notifications import dead, outbox, pushing
from kiekeboe.notifications.models import Channel, DeadAddress, Notice, PushSubscription
from kiekeboe.notifications.quiet import keep_quiet
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db
EVENING = make.at(17, 30)
DAY = timedelta(days=1)


@pytest.fixture
def frogs():
    return Frogs()


def writes(frogs, at=None):
    return say(frogs.thread, "Hoi", frogs.petra_actor, at=at or make.at(8))


def test_an_address_that_nobody_has_is_tried_once(frogs, post_office):
    """A refused recipient at the door of a real mail server."""
    address = frogs.mother.account.email
    post_office.unknown[address] = "550 5.1.1 Nobody of that name here"
    writes(frogs)
    assert outbox.deliver(frogs.mother.account_id, at=EVENING) == 0
    assert post_office.refused == [address]

    writes(frogs, at=make.at(8, day=make.DAY + DAY))
    assert outbox.deliver(frogs.mother.account_id, at=EVENING + DAY) == 0
    assert post_office.refused == [address], "it was not tried again"
    assert outbox.waiting(EVENING + 2 * DAY) == []
    assert "Nobody of that name" in DeadAddress.objects.get().answer
    assert outbox.unread(frogs.mother.account_id).count() == 2, "in the app stands everything"


def test_another_address_is_tried_again(frogs, post_office):
    post_office.unknown[frogs.mother.account.email] = "550 5.1.1 Nobody"
    writes(frogs)
    outbox.deliver(frogs.mother.account_id, at=EVENING)
    frogs.mother.account.email = "better@example.test"
    frogs.mother.account.save()

    writes(frogs, at=make.at(8, day=make.DAY + DAY))
    assert outbox.deliver(frogs.mother.account_id, at=EVENING + DAY) == 1


def test_a_letter_that_arrives_after_all_takes_the_mark_away(frogs):
    """As when somebody asks for a link to sign in, which is always tried."""
    address = frogs.mother.account.email
    dead.mark(None, address=address.upper(), answer="550 Nobody")
    assert dead.is_dead(address)

    told = {"account": frogs.mother.account, "lines": []}
    letters.post(address, "notifications/mail/news", told, language="nl")

    assert not dead.is_dead(address)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        ("550 5.1.1 no such user", True),
        ("550 No such user", True),
        ("553 mailbox name not allowed", True),
        ("550 5.2.1 disabled", True),
        ("552 5.2.2 mailbox full", False),
        ("552 mailbox full", False),
        ("550 5.7.1 blocked by policy", False),
        ("554 5.7.1 we do not trust you", False),
        ("554 rejected", False),
        ("553 5.1.8 your own address is wrong", False),
        ("450 4.2.0 greylisted", False),
        ("450 4.1.1 not now", False),
    ],
)
def test_only_what_says_that_nobody_lives_there_counts(answer, gone):
    code, words = answer.split(" ", 1)
    assert letters.is_gone(int(code), words) is gone


def test_a_server_that_is_busy_is_asked_again_with_the_same_letter(frogs, post_office):
    address = frogs.mother.account.email
    post_office.unknown[address] = "450 4.2.0 Come back later"
    writes(frogs)
    with pytest.raises(OSError, match="Come back later"):
        outbox.deliver(frogs.mother.account_id, at=EVENING)
    (letter,) = Notice.objects.filter(channel=Channel.DIGEST, sent_at=None).values_list(
        "letter", flat=True
    )
    post_office.unknown.clear()

    assert outbox.deliver(frogs.mother.account_id, at=EVENING + timedelta(minutes=5)) == 1
    (arrived,) = post_office.to(address)
    assert str(letter) in arrived["Message-ID"]
    assert not DeadAddress.objects.exists()


def test_a_phone_hears_nothing_after_its_sign_in_was_ended_elsewhere(frogs, client, push_service):
    """S10"""
    sign_in(client, frogs.mother.account)
    keep_quiet(frogs.mother.account, time(0), time(0))  # this test may run at night
    phone = push_service.phone("lost")
    one = phone.listener
    told = {"act": "on", "endpoint": one.endpoint, "p256dh": one.public_key, "auth": one.secret}
    assert client.post("/parent/more/push/", told).status_code == 204
    at = timezone.now() + timedelta(minutes=1)
    writes(frogs, at=at - 30 * timedelta(hours=1))
    assert pushing.deliver(frogs.mother.account_id, at=at) == 1

    Session.objects.end_others(frogs.mother.account)
    writes(frogs, at=at - 29 * timedelta(hours=1))
    assert pushing.deliver(frogs.mother.account_id, at=at + DAY) == 0
    assert len(phone.heard) == 1
    assert not PushSubscription.objects.exists()


def test_after_half_a_year_an_address_is_tried_again(frogs):
    dead.mark(None, address=frogs.mother.account.email, answer="550 Nobody")
    soon = timezone.now()
    assert dead.forget_old(at=soon + 180 * DAY) == 0
    assert dead.forget_old(at=soon + 183 * DAY) == 1
    assert not dead.is_dead(frogs.mother.account.email)
