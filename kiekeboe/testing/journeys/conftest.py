"""People of the demo story at their doors, in a real browser before the real server."""

from dataclasses import dataclass

import pytest

from kiekeboe.story import cast as story
from kiekeboe.testing.journeys.auditing import watch
from kiekeboe.testing.journeys.walls import Wall
from kiekeboe.testing.weather import Weather


@dataclass
class Nursery:
    """The open house of a journey, with windows for its people."""

    house: object
    window: object

    def __post_init__(self):
        self.cast = self.house.cast
        self.origin = self.house.origin

    def person(self, first_name: str) -> dict:
        named = (one for one in self.cast["people"] if one["name"].startswith(first_name + " "))
        return next(named)

    def look(self, view="phone", **how):
        """An open window that remembers what it asked for and what went wrong."""
        page = self.window(view, base_url=self.origin, **how)
        watch(page, self.origin)
        return page

    def parent(self, first_name: str, view="phone", **how):
        page = self.look(view, **how)
        self.sign_in(page, self.person(first_name))
        page.wait_for_url("**/parent/**")
        return page

    def office(self, first_name: str, view="desktop", **how):
        page, person = self.look(view, **how), self.person(first_name)
        self.sign_in(page, person)
        page.wait_for_url("**/sign-in/second/**")
        page.locator("[name=code]").first.fill(person["recovery_codes"][self.used(person)])
        page.locator("form:has([name=code]) button").first.click()
        page.wait_for_url(lambda address: "/sign-in/" not in address)
        page.goto("/office/")
        return page

    def used(self, person) -> int:
        """Recovery codes work once."""
        counts = self.house.__dict__.setdefault("codes_used", {})
        counts[person["id"]] = counts.get(person["id"], -1) + 1
        return counts[person["id"]]

    def sign_in(self, page, person):
        page.goto("/sign-in/password/")
        page.locator("[name=email]").first.fill(person["email"])
        page.locator("[name=password]").first.fill(story.PASSWORD)
        page.locator("form:has([name=password]) button").last.click()

    def tablet(self, group: str, view="tablet", person="", **how):
        """The tablet of a group; with `person` after typing that PIN."""
        device = next(one for one in self.cast["devices"] if one["group_name"] == group)
        page = self.look(view, **how)
        page.context.add_cookies([device["cookie"] | {"url": self.origin}])
        page.goto("/group/")
        page.locator(".groupmark:not(:empty)").wait_for()
        if person:
            self.unlock(page, next(one for one in device["people"] if one["name"] == person))
        return page

    def unlock(self, page, person):
        page.locator(f'.staff [data-face="{person["id"]}"]').click()
        for digit in person["pin"]:
            page.locator(f'#pin [data-digit="{digit}"]').click()
        page.locator('.staff [aria-pressed="true"]').wait_for()


@pytest.fixture
def nursery(house, window) -> Nursery:
    return Nursery(house, window)


SECOND = """
from datetime import timedelta
from django.utils import timezone
from kiekeboe.accounts.models import Device
from kiekeboe.organisation.models import Group
from kiekeboe.testing import make
if not Device.objects.filter(name="Tablet bij de tuin").exists():
    now = timezone.now() - timedelta(days=1)
    made = make.device(Group.objects.get(name="Kikkers"), key="second-tablet", now=now)
    Device.objects.filter(pk=made.pk).update(name="Tablet bij de tuin")
"""


@pytest.fixture
def wall(house_in_weather, chromium, tmp_path):
    """Hang the tablet of a group on the wall, under a clear sky: `wall().unlock()`.

    With `second` it is another tablet of the Kikkers, with weather of its own.
    """
    house, hung, skies = house_in_weather, [], []
    house.weather.clears()
    house.known = house.__dict__.get("known") or house.cast

    def hang(group: str = "Kikkers", *, second: bool = False, **how) -> Wall:
        device = next(one for one in house.known["devices"] if one["group_name"] == group)
        weather = house.weather
        if second:
            house.script(SECOND)
            device = device | {"cookie": device["cookie"] | {"value": "second-tablet"}}
            weather = Weather(house.port, seed=2).begins()
            skies.append(weather)
        hung.append(Wall(weather, chromium, tmp_path / f"wall-{len(hung)}", device, **how))
        return hung[-1].switch_on()

    yield hang
    for one in hung:
        one.switch_off()
    for one in skies:
        one.ends()
