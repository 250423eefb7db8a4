"""A new location, from nothing to a family that is invited and a tablet on the wall."""

import re
from datetime import date, timedelta

import pytest

from kiekeboe.testing.journeys.auditing import violations

pytestmark = pytest.mark.journey
BORN = date.today() - timedelta(days=300)


def fill(page, address, **answers):
    """Fill in a form as a person does, and send it with its first button."""
    page.goto(address)
    form = page.locator(f"main form:has([name={next(iter(answers))}])")
    for name, answer in answers.items():
        field = form.locator(f"[name={name}]")
        if field.first.evaluate("one => one.tagName") == "SELECT":
            options = field.locator("option", has_text=answer)
            field.select_option(options.first.get_attribute("value"))
        else:
            field.fill(str(answer))
    form.locator("button").first.click()
    page.wait_for_load_state()


def id_in(page, pattern):
    return re.search(pattern, page.content())[1]


def test_the_office_makes_a_place_and_invites_its_first_family(nursery, house):
    """U21 Location, group, child, guardian, consent, invitation and tablet, one by one."""
    desk = nursery.office("Hanneke")

    fill(desk, "/office/places/new/", name="De Wilg", care_type="Dagopvang")
    desk.goto("/office/places/")
    location = id_in(desk, r"De Wilg[\s\S]*?places/([0-9a-f-]{36})/groups/new/")
    fill(desk, f"/office/places/{location}/groups/new/", name="Mezen", capacity=12)
    fill(
        desk, "/office/children/new/", first_name="Fenna", last_name="Wilgenhof",
        born_on=BORN.isoformat(), group="Mezen",
        started_on=date.today().isoformat(),
    )  # fmt: skip
    child = id_in(desk, r"children/([0-9a-f-]{36})/family/")
    assert violations(desk) == []
    fill(
        desk, f"/office/children/{child}/guardians/new/", first_name="Wiebe", last_name="Wilgenhof",
        email="wiebe@demo.kiekeboe.test", relation="Vader",
    )  # fmt: skip

    desk.goto(f"/office/children/{child}/consent/")
    assert desk.locator("main").inner_text().count("Mag niet") >= 2
    answer = id_in(desk, rf'"(/office/children/{child}/consent/[^"]+/own_portal/)"')
    desk.goto(answer)
    desk.locator("[name=answer][value=yes]").check()
    desk.locator("main form:has([name=answer]) button").first.click()
    desk.goto(f"/office/children/{child}/family/")
    desk.locator('form[action*="/invitation/"] button').first.click()

    letter = house.post_office.wait_for("wiebe@demo.kiekeboe.test")
    text = letter.get_body(("plain",)).get_content()
    assert re.search(r"http\S+/welcome/\S+", text)
    assert "Fenna" in text + letter["Subject"]
    assert "Wilgenhof" not in text.replace("Wiebe Wilgenhof", "")


def test_a_tablet_is_paired_with_a_code_on_both_sides(nursery):
    """S24 U04"""
    desk = nursery.office("Hanneke")
    fill(desk, "/office/tablets/new/", group="Kikkers", device_name="Tablet bij het raam")
    code = desk.locator(".bigcode").inner_text()

    tablet = nursery.look("tablet")
    tablet.goto("/group/pair/")
    tablet.locator("#code").fill(code)
    tablet.keyboard.press("Enter")
    tablet.wait_for_load_state()
    shown = tablet.locator(".paircode output").inner_text()
    desk.locator("[name=tablet_code]").fill(shown)
    desk.keyboard.press("Enter")

    tablet.wait_for_url("**/group/", timeout=15_000)
    tablet.locator(".groupmark:not(:empty)").wait_for()
    assert violations(tablet) == []
