"""Every page of the journeys is for everyone: light and dark, small and large."""

import pytest

from kiekeboe.story import cast as story
from kiekeboe.testing.journeys.auditing import faults, moving, sideways

pytestmark = pytest.mark.journey
PARENT = ("", "photos/", "planning/", "messages/", "more/", "more/notices/", "more/preferences/",
          "more/privacy/", "help/")  # fmt: skip
OF_CHILD = ("", "diary/", "consent/", "readers/", "details/")
GROUP = ("", "#present", "#todo", "#notes", "#sleep", "#handover", "#muster", "#waiting", "#photo",
         "corrections/", "photos/", "settings/")  # fmt: skip
OFFICE = ("", "children/", "children/new/", "consents/", "invitations/", "places/", "colleagues/",
          "rights/", "tablets/", "tablets/new/", "policy/", "attendance/")  # fmt: skip
FILE = ("", "family/", "planning/", "consent/", "health/", "log/", "edit/", "guardians/new/")
DOOR = (
    "/sign-in/",
    "/sign-in/forgotten/",
    "/help/",
    "/help/report-sick/",
    "/privacy/",
    "/accessibility/",
)
looks = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def audited(page, addresses, least):
    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is None or answer.ok, f"{address}: {answer.status}"
        if "#" in address:
            page.locator("[data-place] > *").first.wait_for()
        found += [f"{address}: {one}" for one in faults(page, least=least)]
        page.problems.clear()
        page.strangers.clear()
    return found


@looks
def test_the_pages_of_a_parent(nursery, dark):
    """U01 U09 U11 S47 S60"""
    page = nursery.parent("Sanne", dark=dark)
    child = nursery.person("Sanne")["children"][0]["id"]
    addresses = [f"/parent/{path}" for path in PARENT]
    addresses += [f"/parent/children/{child}/{path}" for path in OF_CHILD]

    found = audited(page, addresses, 48)

    assert not found, "\n".join(found)


@looks
def test_the_pages_of_the_group(nursery, dark):
    """U01 U09 U11 S47 S60"""
    device = next(one for one in nursery.cast["devices"] if one["group_name"] == "Kikkers")
    person = next(one for one in device["people"] if one["pin"])
    page = nursery.tablet("Kikkers", person=person["name"], dark=dark)

    found = audited(page, [f"/group/{path}" for path in GROUP], 48)

    assert not found, "\n".join(found)


@looks
def test_the_pages_of_the_office(nursery, dark):
    """U01 U11 S47 S60"""
    owner = next(one for one in nursery.cast["people"] if "owner" in one["roles"])
    page = nursery.office(owner["name"].split()[0], dark=dark)
    child = nursery.cast["children"][0]["id"]
    addresses = [f"/office/{path}" for path in OFFICE]
    addresses += [f"/office/children/{child}/{path}" for path in FILE]

    found = audited(page, addresses, 24)

    assert not found, "\n".join(found)


@looks
def test_the_pages_at_the_door(nursery, dark):
    """U01 U09 U11 S47 S60"""
    found = audited(nursery.look(dark=dark), DOOR, 48)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_nothing_scrolls_sideways(nursery, width):
    """U13 U14 Phone to desktop, upright and lying."""
    page = nursery.parent("Sanne")
    page.set_viewport_size({"width": width, "height": 640})
    child = nursery.person("Sanne")["children"][0]["id"]
    wrong = []
    for address in [*(f"/parent/{path}" for path in PARENT), f"/parent/children/{child}/diary/",
                    "/account/", *DOOR]:  # fmt: skip
        page.goto(address)
        if sideways(page) > 0:
            wrong.append((address, sideways(page)))
    assert wrong == []


def test_who_asks_for_less_motion_gets_none(nursery):
    """U15"""
    page = nursery.parent("Sanne", reduced_motion="reduce")
    for address in ("/parent/", "/parent/photos/", "/parent/more/"):
        page.goto(address)
        assert moving(page) == []


def test_focus_is_always_seen(nursery):
    """U05 Every stop of the Tab key shows a ring or an edge that was not there before."""
    page = nursery.parent("Sanne")
    page.goto("/parent/")
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const one = document.activeElement
              if (one === document.body) return null
              const style = getComputedStyle(one)
              const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
              return [one.outerHTML.slice(0, 100), ring || style.boxShadow !== "none"]
            }"""
        )
        if stop and not stop[1]:
            unseen.append(stop[0])
    assert unseen == []


def test_dark_follows_the_device_and_can_be_chosen(nursery):
    """U16 From the first paint: the page is never white first."""
    page = nursery.look(dark=True)
    page.goto("/sign-in/", wait_until="commit")
    page.wait_for_selector("main")
    assert brightness(page) < 60

    light = nursery.look()
    light.goto("/sign-in/")
    assert brightness(light) > 200
    light.context.add_cookies([{"name": "theme", "value": "dark", "url": nursery.origin}])
    light.goto("/sign-in/")
    assert brightness(light) < 60


def brightness(page) -> float:
    """Of the ground of the page, 0 to 255, as painted."""
    return page.evaluate(
        """() => {
          const canvas = document.createElement("canvas").getContext("2d")
          const found = [document.body, document.documentElement]
            .map((one) => getComputedStyle(one).backgroundColor)
            .find((colour) => colour !== "rgba(0, 0, 0, 0)")
          canvas.fillStyle = found
          canvas.fillRect(0, 0, 1, 1)
          const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data
          return (red + green + blue) / 3
        }"""
    )


def test_no_colour_stands_alone(nursery):
    """U12 What has a tone also has words or a drawing."""
    device = next(one for one in nursery.cast["devices"] if one["group_name"] == "Kikkers")
    page = nursery.tablet("Kikkers", person=next(o for o in device["people"] if o["pin"])["name"])
    page.locator(".tile").first.wait_for()
    alone = """[...document.querySelectorAll("[data-tone], [data-state], [data-kind]")]
      .filter((one) => one.checkVisibility())
      .filter((one) => !one.textContent.trim() && !one.querySelector("svg"))
      .map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(alone) == []


def test_the_first_visit_of_a_parent_is_light(nursery):
    """B4 At most five requests and 50 KiB on the wire, styles and scripts included."""
    person = nursery.person("Sanne")
    signed_in = nursery.parent("Sanne")
    page = nursery.look()
    page.context.add_cookies(signed_in.context.cookies())
    wire, kinds, sizes = page.context.new_cdp_session(page), {}, {}
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}),
    )
    page.goto(f"/parent/children/{person['children'][0]['id']}/")
    page.wait_for_timeout(1000)

    shell = [number for number, kind in kinds.items() if kind not in {"EventSource", "Image"}]
    assert len(shell) <= 5, [kinds[number] for number in shell]
    assert sum(sizes.get(number, 0) for number in shell) <= 50 * 1024


def test_a_parent_needs_no_mouse(nursery):
    """U04 U18 Signing in, reading the day, changing a wish and leaving, by keyboard alone."""
    page, person = nursery.look(), nursery.person("Sanne")
    page.goto("/sign-in/password/")
    tab_to(page, "[name=email]")
    page.keyboard.type(person["email"])
    tab_to(page, "[name=password]")
    page.keyboard.insert_text(story.PASSWORD)  # as a password manager or pasting does
    page.keyboard.press("Enter")
    page.wait_for_url("**/parent/**")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    tab_to(page, 'a[href="/parent/more/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/parent/more/")
    tab_to(page, 'a[href$="preferences/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/preferences/")
    tab_to(page, "input[name=wanted]:not(:disabled)")
    was = page.evaluate("document.activeElement.checked")
    page.keyboard.press("Space")

    assert page.evaluate("document.activeElement.checked") is not was


def tab_to(page, selector, most=80):
    """Press Tab until this element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
