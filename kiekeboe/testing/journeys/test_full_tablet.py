"""A tablet without room: words are kept and sent, photos are refused before they wait."""

import pytest

from kiekeboe.testing.journeys.test_offline import share_photo
from kiekeboe.testing.journeys.walls import entries, until

pytestmark = pytest.mark.journey


def leave_room(tablet, more: int) -> None:
    """Let the browser keep no more than what is there and so many bytes."""
    used = tablet.page.evaluate("navigator.storage.estimate().then((one) => one.usage)")
    tools = tablet.context.new_cdp_session(tablet.page)
    origin = tablet.page.evaluate("location.origin")
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": used + more})


def test_a_full_tablet_drops_no_word(wall, house_in_weather):
    """R09 It says so, keeps the words in the page, and sends them from there."""
    house = house_in_weather
    tablet = wall().open_for_the_first_time().unlock()
    (child, *_) = tablet.children()
    house.weather.turns("dead")
    leave_room(tablet, 0)
    for number in range(3):
        tablet.log("particular", [child], note=f"Vol {number} " + "woord " * 300)
    said = tablet.page.locator("#toasts, [role=alert]").all_inner_texts()
    assert any("tablet" in one and "vol" in one.lower() for one in said), said

    house.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    notes = until(lambda: len(found := said_of(house, child)) == 3 and found)
    assert [note.split(" woord")[0] for note in notes] == ["Vol 0", "Vol 1", "Vol 2"]


def said_of(house, child):
    rows = entries(house, child_id=child, kind="particular")
    return [one["note"] for one in rows if one["note"].startswith("Vol ")]


def test_a_tablet_that_is_nearly_full_says_so_before_photos_wait(wall, house_in_weather):
    """R09"""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    leave_room(tablet, 1024)
    with pytest.raises(AssertionError):
        share_photo(tablet)
    assert [one for one in tablet.waiting() if one["kind"] == "photo"] == []
    said = " ".join(tablet.page.locator("[role=alert], #toasts").all_inner_texts())
    assert "vol" in said.lower(), said
