"""A parent turns news on this phone on and off, and says when it is silent."""

from datetime import time

import pytest

from kiekeboe.notifications.models import Channel, Kind, PushSubscription
from kiekeboe.notifications.quiet import quiet_hours
from kiekeboe.notifications.wishes import channels_of
from kiekeboe.portal.news import pushed_words
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE, PUSH = "/parent/more/preferences/", "/parent/more/push/"


@pytest.fixture
def mother(client):
    guardian = make.guardian([make.child(first_name="Noor")])
    sign_in(client, guardian.account)
    return guardian


def fields(phone, **more):
    one = phone.listener
    return {"act": "on", "endpoint": one.endpoint, "p256dh": one.public_key, "auth": one.secret}


def test_a_parent_turns_it_on_and_off(client, mother, push_service):
    phone = push_service.phone("hers")

    assert client.post(PUSH, fields(phone)).status_code == 204
    assert client.post(PUSH, fields(phone)).status_code == 204
    assert [one.account for one in PushSubscription.objects.all()] == [mother.account]
    off = {"act": "off", "endpoint": phone.listener.endpoint}
    assert client.post(PUSH, off).status_code == 204
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("endpoint", ["https://127.0.0.1/", "https://evil.test/x", "", "nonsense"])
def test_no_other_address_is_kept(client, mother, endpoint):
    """S53"""
    assert client.post(PUSH, {"act": "on", "endpoint": endpoint}).status_code == 422
    assert not PushSubscription.objects.exists()


def test_a_stranger_cannot_turn_it_on(client, push_service):
    client.post(PUSH, fields(push_service.phone("x")))

    assert not PushSubscription.objects.exists()


def test_quiet_hours_are_kept_and_shown_again(client, mother):
    assert client.post(PAGE, {"quiet_from": "21:30", "quiet_until": "06:15"}).status_code == 302

    assert quiet_hours(mother.account) == (time(21, 30), time(6, 15))
    assert 'value="21:30"' in client.get(PAGE).content.decode()


def test_a_time_that_is_none_is_refused_and_the_rest_is_kept(client, mother):
    answer = client.post(
        PAGE, {"quiet_from": "late", "quiet_until": "06:15", "wanted": ["request:push"]}
    )

    assert answer.status_code == 422
    assert "19:00" in answer.content.decode()
    assert channels_of(mother.account.pk)[Kind.REQUEST] == {Channel.PUSH}


def test_each_kind_of_news_has_words_without_a_name():
    words = pushed_words()

    assert words.keys() == {*map(str, Kind), "several"}
    assert not [text for text in words.values() if "%" in text]
