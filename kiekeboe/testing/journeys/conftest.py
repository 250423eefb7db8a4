"""The open house of the journeys, its doors and the tablets on its walls."""

import pytest

from kiekeboe.testing.journeys.walls import Wall
from kiekeboe.testing.nursery import Nursery
from kiekeboe.testing.weather import Weather


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
