"""What a parent saw stays readable without internet, and no longer than they may see it (D5)."""

import re

import pytest
from playwright.sync_api import expect

from kiekeboe.testing.weather import Weather

pytestmark = pytest.mark.journey
READY = """async () => {
  await navigator.serviceWorker.ready
  while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50))
}"""
KEPT = """async () => {
  const found = []
  for (const name of await caches.keys()) {
    if (!name.startsWith("kept-")) continue
    for (const key of await (await caches.open(name)).keys()) found.push(key.url)
  }
  return found
}"""
WITHDRAW = """
from django.utils import timezone
from kiekeboe.photos.models import Photo
photo = Photo.objects.get(pk="{id}")
photo.withdraw(by=photo.author.actor(), at=timezone.now())
"""
BLOCK = """
from django.utils import timezone
from kiekeboe.people.models import Employee, Guardianship
for relation in Guardianship.objects.filter(guardian__first_name="{name}"):
    by = Employee.objects.filter(organisation=relation.organisation).first().actor()
    relation.block(by=by, at=timezone.now())
"""


@pytest.fixture
def sky(nursery):
    weather = Weather(nursery.house.port).begins()
    nursery.origin, weather.door = weather.origin, nursery.origin
    yield weather
    nursery.origin = weather.door
    weather.ends()


@pytest.fixture
def sanne(nursery, sky):
    page = nursery.parent("Sanne")
    page.evaluate(READY)
    return page


def read(page, address):
    """Open a page and wait until it and its pictures are kept."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("main > [data-kept]")).to_have_count(0)
    tail = page.url.split("/parent")[1]
    keeps(page, tail)


def keeps(page, tail, *, kept=True):
    """Wait until an address that ends so is kept, or no longer is."""
    for _ in range(100):
        if any(url.endswith(tail) for url in page.evaluate(KEPT)) == kept:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{tail} is {'not ' if kept else ''}kept")


def the_album(page):
    """Read the album, and one photo in full; the id of that photo."""
    page.goto("/parent/photos/")
    for each in page.locator("[data-photo] img").all()[:6]:
        each.scroll_into_view_if_needed()
    read(page, "/parent/photos/")
    id = page.locator("[data-photo]").first.get_attribute("data-photo")
    return id


def test_the_day_and_the_photos_stay_readable_and_say_so(sanne, sky):
    """U22 D5"""
    read(sanne, "/parent/")
    read(sanne, sanne.url)
    day = sanne.url
    words = sanne.locator("#day").inner_text()
    the_album(sanne)

    sky.turns("dead")
    sanne.goto(day)
    banner = sanne.locator("main > [data-kept]")
    expect(banner).to_contain_text("Geen internet")
    assert banner.get_attribute("aria-live") == "polite"
    assert words.splitlines()[0] in sanne.locator("#day").inner_text()
    sanne.goto("/parent/photos/")
    expect(sanne.locator("main > [data-kept]")).to_be_visible()
    first = sanne.locator("[data-photo] img").first
    sanne.wait_for_function(
        "(img) => img.complete && img.naturalWidth > 0", arg=first.element_handle()
    )
    sanne.goto("/parent/more/")
    expect(sanne.locator("h1")).to_contain_text("Geen internet")

    sky.clears()
    sanne.goto("/parent/photos/")
    expect(sanne.locator("main > [data-kept]")).to_have_count(0)


def test_a_withdrawn_photo_is_forgotten_at_the_next_contact(sanne, sky, nursery):
    """S38"""
    id = the_album(sanne)
    source = sanne.locator(f'[data-photo="{id}"] img').get_attribute("src").split("?")[0]
    keeps(sanne, source)
    nursery.house.script(WITHDRAW.format(id=id))

    sanne.goto("/parent/planning/")
    keeps(sanne, source, kept=False)
    keeps(sanne, "/parent/photos/", kept=False)
    sky.turns("dead")
    sanne.goto("/parent/photos/")
    expect(sanne.locator("h1")).to_contain_text("Geen internet")


def test_the_next_person_on_this_phone_sees_nothing_of_the_first(sanne, sky, nursery):
    """S09"""
    read(sanne, "/parent/photos/")
    hers = set(sanne.evaluate(KEPT))
    assert hers
    sanne.context.clear_cookies()
    other = nursery.person("Roos")
    nursery.sign_in(sanne, other)
    sanne.wait_for_url("**/parent/**")
    sanne.wait_for_load_state("networkidle")

    theirs = {url for url in sanne.evaluate(KEPT) if re.search("/photos/|/children/", url)}
    assert not hers & theirs


def test_signing_out_forgets_everything(sanne, sky):
    read(sanne, "/parent/photos/")
    sanne.goto("/parent/more/")
    sanne.locator('form[action="/sign-out/"] button').click()
    sanne.wait_for_url(re.compile("/sign-in|/$"))

    assert sanne.evaluate(KEPT) == []


def test_a_blocked_parent_keeps_nothing_after_the_next_contact(sanne, sky, nursery):
    """S10"""
    read(sanne, "/parent/photos/")
    nursery.house.script(BLOCK.format(name="Sanne"))
    sanne.evaluate("() => navigator.serviceWorker.controller.postMessage('contact')")

    keeps(sanne, "", kept=False)
