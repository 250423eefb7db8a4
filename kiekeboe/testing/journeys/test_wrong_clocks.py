"""A tablet whose clock is wrong loses nothing, and puts nothing in another order."""

from datetime import datetime, timedelta

import pytest

from kiekeboe.testing.journeys.walls import entries

pytestmark = pytest.mark.journey
WRONG = {
    "an hour fast": timedelta(hours=1),
    "an hour slow": timedelta(hours=-1),
    "a day fast": timedelta(days=1),
    "a day slow": timedelta(days=-1),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_clock_that_was_wrong_all_day(wall, house_in_weather, wrong):
    """R05 Wrong from before the tablet was opened until after it was sent."""
    tablet = wall()
    tablet.page.clock.install(time=datetime.now().astimezone() + wrong)
    tablet.open_for_the_first_time().unlock()
    check_a_day(tablet, house_in_weather, f"klok {wrong}")


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_clock_that_went_wrong_without_internet(wall, house_in_weather, wrong):
    """R05 Right in the morning; set wrong while there was no internet."""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    tablet.page.clock.install(time=datetime.now().astimezone())
    tablet.page.clock.set_system_time(datetime.now().astimezone() + wrong)
    check_a_day(tablet, house_in_weather, f"versprongen {wrong}")


def check_a_day(tablet, house, note) -> None:
    """Notes one after the other and one nap: order and times are those of the wall."""
    child = tablet.babies()[0]
    began = datetime.now().astimezone()
    house.weather.turns("dead")
    for number in range(3):
        tablet.log("drink", [child], note=f"{note} {number}")
    assert len(tablet.waiting()) == 3
    house.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_until_sent()
    ended = datetime.now().astimezone()

    arrived = [one for one in entries(house, child_id=child) if one["note"].startswith(note)]
    assert [one["note"] for one in arrived] == [f"{note} {number}" for number in range(3)]
    slack = timedelta(minutes=2, seconds=5)
    for one in arrived:
        assert began - slack <= utc(one["started_at"]) <= ended + slack


def utc(text: str) -> datetime:
    """A moment as SQLite keeps it."""
    return datetime.fromisoformat(f"{text}+00:00")
