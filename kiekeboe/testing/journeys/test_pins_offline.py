"""The PIN without internet: as strict as with it, and the server hears who wrote what."""

import pytest

from kiekeboe.testing.journeys.test_forgetting import later
from kiekeboe.testing.journeys.walls import entries, plain, until

pytestmark = pytest.mark.journey


@pytest.fixture
def known(wall):
    """Eva and Latifa typed their PIN today with internet; the tablet is locked."""
    tablet = wall().open_for_the_first_time()
    for name in ("Eva", "Latifa"):
        tablet.unlock(tablet.person(name))
    tablet.lock()
    return tablet


def test_the_right_pin_opens_and_the_server_hears_who(known, house_in_weather):
    """S24, S25 Two people by turns without internet: each note has its own author."""
    house_in_weather.weather.turns("dead")
    child = known.babies()[0]
    for name in ("Eva", "Latifa"):
        known.unlock(known.person(name))
        known.log("drink", [child], note=f"van {name}")
    house_in_weather.weather.clears()
    known.wait_until_sent()

    for name in ("Eva", "Latifa"):
        (entry,) = entries(house_in_weather, note=f"van {name}")
        assert entry["author_id"] == plain(known.person(name)["id"])


def test_who_never_typed_a_pin_here_cannot_begin_without_internet(known, house_in_weather):
    """S24"""
    house_in_weather.weather.turns("dead")
    known.type_pin(known.person("Tom"))
    known.page.locator("#pin [data-problem]:not(:empty)").wait_for()
    assert known.page.locator('.staff [aria-pressed="true"]').count() == 0


def test_five_wrong_pins_lock_without_internet(known, house_in_weather):
    """S25 Also the right one does not open then, also after the tablet was off."""
    house_in_weather.weather.turns("dead")
    eva = known.person("Eva")
    known.type_pin(eva, "00000")
    problem = known.page.locator("#pin [data-problem]:not(:empty)")
    for _ in range(4):
        problem.wait_for()
        for digit in "00000":
            known.page.locator(f'#pin [data-digit="{digit}"]').click()
    known.page.wait_for_timeout(500)
    problem.wait_for()
    assert "op slot" in problem.inner_text()
    for digit in eva["pin"]:
        known.page.locator(f'#pin [data-digit="{digit}"]').click()
    known.page.wait_for_timeout(500)
    assert known.page.locator('.staff [aria-pressed="true"]').count() == 0

    known.switch_off()
    known.switch_on().open()
    known.type_pin(eva)
    known.page.locator("#pin [data-problem]:not(:empty)").wait_for()
    known.page.locator("#pin [data-closes]").click()
    known.unlock(known.person("Latifa"))


def test_a_pin_is_not_known_for_longer_than_36_hours(known, house_in_weather):
    """S34"""
    house_in_weather.weather.turns("dead")
    later(known, hours=37)
    assert known.page.locator('.staff [aria-pressed="true"]').count() == 0
    assert known.page.locator(".staff [data-face]").count() == 0, "nobody is known any more"
    assert "sealed" not in str([key for key, _ in known.dump()["state"] if "pass" in key])


def test_a_pin_that_the_office_took_away_writes_nothing(known, house_in_weather):
    """S24 A new PIN was set while the tablet had no internet: what was written before arrives,
    what the old one signed after that comes back, and can be sent in the name of who is there."""
    house_in_weather.weather.turns("dead")
    known.unlock(known.person("Latifa"))
    child = known.babies()[0]
    known.log("drink", [child], note="nog met de pin")
    house_in_weather.script(REVOKE, known.person("Latifa")["id"])
    known.log("drink", [child], note="met de oude pin")
    house_in_weather.weather.clears()
    known.page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: [one for one in known.waiting() if one["state"] == "refused"])
    assert len(entries(house_in_weather, note="nog met de pin")) == 1
    assert entries(house_in_weather, note="met de oude pin") == []

    known.unlock(known.person("Eva"))
    known.go("waiting")
    known.page.locator('[data-choice="as_me"]').click()
    known.wait_until_sent()
    (entry,) = entries(house_in_weather, note="met de oude pin")
    assert entry["author_id"] == plain(known.person("Eva")["id"])


REVOKE = """
import sys
from django.utils import timezone
from kiekeboe.accounts.models import Pass
Pass.objects.filter(employee=sys.argv[1]).update(revoked_at=timezone.now())
"""
