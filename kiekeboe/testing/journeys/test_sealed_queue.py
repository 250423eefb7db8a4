"""What a tablet wrote before it lost touch for three days: it carries it, and cannot read it."""

import pytest

from kiekeboe.testing.journeys.test_forgetting import later
from kiekeboe.testing.journeys.test_offline import noise
from kiekeboe.testing.journeys.walls import entries, rows, until

pytestmark = pytest.mark.journey


def test_what_waited_for_three_days_is_sealed_and_arrives(wall, house_in_weather):
    """S34, R02 Words and a photo; read by nobody on the tablet, and once in the house."""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    child = tablet.babies()[0]
    for number in range(3):
        tablet.log("drink", [child], note=f"drie dagen {number}")
    tablet.go("photo")
    tablet.page.locator("[data-file]").last.set_input_files(
        {"name": "zand.jpg", "mimeType": "image/jpeg", "buffer": noise()}
    )
    tablet.page.locator("[data-tag]").first.click()
    tablet.page.locator('[data-send][aria-disabled="false"]').click()
    until(lambda: len(tablet.waiting()) == 4)
    later(tablet, hours=73)

    until(lambda: all("sealed" in one for one in tablet.waiting()))
    held = str(tablet.dump())
    assert "drie dagen" not in held
    assert child not in held
    assert len(tablet.waiting()) == 4

    house_in_weather.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_until_sent(30)
    arrived = [one["note"] for one in entries(house_in_weather, child_id=child)]
    assert [one for one in arrived if one.startswith("drie")] == [
        f"drie dagen {number}" for number in range(3)
    ]
    photo = next(one["what"]["photo"] for one in tablet.noted.values() if one["kind"] == "photo")
    assert rows(
        house_in_weather, "SELECT id FROM photos_photo WHERE id = ?", photo.replace("-", "")
    )
    assert tablet.page.problems == []
