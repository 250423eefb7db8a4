"""What a tablet keeps, for how long, and that it forgets all of it when it must."""

import time
from datetime import datetime, timedelta

import pytest

from kiekeboe.testing.journeys.conftest import Nursery
from kiekeboe.testing.journeys.walls import HOLDS, until

pytestmark = pytest.mark.journey
FORGETS = 5.0  # seconds from the first contact
NEVER = (
    "medisch-kanarie", "straat-kanarie", "mailkanarie", "oudekanarie", "anderekanarie",
)  # fmt: skip
PLANT = """
from datetime import timedelta
from django.utils import timezone
from kiekeboe.accounts.models import User
from kiekeboe.care.models import Entry
from kiekeboe.people.models import Child, Guardian, Guardianship, Household
now = timezone.now()
day = timezone.localdate()
kikkers = Child.objects.filter(placements__group__name="Kikkers").distinct()
kikkers.update(medical_note="medisch-kanarie")
Household.objects.filter(guardians__guardianships__child__in=kikkers).update(
    street="straat-kanarie 1")
User.objects.filter(guardians__guardianships__child=kikkers.first()).update(
    email="mailkanarie@example.test")
Entry.objects.filter(child__in=kikkers, started_at__lt=now - timedelta(days=2)).update(
    note="oudekanarie")
vossen = Entry.objects.filter(group__name="Vossen")
vossen.update(note="anderekanarie")
Entry.objects.filter(group__name="Kikkers", withdrawn_at=None, started_at__lt=now).exclude(
    started_at__lt=now - timedelta(hours=20)).update(note="nieuwekanarie")
print(kikkers.first().last_name)
"""


@pytest.fixture(scope="module")
def planted(house_in_weather) -> str:
    """Words in every place that a tablet may not know, one that it must, and a last name."""
    return house_in_weather.script(PLANT).split()[-1]


def test_the_profile_holds_one_group_of_today_and_nothing_else(planted, wall, house_in_weather):
    """S34 Never medical notes, addresses, mail, older days, other groups; what it must know is
    found by the same search, so the search would find the rest."""
    tablet = wall().open_for_the_first_time().unlock()
    tablet.page.locator(".tile-pick[data-child]").first.click()
    tablet.page.locator("[data-card]:not([hidden])").click()
    tablet.page.locator("[data-place] > *").first.wait_for()
    tablet.page.wait_for_timeout(500)
    known = str(tablet.dump()) + tablet.page.evaluate(CACHED)
    tablet.switch_off()

    assert planted in known
    assert [one for one in NEVER if one in known] == []
    assert tablet.bytes_kept(planted) == [planted]
    assert tablet.bytes_kept(*NEVER) == []


CACHED = """async () => {
  const told = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      told.push(request.url, await (await cache.match(request)).text())
    }
  }
  return told.join("\\n")
}"""


def test_the_pin_opens_what_is_closed_and_the_disk_does_not(planted, wall, house_in_weather):
    """S34 What only colleagues may read lies on the tablet in a form that the disk cannot read."""
    tablet = wall().open_for_the_first_time().unlock()
    tablet.page.wait_for_timeout(500)
    tablet.lock()
    tablet.page.wait_for_timeout(300)
    known = str(tablet.dump())
    pins = [one["pin"] for one in tablet.device["people"]]
    tablet.switch_off()

    assert "nieuwekanarie" not in known
    assert tablet.bytes_kept("nieuwekanarie", *pins) == []


def test_a_tablet_that_the_office_refuses_forgets_within_five_seconds(
    planted, wall, house_in_weather, window
):
    """S34 Revoked while it had no internet and something waited; empty soon after the first
    contact, whatever the weather at that contact."""
    house = house_in_weather
    tablet = wall("Vossen").open_for_the_first_time().unlock()
    house.weather.turns("dead", "/group/", "/live/")
    child = tablet.children("wakker")[0]
    tablet.log("particular", [child], note="wachtend geheim")
    name = tablet.page.locator(".tile-name").first.inner_text()
    revoke(house, window, "Vossen")

    house.weather.clears()
    began = time.monotonic()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: forgot(tablet), seconds=FORGETS + 3)
    seconds = time.monotonic() - began
    print(f"forgot within {seconds:.1f} s")
    assert seconds <= FORGETS
    tablet.page.wait_for_timeout(500)
    assert name not in tablet.page.locator("body").inner_text()
    tablet.switch_off()
    assert "wachtend geheim" not in str(leveldb(tablet))

    tablet.switch_on(paired=False)
    tablet.page.goto("/group/")
    assert name not in tablet.page.locator("body").inner_text()


def leveldb(tablet) -> list[str]:
    """Databases that are still in the profile."""
    return [str(one) for one in tablet.folder.rglob("IndexedDB/*") if one.is_dir()]


def forgot(tablet) -> bool:
    """Whether the tablet holds nothing at all."""
    try:
        held = tablet.page.evaluate(HOLDS)
        rows = sum(len(one) for one in tablet.dump().values())
    except Exception:
        return False  # on its way to another page
    return not held["caches"] and not held["local"] and not held["session"] and rows == 0


def revoke(house, window, group: str) -> None:
    nursery = Nursery(house, window)
    device = next(one for one in house.known["devices"] if one["group_name"] == group)
    desk = nursery.office("Hanneke")
    desk.goto(f"/office/tablets/{device['id']}/revocation/")
    desk.locator("section.narrow form button").click()
    desk.wait_for_url(lambda address: "/revocation/" not in address)


def later(tablet, **lapse) -> None:
    """The tablet hangs there without internet for so long, and is opened again."""
    moment = datetime.now().astimezone() + timedelta(**lapse)
    tablet.page.clock.install(time=moment)
    tablet.page.reload()
    tablet.page.wait_for_timeout(500)


def test_after_36_hours_without_contact_nobody_is_on_the_board(wall, house_in_weather):
    """S34 And the PIN opens nothing any more; what waits is kept."""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    child, name = tablet.babies()[0], first_name(tablet)
    tablet.log("drink", [child], note="bleef wachten")
    later(tablet, hours=37)

    assert tablet.page.locator(".tile").count() == 0
    assert name not in tablet.page.locator("body").inner_text()
    until(lambda: name not in str(tablet.dump().get("snapshot", "")))
    assert len(tablet.waiting()) == 1
    assert tablet.page.locator('.staff [aria-pressed="true"]').count() == 0


def test_after_72_hours_without_contact_all_is_forgotten(wall, house_in_weather):
    """S34"""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    name = first_name(tablet)
    later(tablet, hours=73)

    until(lambda: name not in str(tablet.dump()))
    held = tablet.page.evaluate(HOLDS)
    assert held["session"] == {}
    assert "sealed" not in str(tablet.dump())


def test_who_signs_the_tablet_out_leaves_nothing_behind(wall, house_in_weather):
    """S34 Locking takes the key away: without the PIN nothing is opened, also from the console."""
    tablet = wall().open_for_the_first_time().unlock()
    assert "turn" in str(tablet.dump().keys()) or tablet.dump()
    tablet.lock()
    house_in_weather.weather.turns("dead")
    tablet.page.reload()
    tablet.page.locator(".tile").first.wait_for()
    assert tablet.page.locator('.staff [aria-pressed="true"]').count() == 0


def first_name(tablet) -> str:
    return tablet.page.locator(".tile-name").first.inner_text()
