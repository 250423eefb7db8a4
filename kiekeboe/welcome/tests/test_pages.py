"""The open pages and one's own account, as a browser asks for them."""

import pytest
from django.test import Client

from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db
OPEN = [
    "/sign-in/",
    "/sign-in/password/",
    "/sign-in/sent/",
    "/sign-in/forgotten/",
    "/help/",
    "/privacy/",
    "/accessibility/",
]
OWN = [
    "/account/",
    "/account/confirm/",
    "/account/password/",
    "/account/email/",
    "/account/passkeys/",
    "/account/app/",
    "/account/second-factor/",
]


@pytest.mark.parametrize("address", OPEN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_open_page_needs_no_sign_in_and_names_where_help_is(client, address, language):
    """U20: help, privacy and accessibility stand in the foot of every page, in this order."""
    page = client.get(address, headers={"Accept-Language": language})
    assert page.status_code == 200
    text = page.content.decode()
    assert f'<html lang="{language}"' in text
    assert text.index('href="/privacy/"') < text.index('href="/accessibility/"')
    assert text.index('href="/accessibility/"') < text.rindex('href="/help/"')
    assert " style=" not in text


@pytest.mark.parametrize("address", OWN)
def test_ones_own_account_is_for_who_is_signed_in(client, address):
    assert client.get(address)["Location"].startswith("/sign-in/?next=/account/")
    sign_in(client, make.user())
    assert client.get(address).status_code == 200


def test_nobody_indexes_us_and_leaks_can_be_told(client):
    """S82, O33"""
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    told = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in told
    assert "Expires: " in told


def test_the_language_is_chosen_at_the_door_and_kept(client):
    answer = client.post("/language/", {"language": "en", "next": "/help/"})
    assert answer["Location"] == "/help/"
    assert 'lang="en"' in client.get("/help/").content.decode()


def test_language_and_theme_of_an_account_are_changed_on_its_page(client):
    account = make.user()
    sign_in(client, account)
    client.post("/account/preferences/", {"theme": "dark"})
    client.post("/account/preferences/", {"language": "en"})
    account.refresh_from_db()
    assert (account.theme, account.language) == ("dark", "en")
    assert 'data-theme="dark"' in client.get("/account/").content.decode()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.test/",
        "//evil.test/",
        "/\\evil.test",
        "\\\\evil.test",
        "///evil.test",
        "/\t/evil.test",
        "javascript:alert(1)",
        "http:///evil.test",
        "/" + "a" * 300,
        "/%0d%0aSet-Cookie:a=b\r\nx",
    ],
)
def test_nobody_is_sent_to_another_site(client, wanted):
    """S54"""
    make.user("anna@home.test")
    told = {"email": "anna@home.test", "password": make.PASSWORD, "next": wanted}
    assert client.post("/sign-in/password/", told)["Location"] == "/"
    assert client.post("/language/", {"language": "nl", "next": wanted})["Location"] == "/"


def test_a_parent_comes_to_the_family_and_who_has_two_places_chooses(client):
    child = make.child()
    account = make.user()
    make.guardian([child], account=account)
    sign_in(client, account)
    assert client.get("/")["Location"] == "/parent/"

    member = make.office_member(child.organisation)
    member.account = account
    member.save()
    page = client.get("/").content.decode()
    assert 'href="/parent/"' in page
    assert 'href="/office/"' in page


def test_an_account_without_child_or_work_is_told_so(client):
    sign_in(client, make.user())
    page = client.get("/", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert 'href="/parent/"' not in page.content.decode()


def test_the_account_page_costs_the_same_with_one_and_with_three_sign_ins(
    client, django_assert_num_queries
):
    account = make.user()
    sign_in(client, account)
    with django_assert_num_queries(4):
        assert client.get("/account/").status_code == 200
    for _ in range(2):
        sign_in(Client(), account)
    with django_assert_num_queries(4):
        assert client.get("/account/").content.decode().count("/account/sessions/") == 3
