"""Grandma reads along, and a heart from home reaches the group: in a real browser (A6, D3)."""

import re

import pytest

from kiekeboe.testing.journeys.auditing import faults, violations
from kiekeboe.testing.journeys.test_a_day import open_phone

pytestmark = pytest.mark.journey
BLOCK = """
import sys
from django.utils import timezone
from kiekeboe.people.models import Guardianship
from kiekeboe.testing import make
child, name, what = sys.argv[1:]
one = Guardianship.objects.parental().get(child=child, guardian__first_name=name)
by = make.employee(one.organisation).actor()
getattr(one, what)(by=by, at=timezone.now())
"""


def invite(nursery, phone, child):
    """The parent fills the form in, and grandma gets her mail."""
    phone.goto("/parent/more/")
    phone.locator(f'a[href="/parent/children/{child["id"]}/family/"]').click()
    assert faults(phone, least=48) == []
    for name, typed in {
        "first_name": "Riet",
        "last_name": "Vis",
        "email": "riet@demo.test",
    }.items():
        phone.locator(f"[name={name}]").fill(typed)
    phone.locator("form:has([name=email]) button").last.click()
    phone.get_by_text("Riet Vis", exact=True).first.wait_for()
    mail = nursery.house.post_office.wait_for("riet@demo.test")
    text = mail.get_body(("plain",)).get_content()
    assert "Sanne" in text
    return re.search(r"http\S+/welcome/\S+", text)[0]


def accept(nursery, link, child):
    """Grandma opens the link, tells the birth date, and chooses a password."""
    page = nursery.look("phone")
    page.goto(link)
    born = next(one for one in nursery.cast["children"] if one["id"] == child["id"])["born_on"]
    page.locator("input[name^=born]").first.fill("-".join(reversed(born.split("-"))))
    page.locator("form:has(input[name^=born]) button").last.click()
    page.wait_for_url("**/account/**")
    page.locator("input[type=password]").first.fill("kruimel in de zandbak 7")
    page.locator("form:has(input[type=password]) button").last.click()
    page.wait_for_url("**/parent/**")
    return page


def test_grandma_reads_along_until_the_parent_who_invited_her_is_blocked(nursery, house):
    """S30 Diary and photos, nothing else; and out at the same moment."""
    child = nursery.person("Sanne")["children"][0]
    parent = nursery.parent("Sanne")
    grandma = accept(nursery, invite(nursery, parent, child), child)

    here = f"/parent/children/{child['id']}/"
    for address in (here, f"{here}diary/", "/parent/photos/", "/parent/more/"):
        assert grandma.goto(address).status == 200
        assert faults(grandma, least=48) == []
        grandma.problems.clear()
    for shut in ("/parent/planning/", "/parent/messages/", f"{here}details/", f"{here}consent/"):
        assert grandma.goto(shut).status == 404
    house.script(BLOCK, child["id"], "Sanne", "block")
    try:
        assert grandma.goto(here).status == 404
        assert grandma.goto("/parent/photos/").status == 404
    finally:
        house.script(BLOCK, child["id"], "Sanne", "unblock")
    assert grandma.goto(here).status == 200

    parent.goto(f"{here}family/")
    parent.locator("summary").first.click()
    parent.locator('[name=act][value="end"]').first.click()
    parent.wait_for_url("**/family/?done=ended")
    assert grandma.goto(here).status == 404


def test_a_heart_from_home_is_on_the_board_and_seen_with_one_tap(nursery):
    """D3 One tap at home, one tap in the group."""
    device = next(one for one in nursery.cast["devices"] if one["group_name"] == "Kikkers")
    person = next(one for one in device["people"] if one["pin"])
    tablet = nursery.tablet("Kikkers", person=person["name"])
    tiles = tablet.locator('.tile:is([data-state="wakker"], [data-state="slaapt"]) .tile-name')
    tiles.first.wait_for()
    phone, child = open_phone(nursery, tiles.all_inner_texts())
    heart = phone.locator("#day .heart[aria-pressed=false]").first
    id = heart.get_attribute("id")
    with phone.expect_response("**/reactions/") as answered:
        heart.focus()
        phone.keyboard.press("Enter")
        assert phone.locator(f"#{id}").get_attribute("aria-pressed") == "true"
    assert answered.value.status == 204
    assert violations(phone) == []

    tablet.goto(f"/group/#child={child['id']}")
    seen = tablet.locator("[data-reaction]").first
    seen.wait_for()
    assert violations(tablet) == []
    with tablet.expect_response("**/group/items/") as answered:
        seen.click()
    assert answered.value.json()["answers"][0]["status"] == 200
    phone.reload()
    assert phone.locator(f"#{id}").get_attribute("aria-pressed") == "true"
    phone.locator(f"#{id} + .say-more").click()
    phone.locator("[name=text]").fill("Wat fijn!")
    phone.locator("form:has([name=text]) button").click()
    phone.locator(".reply", has_text="Wat fijn!").wait_for()
    assert faults(phone, least=48) == []
