"""Every page of the journeys is for everyone: light and dark, small and large."""

import pytest

from kiekeboe.testing.journeys.auditing import faults, moving, sideways

pytestmark = pytest.mark.journey
PARENT = ("", "photos/", "planning/", "messages/", "more/", "more/notices/", "more/preferences/",
          "more/privacy/", "help/")  # fmt: skip
OF_CHILD = ("", "diary/", "consent/", "readers/", "details/")
GROUP = ("", "present/", "to-do/", "notes/", "sleep/", "corrections/", "photos/", "photos/new/",
         "settings/")  # fmt: skip
OFFICE = ("", "children/", "children/new/", "consents/", "invitations/", "places/", "colleagues/",
          "rights/", "tablets/", "tablets/new/", "policy/", "attendance/")  # fmt: skip
FILE = ("", "family/", "planning/", "consent/", "health/", "log/", "edit/", "guardians/new/")
DOOR = ("/sign-in/", "/sign-in/forgotten/", "/help/", "/privacy/", "/accessibility/")
looks = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def audited(page, addresses, least):
    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer.ok, f"{address}: {answer.status}"
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
    """U05 U04 Every stop of the Tab key shows a ring or an edge that was not there before."""
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
