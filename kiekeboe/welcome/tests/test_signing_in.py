"""Signing in by password and by link, the second factor, and what the owner hears of it."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail as outbox
from django.test import Client, RequestFactory
from django.utils import timezone

from kiekeboe.accounts import factors, strength
from kiekeboe.accounts.models import MailKey, Session
from kiekeboe.accounts.sessions import SessionStore
from kiekeboe.testing import make
from kiekeboe.testing.chores import do_what_waits
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
NEW = "een fiets met drie wielen"


@pytest.fixture
def anna():
    return make.user("anna@home.test", name="Anna")


def with_password(client, account, password=make.PASSWORD, **extra):
    return client.post("/sign-in/password/", {"email": account.email, "password": password} | extra)


def code_at(moment):
    return format_hotp_value(hotp_value(SECRET, int(moment.timestamp()) // 30))


def links_in_mail():
    do_what_waits()
    return [re.search(r"http\S+", each.body)[0] for each in outbox.outbox]


def office_request(client):
    request = RequestFactory().get("/office/")
    request.session = SessionStore(client.session.session_key)
    request.user = request.session.account
    return request


def test_a_parent_signs_in_and_out(client, anna):
    assert with_password(client, anna)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302
    assert not Session.objects.filter(account=anna).exists()


def test_sign_in_gives_a_new_session_key(client, anna):
    """S21"""
    client.post("/sign-in/passkey/question/")
    before = client.cookies["session"].value
    with_password(client, anna)
    assert client.cookies["session"].value != before
    assert client.cookies["session"]["httponly"]
    assert client.cookies["session"]["samesite"] == "Lax"


def bare(response):
    """A page without what is new each time."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())


def test_a_stranger_cannot_tell_which_addresses_have_an_account(anna):
    """S20: status and page are the same, for the password, the link and the reset."""
    keyless = make.user("keyless@home.test", password=None)
    nobody = "nobody@home.test"
    for address in ("/sign-in/password/", "/sign-in/", "/sign-in/forgotten/"):
        answers = [
            Client().post(address, {"email": email, "password": "fout, heel fout"})
            for email in (anna.email, keyless.email, nobody)
        ]
        assert len({answer.status_code for answer in answers}) == 1
        pages = {
            bare(answer).replace(email, "")
            for answer, email in zip(answers, (anna.email, keyless.email, nobody), strict=True)
        }
        assert len(pages) == 1


def test_a_stranger_gets_no_mail():
    Client().post("/sign-in/", {"email": "nobody@home.test"})
    assert links_in_mail() == []
    kept = MailKey.objects.get()
    assert (kept.account, kept.address) == (None, "")


def test_the_eleventh_guess_is_not_looked_at_but_a_known_browser_comes_in(client, anna):
    """S19"""
    with_password(client, anna)
    client.post("/sign-out/")
    stranger = Client()
    for _ in range(10):
        assert with_password(stranger, anna, "fout, heel fout").status_code == 422
    refused = with_password(stranger, anna)
    assert refused.status_code == 422
    assert "15 minuten" in refused.content.decode() or "15 minutes" in refused.content.decode()
    assert with_password(client, anna).status_code == 302


def test_a_link_by_mail_signs_in_once(client, anna):
    client.post("/sign-in/", {"email": " Anna@home.test ", "next": "/help/"})
    (link,) = links_in_mail()
    assert link.startswith("http://localhost:8000/sign-in/link/")
    other = Client()
    assert other.get(link).status_code == 200
    assert other.head(link).status_code == 200
    assert other.post(link)["Location"] == "/help/"
    assert other.get("/account/").status_code == 200
    assert Client().post(link).status_code == 410


def test_a_link_to_sign_in_works_fifteen_minutes(client, anna):
    client.post("/sign-in/", {"email": anna.email})
    (link,) = links_in_mail()
    key = MailKey.objects.get()
    assert key.expires_at - key.made_at == timedelta(minutes=15)
    MailKey.objects.update(expires_at=timezone.now())
    assert Client().post(link).status_code == 410


def test_a_poisoned_host_does_not_come_into_the_mail(client, anna, settings):
    """S31"""
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/sign-in/forgotten/", {"email": anna.email}, headers={"Host": "evil.test"})
    (link,) = links_in_mail()
    assert link.startswith("http://localhost:8000/")
    assert "evil" not in outbox.outbox[0].body


def test_a_new_password_by_mail_ends_other_sign_ins_and_is_told_once(client, anna):
    """S23, S31, S32"""
    with_password(client, anna)
    Client().post("/sign-in/forgotten/", {"email": anna.email})
    (link,) = links_in_mail()
    outbox.outbox.clear()
    fresh = Client()
    assert fresh.post(link, {"password": "kort"}).status_code == 422
    assert fresh.post(link, {"password": NEW}).status_code == 302
    assert fresh.post(link, {"password": NEW}).status_code == 410
    assert client.get("/account/").status_code == 302
    do_what_waits()
    told = [each.subject for each in outbox.outbox if "achtwoord" in each.subject]
    assert len(told) == 1
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_recovery_never_skips_the_second_factor(client, anna):
    """S31"""
    factors.add_app(anna, SECRET, 0)
    for address in ("/sign-in/", "/sign-in/forgotten/"):
        outbox.outbox.clear()
        client.post(address, {"email": anna.email})
        (link,) = links_in_mail()
        stranger = Client()
        assert stranger.post(link, {"password": NEW})["Location"] == "/sign-in/second/"
        assert stranger.get("/account/").status_code == 302


def test_the_second_factor_is_a_code_that_works_once(client, anna):
    """S15"""
    factors.add_app(anna, SECRET, 0)
    assert with_password(client, anna)["Location"] == "/sign-in/second/"
    assert client.get("/account/").status_code == 302
    assert client.post("/sign-in/second/", {"code": "000 000"}).status_code == 422
    code = code_at(timezone.now())
    assert client.post("/sign-in/second/", {"code": code})["Location"] == "/"
    assert client.get("/account/").status_code == 200
    again = Client()
    with_password(again, anna)
    assert again.post("/sign-in/second/", {"code": code}).status_code == 422


def test_a_recovery_code_works_once(client, anna):
    factors.add_app(anna, SECRET, 0)
    code = factors.new_recovery_codes(anna)[3]
    with_password(client, anna)
    assert client.post("/sign-in/second/", {"code": code})["Location"] == "/"
    again = Client()
    with_password(again, anna)
    assert again.post("/sign-in/second/", {"code": code}).status_code == 422
    assert factors.recovery_codes_left(anna) == 9


def test_secrets_of_apps_and_codes_are_not_readable_in_the_table(anna):
    kept = factors.add_app(anna, SECRET, 0)
    assert SECRET not in str(kept.data)


def test_codes_cannot_be_guessed(client, anna):
    """S19: ten per quarter of an hour, together with passwords."""
    factors.add_app(anna, SECRET, 0)
    with_password(client, anna)
    for _ in range(10):
        client.post("/sign-in/second/", {"code": "000000"})
    code = code_at(timezone.now())
    assert client.post("/sign-in/second/", {"code": code}).status_code == 422


def test_the_office_asks_for_a_second_factor(client):
    """S15: no setting turns it off; without one the person is brought to set it up."""
    member = make.office_member()
    sign_in(client, member.account)
    now = timezone.now()
    asks = strength.office_asks(office_request(client), at=now)
    assert asks == "/account/second-factor/?next=%2Foffice%2F"
    factors.add_app(member.account, SECRET, 0)
    asks = strength.office_asks(office_request(client), at=now)
    assert asks == "/account/confirm/?next=%2Foffice%2F"


def test_the_office_is_open_after_a_code_and_asks_again_after_half_an_hour(client):
    """S15, S22"""
    member = make.office_member()
    factors.add_app(member.account, SECRET, 0)
    with_password(client, member.account)
    client.post("/sign-in/second/", {"code": code_at(timezone.now())})
    now = timezone.now()
    assert strength.office_asks(office_request(client), at=now) is None
    later = now + timedelta(minutes=31)
    asks = strength.office_asks(office_request(client), at=later)
    assert asks.startswith("/account/confirm/")
    assert client.get("/account/").status_code == 200


def test_the_last_key_of_a_colleague_stays(client):
    """S15"""
    member = make.office_member()
    kept = factors.add_app(member.account, SECRET, 0)
    sign_in(client, member.account, second_factor=True)
    assert client.post(f"/account/factors/{kept.pk}/remove/").status_code == 409
    assert factors.has_any(member.account)


def test_keys_are_changed_only_by_who_proved_it_lately(client, anna):
    """S21"""
    sign_in(client, anna, at=timezone.now() - timedelta(minutes=6))
    for address in ("/account/password/", "/account/passkeys/", "/account/app/", "/account/email/"):
        assert (
            client.get(address)["Location"]
            == f"/account/confirm/?next={address.replace('/', '%2F')}"
        )


def test_a_weak_sign_in_of_a_strict_account_changes_no_keys(client, anna):
    factors.add_app(anna, SECRET, 0)
    sign_in(client, anna)
    assert client.get("/account/passkeys/")["Location"].startswith("/account/confirm/")
    page = client.post("/account/confirm/", {"password": make.PASSWORD})
    assert page.status_code == 422


def test_an_app_is_set_up_with_its_first_code(client, anna):
    """S32"""
    sign_in(client, anna)
    other = sign_in(Client(), anna)
    page = client.get("/account/app/")
    secret = page.context["secret"]
    assert client.post("/account/app/", {"code": "12"}).status_code == 422
    step = int(timezone.now().timestamp()) // 30
    code = format_hotp_value(hotp_value(secret, step))
    assert client.post("/account/app/", {"code": code})["Location"] == "/account/recovery-codes/"
    assert len(client.post("/account/recovery-codes/").context["codes"]) == 10
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    do_what_waits()
    assert len(outbox.outbox) == 2


def test_a_new_browser_is_told_once_and_the_first_one_never(client, anna):
    """S32"""
    with_password(client, anna)
    do_what_waits()
    assert outbox.outbox == []
    other = Client(headers={"User-Agent": "Mozilla/5.0 (Android 14) Firefox/130.0"})
    with_password(other, anna)
    other.post("/sign-out/")
    with_password(other, anna)
    do_what_waits()
    (told,) = outbox.outbox
    assert told.to == ["anna@home.test"]
    assert "Firefox · Android" in told.body


def test_sign_ins_are_listed_and_ended_by_their_owner_only(client, anna):
    """S23"""
    with_password(client, anna)
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/600"})
    with_password(phone, anna)
    assert "Safari · iPhone" in client.get("/account/").content.decode()
    there = Session.objects.get(browser="Safari · iPhone")
    stranger = sign_in(Client(), make.user())
    assert stranger.post(f"/account/sessions/{there.number}/").status_code == 404
    assert phone.get("/account/").status_code == 200
    client.post(f"/account/sessions/{there.number}/")
    assert phone.get("/account/").status_code == 302


def test_a_new_password_ends_the_others_and_keeps_this_one(client, anna):
    """S23"""
    sign_in(client, anna)
    other = sign_in(Client(), anna)
    assert client.post("/account/password/", {"password": NEW})["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_an_address_moves_after_its_own_link_and_both_addresses_hear_it(client, anna):
    """S32"""
    sign_in(client, anna)
    client.post("/account/email/", {"email": "Anna@new.test"})
    (link,) = links_in_mail()
    assert outbox.outbox[0].to == ["anna@new.test"]
    anna.refresh_from_db()
    assert anna.email == "anna@home.test"
    outbox.outbox.clear()
    assert Client().post(link).status_code == 200
    anna.refresh_from_db()
    assert anna.email == "anna@new.test"
    do_what_waits()
    assert sorted(each.to[0] for each in outbox.outbox) == ["anna@home.test", "anna@new.test"]


def test_an_address_of_somebody_else_is_not_taken(client, anna):
    make.user("ben@home.test")
    sign_in(client, anna)
    assert client.post("/account/email/", {"email": "ben@home.test"}).status_code == 302
    (link,) = links_in_mail()
    assert Client().post(link).status_code == 410
    anna.refresh_from_db()
    assert anna.email == "anna@home.test"


def test_a_wrong_address_is_explained_and_kept(client):
    """U21"""
    page = client.post("/sign-in/", {"email": "marit@voorbeeld"}, headers={"Accept-Language": "en"})
    assert page.status_code == 422
    text = page.content.decode()
    assert 'value="marit@voorbeeld"' in text
    assert "This address is not complete." in text
    assert "aria-invalid" in text


def test_the_keep_alive_tells_when_the_sign_in_ends(client):
    """U22"""
    member = make.office_member()
    sign_in(client, member.account, second_factor=True)
    ends = timezone.datetime.fromisoformat(client.post("/account/keep-alive/").json()["ends"])
    assert timedelta(minutes=29) < ends - timezone.now() <= timedelta(minutes=30)


def test_signing_in_again_as_the_same_person_gets_a_new_key(client, anna):
    """S21"""
    with_password(client, anna)
    before = client.cookies["session"].value
    with_password(client, anna)
    assert client.cookies["session"].value != before
    assert Session.objects.of(anna).count() == 1
    client.cookies["session"] = before
    assert client.get("/account/").status_code == 302


def test_after_signing_in_pages_speak_the_language_of_the_account(client):
    english = make.user("eve@home.test", language="en")
    with_password(client, english)
    page = client.get("/help/", headers={"Accept-Language": "nl"})
    assert '<html lang="en"' in page.content.decode()
