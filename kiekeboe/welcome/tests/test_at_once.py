"""Two at the same moment: one is first, and the other is told so."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kiekeboe.accounts import inviting, links, pairing
from kiekeboe.accounts.models import Device, MailKey, User
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work, times=4):
    """What `work` answers to each of so many threads that begin together."""
    gate, answers = threading.Barrier(times), []

    def run():
        try:
            gate.wait()
            answers.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def invitation():
    guardian = make.guardian([make.child()], email="marit@home.test")
    guardian.account.delete()
    guardian.refresh_from_db()
    by = make.office_member(guardian.organisation).actor()
    return inviting.invite(guardian, by=by, at=timezone.now())


def proved(invitation, client):
    address = f"/welcome/{inviting.clear_key(invitation)}/"
    assert client.post(address, {"born_on": "01-07-2025"}).status_code == 302
    return address


def again(client, address, told=None):
    """The same form from the same browser."""
    other = Client(raise_request_exception=False)
    other.cookies.update(client.cookies)
    return other.post(address, told or {}).status_code


def test_an_account_that_is_made_twice_is_made_once(client, invitation):
    """S29 S57: a double tap on the button."""
    address = proved(invitation, client)
    told = {"password": "een fiets met drie wielen"}
    answers = at_once(lambda: again(client, f"{address}account/", told))
    assert 302 in answers
    assert max(answers) < 500
    assert User.objects.filter(email="marit@home.test").count() == 1


def test_a_family_that_is_added_twice_is_added_once(client, invitation):
    """S29 S57"""
    client.force_login(make.user())
    address = proved(invitation, client)
    answers = at_once(lambda: again(client, f"{address}join/"))
    assert answers.count(302) == 1
    assert max(answers) < 500


def test_a_link_opens_one_sign_in(client):
    """S31"""
    links.ask(MailKey.Purpose.SIGN_IN, make.user().email, at=timezone.now())
    link = MailKey.objects.get()
    links.addressed(link.pk, at=timezone.now())
    address = f"/sign-in/link/{links.clear_key(link)}/"
    assert sorted(at_once(lambda: again(client, address))) == [302, 410, 410, 410]


def test_one_tablet_wins_and_is_one_device(client):
    """S24: claimed, confirmed and collected by four at the same moment."""
    group, now = make.group(), timezone.now()
    by = make.office_member(group.organisation).actor()
    offered, code = pairing.offer(group, "Tablet", by, now)

    def claim():
        try:
            return pairing.claim(code, now)[1]
        except pairing.WrongCode:
            return None

    [key] = [one for one in at_once(claim) if one]
    offered.refresh_from_db()
    shown = offered.tablet_code
    assert len({one.pk for one in at_once(lambda: pairing.confirm(offered, shown, by, now))}) == 1
    assert len([one for one in at_once(lambda: pairing.collect(key, now)) if one]) == 1
    assert Device.objects.count() == 1
