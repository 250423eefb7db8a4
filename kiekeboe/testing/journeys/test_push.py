"""What a locked phone shows when news is pushed to it."""

import json

import pytest

from kiekeboe.testing.journeys.test_reading_offline import READY

pytestmark = pytest.mark.journey
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/parent/")
  const shown = await registration.getNotifications()
  return shown.map(({ title, body, tag }) => ({ title, body, tag }))
}"""


def ours(told):
    """The registrations of the portal among those that the browser tells of."""
    scopes = ((one["scopeURL"], one["registrationId"]) for one in told["registrations"])
    return [number for scope, number in scopes if scope.endswith("/parent/")]


def test_a_push_is_shown_once_in_words_without_a_name(nursery):
    """S59, R11 The phone makes words of the kind; the same news twice stands there once."""
    page = nursery.parent("Sanne")
    page.context.grant_permissions(["notifications"], origin=nursery.origin)
    page.evaluate(READY)
    line = page.context.new_cdp_session(page)
    workers = []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: workers.extend(ours(told)))
    line.send("ServiceWorker.enable")
    while not workers:
        page.wait_for_timeout(50)

    def pushed(told):
        line.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": nursery.origin, "registrationId": workers[0], "data": told},
        )

    pushed(json.dumps({"kind": "request", "id": "a"}))
    pushed(json.dumps({"kind": "request", "id": "a"}))
    pushed(json.dumps({"kind": "of-tomorrow", "id": "b"}))
    pushed("no json")
    for _ in range(100):
        if len(page.evaluate(SHOWN)) == 3:
            break
        page.wait_for_timeout(50)

    words = {one["tag"]: (one["title"], one["body"]) for one in page.evaluate(SHOWN)}
    assert words == {
        "a": ("Kiekeboe", "Er is een antwoord op je vraag."),
        "b": ("Kiekeboe", "Er is nieuws voor je."),
        "": ("Kiekeboe", "Er is nieuws voor je."),
    }


def test_the_switch_stands_where_a_browser_can_and_quiet_hours_are_kept(nursery):
    page = nursery.parent("Sanne")
    page.goto("/parent/more/preferences/")

    page.locator("push-switch button[data-on]").wait_for()
    page.locator("#quiet-from").fill("20:30")
    page.locator("main form button[data-size=lead]").click()
    page.wait_for_url("**?saved=1")

    assert page.locator("#quiet-from").input_value() == "20:30"
