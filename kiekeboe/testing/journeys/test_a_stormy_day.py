"""A whole day in bad weather: outages of every kind, pages that fall over, a new version."""

import json
import random
import shutil
import threading
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as TimedOut

from kiekeboe.testing.house import ROOT
from kiekeboe.testing.journeys.walls import entries, rows
from kiekeboe.testing.weather import storm

pytestmark = pytest.mark.journey
CHILDREN, ENTRIES, OUTAGES, CRASHES = 16, 300, 40, 5
MOST = 30 * 1024 * 1024  # bytes of a day on the wall, photos apart
KINDS = ("drink", "food", "nappy", "activity", "bottle", "particular")


class Storm(threading.Thread):
    """Turns the weather while the day goes on, and clears it at the end."""

    def __init__(self, weather, plan, seed: int):
        super().__init__(daemon=True)
        self.weather, self.plan, self.dice = weather, plan, random.Random(seed)
        self.outages, self.over = 0, threading.Event()

    def run(self):
        for mode, seconds in self.plan:
            self.weather.turns(mode)
            self.over.wait(seconds)
            self.weather.clears()
            self.outages += 1
            if self.over.wait(self.dice.uniform(0.05, 0.5)):
                return

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *problem):
        self.over.set()
        self.join(10)


@pytest.fixture
def deep(pytestconfig) -> bool:
    return pytestconfig.getoption("--deep")


@pytest.fixture
def full_group(house_in_weather):
    """Sixteen children of the Kikkers are here."""
    house_in_weather.script(FULL, str(CHILDREN))


FULL = """
import sys
from django.utils import timezone
from kiekeboe.care.models import Visit
from kiekeboe.events.actors import Actor
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child
from kiekeboe.planning.models import Placement
from kiekeboe.testing import make
now = timezone.now()
group = Group.objects.get(name="Kikkers")
day = timezone.localdate()
placed = [one.child for one in Placement.objects.in_force(day).filter(group=group)]
while len(placed) < int(sys.argv[1]):
    placed.append(make.child(group, first_name=f"Storm{len(placed)}", last_name="Regen"))
here = set(Visit.objects.filter(left_at=None, withdrawn_at=None).values_list("child", flat=True))
for child in placed:
    if child.pk not in here:
        make.visit(child, arrived_at=now)
"""


def test_three_hundred_notes_survive_the_day(wall, house_in_weather, full_group, tmp_path, deep):
    """R02, R07, R10, U40 Sixteen children, three hundred notes, forty outages of every kind, five
    pages that fall over, one new version: each note is there once, as it was written."""
    house = house_in_weather
    tablet = wall().open_for_the_first_time().unlock()
    children = tablet.children("wakker", "slaapt")[:CHILDREN]
    assert len(children) == CHILDREN
    plan = storm(40, OUTAGES, *((3, 60) if deep else (0.05, 1.0)))
    with Storm(house.weather, plan, 40) as weather:
        written, crashes, newer = a_day(tablet, children, house, tmp_path)
        weather.join(120 if not deep else 3600)
        assert not weather.is_alive()
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    tablet.wait_until_sent(40)
    house.weather.turns("dead")  # what was swallowed by a black hole is given up
    house.weather.clears()

    assert (crashes, weather.outages) == (CRASHES, OUTAGES)
    take_the_new_version(tablet, newer)
    arrived = [one for one in entries(house) if one["note"].startswith("storm ")]
    assert sorted((one["child"], one["kind"], one["note"]) for one in arrived) == sorted(written)
    assert in_order(arrived)
    assert contents(arrived) == contents_noted(tablet)
    assert standing_twice(house) == []
    assert sum(one.up + one.down for one in house.weather.passages) <= MOST


def a_day(tablet, children, house, tmp_path) -> tuple[list, int, str]:
    """Three hundred notes (child, kind, words), how often the page fell over, and where the
    version that came at noon shows."""
    dice, written, crashes, newer = random.Random(16), [], 0, ""
    while len(written) < ENTRIES:
        chosen = dice.sample(children, min(dice.randint(2, 6), ENTRIES - len(written)))
        kind = KINDS[len(written) % len(KINDS)]
        tablet.choose(chosen)
        kind = kind if tablet.offers(kind) else "particular"
        note = f"storm {len(written):03}"
        tablet.page.locator(f'.dock [data-log="{kind}"]').click()
        tablet.fill_in(kind, note)
        written += [(child, kind, note) for child in chosen]
        if crashes < CRASHES and len(written) > ENTRIES * (crashes + 1) / (CRASHES + 1):
            tablet.crash()
            crashes += 1
            if crashes == 3:
                newer = new_version(house, tmp_path)
    return written, crashes, newer


def in_order(arrived) -> bool:
    """Of each child the notes lie in the order in which they were written."""
    of_child: dict = {}
    for one in sorted(arrived, key=lambda one: one["note"]):
        of_child.setdefault(one["child"], []).append(one["started_at"])
    return all(moments == sorted(moments) for moments in of_child.values())


def contents(arrived) -> dict:
    return {
        one["id"]: (one["child"], one["kind"], one["note"], json.loads(one["details"] or "{}"))
        for one in arrived
    }


def contents_noted(tablet) -> dict:
    """What was typed, from the items as the tablet wrote them down."""
    told = [one["what"] for one in tablet.noted.values() if one["kind"] == "log"]
    return {
        one["entry"]: (one["child"], one["kind"], one["note"], one["details"])
        for one in told
        if one["note"].startswith("storm ")
    }


def standing_twice(house) -> list:
    """Events that tell twice of one entry."""
    return [
        tuple(one)
        for one in rows(
            house,
            "SELECT subject_id, COUNT(*) FROM events_event WHERE verb = 'logged'"
            " GROUP BY subject_id HAVING COUNT(*) > 1",
        )
    ]


def new_version(house, tmp_path) -> str:
    """The house closes and opens again with another build of its pages; where that one shows."""
    build = tmp_path.name
    copy = tmp_path / "newer"
    shutil.copytree(ROOT / "kiekeboe", copy / "kiekeboe",
                    ignore=shutil.ignore_patterns("__pycache__", "tests"))  # fmt: skip
    script = copy / "kiekeboe" / "static" / "js" / "tablet.js"
    told = f"\ndocument.documentElement.dataset.build = '{build}'\n"
    script.write_text(script.read_text() + told)
    house.close()
    house.variables |= {"PYTHONPATH": str(copy), "PYTHONSAFEPATH": "1"}
    house.open()
    return f'html[data-build="{build}"]'


def take_the_new_version(tablet, newer: str) -> None:
    """It is offered; somebody takes it; the page is the new one."""
    page = tablet.page
    offered = page.locator('[data-banners] a[href="#waiting"]')
    for _ in range(12):
        if page.locator(newer).count():
            return  # all pages were closed in between: then it comes by itself
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        with suppress(TimedOut):
            offered.wait_for(timeout=5_000)
            break
    offered.wait_for()
    assert page.locator(newer).count() == 0
    tablet.go("waiting")
    page.locator("[data-take]").click()
    page.locator(newer).wait_for(state="attached")
    page.locator(".tile").first.wait_for()


def test_a_queue_of_the_older_version_is_sent_by_the_newer(wall, house_in_weather, tmp_path):
    """R10 Switched off with a full queue; the next morning the new version opens and sends it."""
    house = house_in_weather
    tablet = wall().open_for_the_first_time().unlock()
    house.weather.turns("dead")
    child = tablet.babies()[0]
    for number in range(5):
        tablet.log("drink", [child], note=f"van gisteren {number}")
    house.weather.clears()
    house.weather.turns("dead", "/group/items/")
    newer = new_version(house, tmp_path)
    page = tablet.page
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.locator('[data-banners] a[href="#waiting"]').wait_for()
    assert len(tablet.waiting()) == 5
    tablet.go("waiting")
    page.locator("[data-take]").dispatch_event("click")
    assert page.locator(newer).count() == 0, "never while something waits"

    tablet.switch_off()
    tablet.switch_on().open()
    tablet.page.locator(newer).wait_for(state="attached")
    assert len(tablet.waiting()) == 5
    house.weather.clears()
    tablet.wait_until_sent()

    notes = [one["note"] for one in entries(house, child_id=child)]
    assert [one for one in notes if one.startswith("van gisteren")] == [
        f"van gisteren {number}" for number in range(5)
    ]
