"""A photo on the tablet, from the camera to who may have it: counted, cut, covered and asked."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from kiekeboe.lib.films.tests.filmed import film, needs_ffmpeg
from kiekeboe.testing import portraits
from kiekeboe.testing.journeys.auditing import SIDEWAYS, SMALL, violations
from kiekeboe.testing.journeys.walls import plain, rows, until

pytestmark = pytest.mark.journey
OPEN = '[data-send][aria-disabled="false"]'


@pytest.fixture
def tablet(wall):
    """A tablet with somebody at it, on the sheet for photos."""
    return wall().open_for_the_first_time().unlock()


def choose(tablet, content: bytes, *, faces: int, name="foto.jpg", kind="image/jpeg"):
    """The sheet with this photo on it, after the tablet looked for faces."""
    tablet.go("photo")
    page = tablet.page
    page.locator("[data-file]").last.set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    page.locator("[data-looking]:not(:empty)").wait_for()
    page.locator(f"[data-faces]:has(> :nth-child({faces}):last-child)").wait_for(
        state="attached"
    ) if faces else page.locator("[data-stage]:not([hidden])").wait_for()
    return page.locator("photo-share")


def tag(sheet, *names):
    for name in names:
        sheet.locator("[data-tag]", has_text=name).first.click()


def shared(tablet) -> dict:
    """Share what is on the sheet; the item that was written for it."""
    sheet = tablet.page.locator("photo-share")
    sheet.locator(OPEN).click()
    sheet.wait_for(state="detached")
    return [one["what"] for one in tablet.noted.values() if one["kind"] == "photo"][-1]


def stored(house, photo: str) -> Image.Image:
    """The largest picture that is kept of a photo."""
    found = until(
        lambda: rows(
            house,
            "SELECT path FROM photos_rendition WHERE photo_id = ? ORDER BY longest DESC",
            plain(photo),
        )
    )
    file = next(Path(house.data).rglob(found[0]["path"].split("/")[-1]))
    return Image.open(io.BytesIO(file.read_bytes())).convert("RGB")


def detail(picture: Image.Image, n: int, of: int) -> float:
    """How much there is to see in the n-th portrait: the mean step from one pixel to the next."""
    scale = picture.width / portraits.WIDTH
    left, face = portraits.lefts(of)[n] * scale, portraits.FACE * scale
    top = (picture.height - face) / 2
    # The middle of a portrait is a face: eyes, nose and mouth.
    box = (left + face * 0.33, top + face * 0.3, left + face * 0.67, top + face * 0.62)
    seen = picture.crop(tuple(map(round, box))).convert("L").resize((64, 64))
    grey = list(seen.tobytes())
    steps = [abs(a - b) for a, b in pairwise(grey)]
    return sum(steps) / len(steps)


def test_two_faces_and_one_name_ask_who_it_is(tablet, house_in_weather):
    """C3 Before anything leaves, and also without internet; one tap answers."""
    house_in_weather.weather.turns("dead")
    sheet = choose(tablet, portraits.people(2), faces=2)
    tag(sheet, "Saar")
    assert sheet.locator(OPEN).count() == 0
    assert "Wie is dit?" in sheet.locator("[data-asks]").inner_text()

    sheet.locator('[data-asks] [data-act="adults"]').click()

    what = shared(tablet)
    assert (what["faces"], what["untagged"], len(what["children"])) == (2, "adults", 1)
    house_in_weather.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_until_sent(30)
    asked = "SELECT untagged FROM photos_photo WHERE id = ?"
    assert rows(house_in_weather, asked, plain(what["photo"]))[0]["untagged"] == "adults"
    assert tablet.page.problems == []


def test_as_many_names_as_faces_is_five_taps(tablet):
    """U07 Take, tag and share a photo of two: both tiles, the photo button, the camera, share."""
    board = tablet.page.locator(".tile-pick")
    tablet.page.evaluate("addEventListener('click', () => (window.taps = (window.taps ?? 0) + 1))")
    for name in ("Saar", "Daan"):
        board.filter(has_text=name).first.click()
    tablet.page.locator('.dock [data-log="photo"]').click()
    sheet = tablet.page.locator("photo-share")
    with tablet.page.expect_file_chooser() as camera:
        sheet.locator("label:has([capture])").first.click()
    camera.value.set_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": portraits.people(2)}
    )
    sheet.locator("[data-faces] > :nth-child(2)").wait_for(state="attached")
    what = shared(tablet)
    # A tap on a label is heard twice: for the label and for the field in it.
    assert tablet.page.evaluate("window.taps") - 1 <= 5
    assert (what["faces"], what["untagged"], len(what["children"])) == (2, "", 2)
    tablet.wait_until_sent(30)


def test_a_face_that_was_blurred_is_in_nothing_that_is_kept(tablet, house_in_weather):
    """C4 The picture that leaves the tablet has no face there any more."""
    sheet = choose(tablet, portraits.people(2), faces=2)
    tag(sheet, "Saar")
    boxes = sheet.locator(".facebox")
    first = 0 if boxes.nth(0).bounding_box()["x"] < boxes.nth(1).bounding_box()["x"] else 1
    boxes.nth(first).click()
    sheet.locator(".facebox[data-blur]").wait_for()
    assert sheet.locator('[data-asks] [data-act="adults"]').count() == 0

    what = shared(tablet)
    tablet.wait_until_sent(30)

    assert what["untagged"] == "covered"
    picture = stored(house_in_weather, what["photo"])
    covered, open_ = detail(picture, 0, 2), detail(picture, 1, 2)
    assert covered < open_ / 3, (covered, open_)


def test_blurring_can_be_undone_until_it_is_shared(tablet, house_in_weather):
    sheet = choose(tablet, portraits.people(1), faces=1)
    tag(sheet, "Saar")
    sheet.locator(".facebox").click()
    sheet.locator(".facebox[data-blur]").wait_for()
    sheet.locator('[data-act="back"]').click()
    sheet.locator(".facebox:not([data-blur])").wait_for()
    what = shared(tablet)
    tablet.wait_until_sent(30)
    assert what["untagged"] == ""
    assert detail(stored(house_in_weather, what["photo"]), 0, 1) > 4


def test_a_child_that_is_cut_off_is_not_in_the_photo(tablet, house_in_weather):
    """C4 By a button; the arrow keys move the frame as well."""
    sheet = choose(tablet, portraits.people(2), faces=2)
    tag(sheet, "Saar")
    sheet.locator('[data-photo] [data-act="crop"]').click()
    sheet.locator('[data-preset="right"]').click()
    before = sheet.locator(".cropframe").get_attribute("data-x")
    sheet.locator(".cropframe").press("ArrowLeft")
    assert sheet.locator(".cropframe").get_attribute("data-x") != before
    sheet.locator(".cropframe").press("ArrowRight")
    sheet.locator('[data-act="framed"]').click()
    sheet.locator("[data-faces] > :only-child").wait_for(state="attached")

    what = shared(tablet)
    tablet.wait_until_sent(30)

    assert (what["faces"], what["untagged"]) == (1, "")
    picture = stored(house_in_weather, what["photo"])
    assert picture.width == pytest.approx(portraits.WIDTH / 2, abs=2)


def test_a_child_without_a_yes_is_explained_and_never_named(tablet):
    """S37, C3 A tap on the struck-out name says why, and what can be done."""
    sheet = choose(tablet, portraits.people(1), faces=1)
    luuk = sheet.locator("[data-tags] button", has_text="Luuk")
    luuk.click()
    asked = sheet.locator("[data-asks]")
    assert "Luuk mag niet op de foto" in asked.inner_text()
    assert asked.locator("[data-act]").evaluate_all(
        "(found) => found.map((one) => one.dataset.act)"
    ) == ["crop", "cover", "drop"]
    assert luuk.get_attribute("aria-pressed") is None
    assert sheet.locator(OPEN).count() == 0

    asked.locator('[data-act="drop"]').click()
    tablet.page.locator("[data-away]").click()

    sheet.locator("[data-taking]:not([hidden])").wait_for()
    assert [one for one in tablet.noted.values() if one["kind"] == "photo"] == []


def test_a_photo_of_two_with_one_who_is_strict_says_who_receives_it(tablet, house_in_weather):
    """C4 Blurring that child lets the others receive it too. The parents of Finn want no photos
    of him together with others."""
    sheet = choose(tablet, portraits.people(2), faces=2)
    tag(sheet, "Saar", "Finn")
    verdict = sheet.locator("[data-verdict]").inner_text()
    assert "Finn: alleen voor de eigen ouders" in verdict
    assert "Deel met 1 gezin" in sheet.locator("[data-send]").inner_text()
    asked = sheet.locator("[data-asks]")
    assert "Alleen de ouders van Finn krijgen deze foto" in asked.inner_text()

    asked.locator('[data-act="cover"]').click()
    sheet.locator(".facebox").first.click()

    sheet.locator('[data-verdict] .chip[data-tone="none"]').wait_for(state="detached")
    assert "Finn" not in sheet.locator("[data-verdict]").inner_text()
    what = shared(tablet)
    assert (len(what["children"]), what["untagged"]) == (1, "covered")
    tablet.wait_until_sent(30)


def test_nobody_waits_for_a_tablet_that_cannot_look_for_faces(tablet):
    """C3 It says so, and asks no more than names."""
    tablet.page.evaluate("() => { window.Worker = function () { throw new Error('no') } }")
    tablet.go("photo")
    sheet = tablet.page.locator("photo-share")
    tablet.page.locator("[data-file]").last.set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": portraits.people(3)}
    )
    tag(sheet, "Saar")
    sheet.locator("[data-looking]", has_text="We konden niet").wait_for()
    what = shared(tablet)
    assert (what["faces"], what["untagged"]) == (0, "")
    tablet.wait_until_sent(30)


@needs_ffmpeg
def test_a_short_film_goes_as_a_photo_does_and_a_long_one_stays(tablet, house_in_weather):
    """C6 At most a minute; the tablet says so before it sends anything."""
    sheet = tablet.page.locator("photo-share")
    tablet.go("photo")
    field = tablet.page.locator("[data-file]").last
    long_one = film(seconds=62, size="64x64", rate=2, sound=False)
    field.set_input_files({"name": "lang.mp4", "mimeType": "video/mp4", "buffer": long_one})
    sheet.locator("[data-problem]", has_text="60 seconden").wait_for()
    assert sheet.locator("[data-chosen]").is_hidden()

    field.set_input_files({"name": "kort.mp4", "mimeType": "video/mp4", "buffer": film(seconds=2)})
    sheet.locator("[data-plays]:not([hidden])").wait_for(state="attached")
    assert sheet.locator('[data-photo] [data-act="crop"]').is_hidden()
    tag(sheet, "Saar")
    what = shared(tablet)
    assert what["medium"] == "film"
    tablet.wait_until_sent(60)
    asked = "SELECT medium FROM photos_photo WHERE id = ?"
    assert rows(house_in_weather, asked, plain(what["photo"]))[0]["medium"] == "film"


@pytest.mark.parametrize("dark", [False, True])
def test_the_sheet_is_for_everyone(wall, dark):
    """U11, U12 With every question in sight, and with the frame open."""
    scheme = "dark" if dark else "light"
    tablet = wall(color_scheme=scheme).open_for_the_first_time().unlock()
    sheet = choose(tablet, portraits.people(2), faces=2)
    tag(sheet, "Saar")
    for framed in (False, True):
        if framed:
            sheet.locator('[data-photo] [data-act="crop"]').click()
        assert violations(tablet.page) == []
        assert tablet.page.evaluate(SMALL, 44) == []
        assert tablet.page.evaluate(SIDEWAYS) <= 0
