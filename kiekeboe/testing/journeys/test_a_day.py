"""One day at the nursery: from the caregiver's tap to the parent's phone, and to nobody else."""

import re
import time
from io import BytesIO

import pytest
from PIL import Image

from kiekeboe.testing.journeys.auditing import violations

pytestmark = pytest.mark.journey
WITHIN = 1.0  # seconds from the answer to the tablet to the parent's open page


def choose(tablet, names):
    for name in names:
        tablet.locator(".tile", has=tablet.get_by_text(name, exact=True)).locator(
            ".tile-pick"
        ).click()


@pytest.fixture
def here(nursery):
    """The tablet of the Kikkers with somebody at it, and four children who are there."""
    device = next(one for one in nursery.cast["devices"] if one["group_name"] == "Kikkers")
    person = next(one for one in device["people"] if one["pin"])
    tablet = nursery.tablet("Kikkers", person=person["name"])
    tiles = tablet.locator('.tile:is([data-state="wakker"], [data-state="slaapt"]) .tile-name')
    tiles.first.wait_for()
    return tablet, tiles.all_inner_texts()


def four(child, names):
    """This child and three more who are there."""
    return [child["name"], *[name for name in names if name != child["name"]]][:4]


def log_bottle(tablet, names):
    choose(tablet, names)
    tablet.locator('[data-log="bottle"]').click()
    sheet = tablet.locator("log-sheet")
    sheet.wait_for()
    with tablet.expect_response("**/group/items/") as answered:
        sheet.locator("[data-save]").click()
    return answered.value


def test_a_bottle_for_four_is_on_the_open_phone_within_a_second(nursery, here):
    """U08 U31 U32"""
    tablet, names = here
    phone, child = open_phone(nursery, names)
    before = phone.locator("#day li").count()
    phone.wait_for_timeout(800)  # the stream opens

    answer = log_bottle(tablet, four(child, names))
    began = time.monotonic()
    phone.wait_for_function(
        "(before) => document.querySelectorAll('#day li').length > before", arg=before
    )

    assert answer.status == 200
    assert time.monotonic() - began < WITHIN
    assert tablet.locator("app-toast, .toast").first.is_visible()
    assert violations(phone) == []


def test_after_a_lost_connection_nothing_is_missing(nursery, here):
    """U30 What was logged while the phone had no internet is there when it is back."""
    tablet, names = here
    phone, child = open_phone(nursery, names)
    phone.wait_for_timeout(800)
    before = phone.locator("#day li").count()

    phone.context.set_offline(True)
    phone.wait_for_timeout(300)
    answer = log_bottle(tablet, four(child, names))
    phone.wait_for_timeout(500)
    assert phone.locator("#day li").count() == before
    phone.context.set_offline(False)
    phone.wait_for_function(
        "(before) => document.querySelectorAll('#day li').length > before",
        arg=before,
        timeout=15_000,
    )

    assert answer.status == 200


def open_phone(nursery, names):
    """The phone of a parent of one of these children, on that child's day."""
    ours = nursery.cast["organisations"][0]["id"]
    for one in nursery.cast["people"]:
        if one["kind"] == "guardian" and one["email"] and one["organisation"] == ours:
            for child in one["children"]:
                if child["name"] in names:
                    phone = nursery.parent(one["name"].split()[0])
                    phone.goto(f"/parent/children/{child['id']}/")
                    return phone, child
    raise AssertionError(f"none of {names} has a parent with an account")


def test_an_invited_parent_comes_in_by_mail_and_sees_the_day(nursery, house):
    """S29 U18 U20 The mail, the link, the birth date, a password that is pasted, the first day."""
    ours = nursery.cast["organisations"][0]["id"]
    newcomer = next(
        one
        for one in nursery.cast["people"]
        if one["kind"] == "guardian" and one.get("invited_as") and one["organisation"] == ours
    )
    desk = nursery.office(owner_of(nursery))
    desk.goto("/office/invitations/")
    child_page = find_family(desk, nursery, newcomer)
    desk.goto(child_page)
    desk.locator('form[action*="/invitation/"] button').first.click()
    mail = house.post_office.wait_for(newcomer["invited_as"])
    text = mail.get_body(("plain",)).get_content()
    link = re.search(r"http\S+/welcome/\S+", text)[0]

    phone = nursery.look("phone")
    phone.goto(link)
    assert violations(phone) == []
    born = next(one for one in nursery.cast["children"] if one["first_name"] in text)["born_on"]
    year, month, day = born.split("-")
    phone.locator("input[name^=born]").first.fill(f"{day}-{month}-{year}")
    phone.locator("form:has(input[name^=born]) button").last.click()
    phone.wait_for_url("**/account/**")
    assert violations(phone) == []
    field = phone.locator("input[type=password]").first
    field.fill("kruimel in de zandbak 7")
    phone.locator("form:has(input[type=password]) button").last.click()
    phone.wait_for_url("**/parent/**")

    assert phone.locator("h1").first.is_visible()
    assert phone.problems + phone.strangers == []


def owner_of(nursery):
    ours = nursery.cast["organisations"][0]["id"]
    owners = (
        one
        for one in nursery.cast["people"]
        if "owner" in one["roles"] and one["organisation"] == ours
    )
    return next(owners)["name"].split()[0]


def find_family(desk, nursery, newcomer):
    """The family tab on which this guardian stands."""
    for child in nursery.cast["children"]:
        if child["organisation"] == nursery.cast["organisations"][0]["id"]:
            address = f"/office/children/{child['id']}/family/"
            desk.goto(address)
            if desk.get_by_text(newcomer["name"]).count():
                return address
    raise AssertionError(f"{newcomer['name']} stands on no family page")


def drawn() -> bytes:
    """A photo that no camera took."""
    content = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def test_who_did_not_say_yes_twice_is_on_no_photo_that_others_get(nursery, here):
    """S37 S38 S61 The other family gets no page, no album, no bytes, and hears of nothing."""
    tablet, names = here
    children = [one for one in nursery.cast["children"] if one["first_name"] in names]
    alone = [one for one in children if answered(one) == (True, False)]
    shared = [one for one in children if answered(one) == (True, True)]
    parents = {child: who for who in signing_in(nursery) for child in ids_of(who)}
    mine = next(one for one in alone if one["id"] in parents)
    other = next(
        one
        for one in shared
        if one["id"] in parents and mine["id"] not in ids_of(parents[one["id"]])
    )

    tablet.goto("/group/#photo")
    tablet.locator("[data-file]").last.set_input_files(
        {"name": "zand.jpg", "mimeType": "image/jpeg", "buffer": drawn()}
    )
    for one in (mine, other):
        tablet.locator(f'[data-tag="{one["id"]}"]').click()
    tablet.locator("[data-verdict] .row").nth(1).wait_for()
    with tablet.expect_response("**/group/photos/*/") as kept:
        tablet.locator("[data-send]").click()
    assert kept.value.ok
    photo = kept.value.url.rstrip("/").rpartition("/")[2]

    assert found_by(nursery, parents[mine["id"]], photo) == (True, 200, 200)
    assert found_by(nursery, parents[other["id"]], photo) == (False, 404, 404)


def answered(child) -> tuple:
    given = child["consent"]
    return given.get("own_portal"), given.get("group_portal")


def signing_in(nursery) -> list[dict]:
    return [one for one in nursery.cast["people"] if one["kind"] == "guardian" and one["email"]]


def ids_of(parent) -> list[str]:
    return [one["id"] for one in parent["children"]]


def found_by(nursery, parent, photo) -> tuple:
    """(in an album, the page, the bytes) of this photo for a parent, also by its known id."""
    phone = nursery.parent(parent["name"].split()[0])
    in_album = False
    for child in ids_of(parent):
        for path in (f"/parent/photos/?child={child}", f"/parent/children/{child}/"):
            phone.goto(path)
            in_album |= photo in phone.content()
    page = phone.goto(f"/parent/photos/{photo}/")
    content = phone.request.get(f"/parent/photos/{photo}/1200/")
    return in_album, page.status, content.status
