"""A parent looks through the album, keeps a favourite, takes photos home and reports one."""

import os
import zipfile

import pytest

from kiekeboe.testing.journeys.auditing import faults

pytestmark = pytest.mark.journey
LEAST = 24


def families(nursery):
    ours = nursery.cast["organisations"][0]["id"]
    for one in nursery.cast["people"]:
        if one["kind"] == "guardian" and one["email"] and one["organisation"] == ours:
            yield one


@pytest.fixture
def album(nursery):
    """The phone of a parent who has photos and agreed to private use, on the album."""
    for one in families(nursery):
        phone = nursery.parent(one["name"].split()[0])
        phone.goto("/parent/photos/")
        if phone.locator(".album li").count() > 2:
            agree = phone.locator('form[action*="private-use"] button')
            if agree.count():
                assert faults(phone, least=LEAST) == []
                agree.click()
                phone.wait_for_url("**/parent/photos/")
            phone.mother = one
            return phone
    raise AssertionError("no parent has three photos")


def prints(album):
    return album.locator("a[data-photo]").evaluate_all("all => all.map((one) => one.dataset.photo)")


def test_the_album_opens_in_full_and_is_walked_by_keys(album):
    """U27 Arrows, Home, End and Escape; the focus comes back to the photo that was seen last."""
    look(album, "grid")
    assert faults(album, least=LEAST) == []
    ids = prints(album)
    album.locator("a[data-photo]").first.click()
    dialog = album.locator("dialog[open]")
    dialog.locator("img").first.wait_for()
    album.wait_for_timeout(400)
    look(album, "full")
    assert faults(album, least=LEAST) == []
    album.keyboard.press("ArrowRight")
    album.wait_for_url(f"**/parent/photos/{ids[1]}/**")
    album.keyboard.press("Home")
    album.wait_for_url(f"**/parent/photos/{ids[0]}/**")
    album.keyboard.press("ArrowRight")
    album.wait_for_url(f"**/parent/photos/{ids[1]}/**")
    album.keyboard.press("Escape")
    album.wait_for_url("**/parent/photos/")
    dialog.wait_for(state="hidden")
    assert album.evaluate("document.activeElement.dataset.photo") == ids[1]


def test_a_favourite_is_kept_at_the_tap(album):
    album.locator("a[data-photo]").first.click()
    heart = album.locator("dialog keep-photo button")
    with album.expect_response("**/favourite/") as kept:
        heart.click()
    assert kept.value.status == 204
    assert heart.get_attribute("aria-pressed") == "true"
    album.goto("/parent/photos/?favourites=1")
    assert album.locator(".album li").count() >= 1


def test_a_zip_holds_exactly_what_was_chosen(album, tmp_path):
    album.locator("[data-choose]").click()
    boxes = album.locator(".pick input")
    for place in (0, 1):
        boxes.nth(place).check(force=True)
    look(album, "choose")
    assert faults(album, least=LEAST) == []
    with album.expect_download() as coming:
        album.locator("[data-take]").click()
    coming.value.save_as(tmp_path / "photos.zip")
    with zipfile.ZipFile(tmp_path / "photos.zip") as packed:
        assert packed.testzip() is None
        assert len(packed.namelist()) == 2
    names = {one["name"].split()[0] for one in album.mother["children"]}
    assert all(any(name in file for name in names) for file in packed.namelist())


def test_a_photo_is_reported_in_three_taps_and_other_families_see_nothing_of_it(album, nursery):
    photo = prints(album)[0]
    album.locator("a[data-photo]").first.click()
    album.locator("dialog [data-report]").click()
    album.locator("details.report[open]").wait_for()
    album.locator("details.report .choice").nth(2).click()
    album.locator("details.report button").click()
    album.locator("#asked").wait_for()
    look(album, "reported")
    assert faults(album, least=LEAST) == []
    mine = {one["id"] for one in album.mother["children"]}
    others = (one for one in families(nursery) if not mine & {c["id"] for c in one["children"]})
    stranger = nursery.parent(next(others)["name"].split()[0])
    stranger.goto(f"/parent/photos/{photo}/")
    assert stranger.locator("#asked").count() == 0


def look(page, name):
    """Keep a picture for whoever asked for them."""
    if folder := os.environ.get("KIEKEBOE_SCREENS"):
        page.screenshot(path=f"{folder}/album-{name}.png")
