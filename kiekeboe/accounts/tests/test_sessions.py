"""Sessions: one query, no keys in the table, ended when something important changes."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import RequestFactory
from django.utils import timezone

from kiekeboe.accounts.middleware import AccountOfSession, account_behind
from kiekeboe.accounts.models import Session
from kiekeboe.accounts.sessions import SessionStore, account_of
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db


def request_with(client):
    request = RequestFactory().get("/")
    request.session = SessionStore(client.session.session_key)
    AccountOfSession(lambda request: None).process_request(request)
    return request


def test_session_and_account_come_in_one_query(client, django_assert_num_queries):
    account = make.user()
    sign_in(client, account)
    request = request_with(client)
    with django_assert_num_queries(1):
        assert request.user.email == account.email
        assert request.user.is_authenticated


def test_the_table_holds_no_key_that_opens_anything(client):
    sign_in(client, make.user())
    key = client.session.session_key
    assert Session.objects.count() == 1
    assert not Session.objects.filter(session_key=key).exists()
    stored = Session.objects.get().pk
    client.cookies["session"] = stored
    assert client.get("/account/").status_code == 302


def test_a_closed_account_is_nobody(client):
    account = make.user()
    sign_in(client, account)
    account.is_active = False
    account.save()
    assert not account_behind(request_with(client)).is_authenticated
    assert account_of(client.session.session_key, timezone.now()) == (None, None)


def test_a_session_whose_password_changed_elsewhere_is_over(client):
    """S23"""
    account = make.user()
    sign_in(client, account)
    account.set_password("een heel ander wachtwoord")
    account.save()
    assert client.get("/account/").status_code == 302


def test_a_step_up_gets_a_new_key_and_keeps_its_place(client):
    """S21"""
    account = make.user()
    sign_in(client, account)
    before, began = client.session.session_key, Session.objects.get().began_at
    client.post("/account/confirm/", {"password": make.PASSWORD, "next": "/account/"})
    after = client.cookies["session"].value
    assert after != before
    assert Session.objects.get().began_at == began
    client.cookies["session"] = before
    assert client.get("/account/").status_code == 302


def test_live_streams_find_the_account_behind_a_cookie(client):
    account = make.user()
    sign_in(client, account)
    found, row = account_of(client.session.session_key, timezone.now())
    assert found == account
    assert row.account_id == account.pk
    assert account_of("unknown", timezone.now()) == (None, None)


def test_the_session_of_a_stranger_is_of_nobody(client):
    client.post("/sign-in/passkey/question/")
    assert SESSION_KEY not in client.session
    assert Session.objects.get().account is None
