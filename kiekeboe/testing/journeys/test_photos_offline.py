"""A photo taken without internet: judged on the tablet, and again by the server."""

import pytest

from kiekeboe.testing.journeys.test_offline import has, share_photo
from kiekeboe.testing.journeys.walls import until

pytestmark = pytest.mark.journey
TAKE_BACK = """
import sys
from django.utils import timezone
from kiekeboe.people.models import Child
from kiekeboe.testing import make
child = Child.objects.get(pk=sys.argv[1])
for one in child.guardianships.all():
    make.consent(child, guardian=one.guardian, own=False, together=False, now=timezone.now())
"""


def test_a_photo_whose_yes_was_taken_back_comes_back_with_its_reason(wall, house_in_weather):
    """S34, S38 Taken with a yes, sent after the parents said no: refused, kept, explained; it is
    gone only when somebody says so twice."""
    house = house_in_weather
    tablet = wall().open_for_the_first_time().unlock()
    house.weather.turns("dead")
    photo = share_photo(tablet)
    (child,) = next(one["what"]["children"] for one in tablet.noted.values()
                    if one["kind"] == "photo")  # fmt: skip
    house.script(TAKE_BACK, child)
    house.weather.clears()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: [one for one in tablet.waiting() if one.get("state") == "refused"])

    tablet.go("waiting")
    card = tablet.page.locator("[data-refused] article")
    assert len(card.locator(".heavy").first.inner_text()) > 15
    assert card.locator("img").count() == 1
    assert has(house, "photos_photo", "id", photo) == 0
    tablet.page.reload()
    card.wait_for()

    card.locator('[data-choice="drop"]').click()
    assert len(tablet.waiting()) == 1
    card.locator('[data-choice="drop"]').click()
    until(lambda: not tablet.waiting())
    assert has(house, "photos_photo", "id", photo) == 0


def test_a_child_without_a_yes_cannot_be_tagged_without_internet(wall, house_in_weather):
    """S37"""
    tablet = wall().open_for_the_first_time().unlock()
    house_in_weather.weather.turns("dead")
    tablet.go("photo")
    refused = tablet.page.locator('[data-tags] button[aria-describedby="no-photo"]')
    refused.first.wait_for()
    assert refused.first.get_attribute("data-tag") is None
