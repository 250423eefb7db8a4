"""Writes down how the app of now leaves its queue: `python -m kiekeboe.testing.queues.freezing v1`.

The demo is told in a temporary folder, a tablet is hung before it, the internet goes away, one
thing of each kind is written, and what is in the browser's database is kept as a file.
"""

import json
import sys
import tempfile
from pathlib import Path

from kiekeboe.testing.queues import FOLDER, read


def write_one_of_each(tablet) -> list[dict]:
    """What waits on a tablet after one thing of most kinds was written without internet."""
    awake = tablet.babies()
    for kind in ("bottle", "food", "drink", "nappy", "activity", "particular"):
        tablet.log(kind, awake[:1], note=f"ingevroren {kind}")
    tablet.log("sleep", awake[1:2])
    nap = tablet.page.locator(f"#tile-{awake[1]} [data-wakes]")
    entry = nap.get_attribute("data-wakes")
    tablet.page.locator(f'.rail [data-looked="{entry}"]').click()
    nap.click()
    tablet.page.locator("[data-arrives]").first.click()
    tablet.page.wait_for_timeout(300)
    return [read(one) for one in tablet.waiting()]


def main(version: str) -> None:
    from playwright.sync_api import sync_playwright

    from kiekeboe.testing.journeys.walls import Wall
    from kiekeboe.testing.mail import free_port
    from kiekeboe.testing.weather import HouseInWeather

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = HouseInWeather(Path(folder) / "var", free_port()).open()
        device = next(one for one in house.cast["devices"] if one["group_name"] == "Kikkers")
        tablet = Wall(house.weather, playwright, Path(folder) / "wall", device)
        try:
            tablet.switch_on().open_for_the_first_time().unlock()
            house.weather.turns("dead")
            rows = write_one_of_each(tablet)
        finally:
            tablet.switch_off()
            house.weather.ends()
            house.close()
    written = json.dumps(rows, indent=1, ensure_ascii=False, sort_keys=True)
    (FOLDER / f"{version}.json").write_text(written + "\n")
    print(f"{len(rows)} writes in {version}.json")


if __name__ == "__main__":
    main(sys.argv[1])
