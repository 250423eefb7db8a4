"""A tablet without room: words are kept and sent, photos are refused before they wait."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error as BrowserError

from kiekeboe.testing.journeys.test_offline import share_photo
from kiekeboe.testing.journeys.walls import entries, until

pytestmark = pytest.mark.journey


# As a browser refuses when the disk is full. Chromium does not hold itself to a smaller quota that
# its own tools set, so the refusal is given here, at the door of the database.
FULL = """() => {
  for (const name of ["add", "put"]) {
    IDBObjectStore.prototype[name] = () => { throw new DOMException("full", "QuotaExceededError") }
  }
  navigator.storage.estimate = async () => ({ quota: 1_000_000_000, usage: 999_000_000 })
}"""


def test_a_full_tablet_drops_no_word(wall, house_in_weather):
    """R09 It says so, keeps the words in the page, and sends them from there."""
    house = house_in_weather
    tablet = wall().open_for_the_first_time().unlock()
    (child, *_) = tablet.children()
    house.weather.turns("dead")
    tablet.page.evaluate(FULL)
    for number in range(3):
        tablet.log("particular", [child], note=f"Vol {number} " + "woord " * 300)
    banner = tablet.page.locator("[data-full]")
    banner.wait_for()
    assert "vol" in banner.inner_text()

    house.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    notes = until(lambda: len(found := said_of(house, child)) == 3 and found)
    assert [note.split(" woord")[0] for note in notes] == ["Vol 0", "Vol 1", "Vol 2"]
    banner.wait_for(state="hidden")


def said_of(house, child):
    rows = entries(house, child_id=child, kind="particular")
    return [one["note"] for one in rows if one["note"].startswith("Vol ")]


def test_a_tablet_that_is_nearly_full_says_so_before_photos_wait(wall, house_in_weather):
    """R09"""
    tablet = wall().open_for_the_first_time().unlock()
    until(lambda: any(name == "closed" for name, _ in tablet.dump()["state"]))
    house_in_weather.weather.turns("dead")
    tablet.page.evaluate(FULL)
    with suppress(BrowserError):  # the page keeps the photo in sight: it is not shared
        share_photo(tablet)
    assert [one for one in tablet.waiting() if one["kind"] == "photo"] == []
    assert "vol" in tablet.page.locator("photo-share [data-problem]").inner_text()
