"""From invitation to passkey and back in again, in a real browser with a virtual key."""

import pytest
from django.utils import timezone

from kiekeboe.accounts import inviting
from kiekeboe.accounts.models import Session, User
from kiekeboe.testing import make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def door(live_server, settings):
    settings.ORIGIN = live_server.url
    return live_server.url


@pytest.fixture
def invited():
    child = make.child(first_name="Noor")
    guardian = make.guardian([child], first_name="Marit", email="marit@home.test")
    guardian.account.delete()
    guardian.refresh_from_db()
    by = make.office_member(guardian.organisation).actor()
    return inviting.clear_key(inviting.invite(guardian, by=by, at=timezone.now()))


def give_key(page, *, verifies=True):
    """A virtual security key in this window, whose owner is present (and verified, or not)."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, made["authenticatorId"]


def accept(page, door, key):
    page.goto(f"{door}/welcome/{key}/")
    page.get_by_label("Geboortedatum van Noor").fill("01-07-2025")
    page.get_by_role("button", name="Ja, dit klopt").click()
    page.get_by_role("button", name="Maak mijn passkey").click()
    page.wait_for_url(f"{door}/parent/**")


def test_a_parent_accepts_with_a_passkey_and_signs_in_with_it(door, invited, window):
    """S16: one way in works."""
    page = window("phone")
    give_key(page)
    accept(page, door, invited)
    account = User.objects.get(email="marit@home.test")
    assert not account.has_usable_password()
    assert Session.objects.of(account).count() == 1

    page.goto(f"{door}/account/")
    page.get_by_role("button", name="Uitloggen", exact=True).last.click()
    page.wait_for_url(f"{door}/sign-in/")
    page.get_by_role("button", name="Inloggen met passkey").click()
    page.wait_for_url(f"{door}/parent/**")
    assert not [each for each in page.problems if "Content Security Policy" in each]


def test_a_key_whose_owner_is_not_verified_does_not_sign_in(door, invited, window):
    """S16: without user verification nobody comes in."""
    page = window("phone")
    tools, authenticator = give_key(page)
    accept(page, door, invited)
    page.context.clear_cookies()
    tools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    page.goto(f"{door}/sign-in/")
    page.get_by_role("button", name="Inloggen met passkey").click()
    page.get_by_role("alert").wait_for()
    assert page.url == f"{door}/sign-in/"


def test_an_answer_works_once_and_only_for_the_question_of_this_browser(door, invited, window):
    """S16: an answer that was overheard is refused."""
    page = window("phone")
    give_key(page)
    accept(page, door, invited)
    page.context.clear_cookies()
    page.goto(f"{door}/sign-in/")
    with page.expect_request("**/sign-in/passkey/") as asked:
        page.get_by_role("button", name="Inloggen met passkey").click()
    page.wait_for_url(f"{door}/parent/**")
    overheard = asked.value.post_data

    other = window("phone")
    other.goto(f"{door}/sign-in/")
    send = """async (body) => {
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      const headers = {"X-CSRFToken": token, "Content-Type": "application/json"};
      await fetch("/sign-in/passkey/question/", {method: "POST", headers});
      const answer = await fetch("/sign-in/passkey/", {method: "POST", headers, body});
      return answer.status;
    }"""
    assert other.evaluate(send, overheard) == 422
    other.goto(f"{door}/account/")
    assert "/sign-in/" in other.url


def test_a_passkey_of_another_site_is_refused(door, invited, window, settings):
    """S16: the same key, an origin that is not ours."""
    page = window("phone")
    give_key(page)
    accept(page, door, invited)
    page.context.clear_cookies()
    settings.ORIGIN = "https://localhost"
    page.goto(f"{door}/sign-in/")
    page.get_by_role("button", name="Inloggen met passkey").click()
    page.get_by_role("alert").filter(has_text="passkey").wait_for()
    assert page.url == f"{door}/sign-in/"
