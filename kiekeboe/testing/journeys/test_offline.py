"""A tablet that was opened once works all day without internet, and nothing is lost or doubled."""

import time
from io import BytesIO

import pytest
from PIL import Image

from kiekeboe.testing.journeys.walls import entries, plain, rows, until

pytestmark = pytest.mark.journey
DOCK = ("bottle", "food", "drink", "nappy", "activity", "particular")
# Goals are measured by bin/bench on a quiet machine (U37: 1 s, U36: 100 ms). Here they only may not
# be far away: a start or a tap that waits for the internet takes ten seconds.
COLD_START = 5.0  # seconds, with the processor four times slower
TAP = 1000  # milliseconds, likewise
STAYS = "left_at IS NULL AND withdrawn_at IS NULL"
DRAINS = 10.0  # seconds for five hundred entries


def noise() -> bytes:
    """A photo that no camera took."""
    content = BytesIO()
    Image.effect_noise((900, 700), 60).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def slower(page, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


UNSEEN = """
from kiekeboe.care.models import HomeNote
HomeNote.objects.update(seen_at=None, seen_by=None)
"""


@pytest.fixture
def kept(wall):
    """A tablet with somebody at it, opened once."""
    return wall().open_for_the_first_time().unlock()


def test_a_day_without_internet_arrives_once(wall, house_in_weather):
    """R02, R07, U29 Switched off and on without internet, PIN, every button of the dock, at the
    door, a look, a note from home, a photo; then the internet is back."""
    house_in_weather.script(UNSEEN)
    tablet, weather = wall().open_for_the_first_time().unlock(), house_in_weather.weather
    weather.turns("dead")
    tablet.page.reload()
    tablet.page.locator(".tile").first.wait_for()
    tablet.switch_off()
    tablet.switch_on().open()
    tablet.unlock()

    child = tablet.babies()[0]
    for kind in DOCK:
        tablet.log(kind, [child], note=f"zonder net {kind}")
    tablet.log("sleep", [child])
    tablet.page.locator(".rail [data-looked]").first.click()
    came = tablet.page.locator("[data-arrives]").first.get_attribute("data-arrives")
    tablet.page.locator("[data-arrives]").first.click()
    tablet.go("notes")
    note = tablet.page.locator("[data-seen]").first.get_attribute("data-seen")
    tablet.page.locator("[data-seen]").first.click()
    tablet.page.locator(f'[data-seen="{note}"]').wait_for(state="detached")
    photo = share_photo(tablet)
    tablet.go("present")
    assert tablet.page.locator('[data-place] a[href^="tel:"]').count() > 0
    assert weather.passed("/group/items/", method="PUT") == []
    wrote = {one["kind"] for one in tablet.noted.values()}
    assert wrote >= {"log", "look", "arrive", "seen", "photo"}
    tablet.go("")
    assert waits_on_the_bar(tablet) == len(tablet.waiting()) > 9

    weather.clears()
    tablet.wait_until_sent(30)

    for kind in DOCK:
        assert len(entries(house_in_weather, child_id=child, note=f"zonder net {kind}")) == 1
    assert has(house_in_weather, "care_visit", "child_id", came, STAYS) == 1
    assert has(house_in_weather, "care_homenote", "id", note, "seen_at IS NOT NULL") == 1
    looks = [one["what"]["looks"] for one in tablet.noted.values() if one["kind"] == "look"]
    assert [has(house_in_weather, "care_sleeplook", "id", one["look"]) for one in looks[0]] == [1]
    assert has(house_in_weather, "photos_photo", "id", photo) == 1
    assert tablet.page.problems == []


def has(house, table, column, value, further="1") -> int:
    found = rows(house, f"SELECT * FROM {table} WHERE {column} = ? AND {further}", plain(value))
    return len(found)


def share_photo(tablet) -> str:
    """Take a photo of the first child that may be in one; the id the tablet gave it."""
    tablet.go("photo")
    tablet.page.locator("[data-file]").last.set_input_files(
        {"name": "zand.jpg", "mimeType": "image/jpeg", "buffer": noise()}
    )
    tablet.page.locator("[data-tag]").first.click()
    tablet.page.locator('[data-send][aria-disabled="false"]').click()
    tablet.page.locator("photo-share").wait_for(state="detached")
    return next(one["what"]["photo"] for one in tablet.noted.values() if one["kind"] == "photo")


def waits_on_the_bar(tablet) -> int:
    """How many the bar says that wait."""
    tablet.page.locator("[data-waits]:not([hidden])").wait_for()
    told = tablet.page.locator("[data-waits-text]").inner_text()
    return int("".join(letter for letter in told if letter.isdigit()) or 0)


def test_the_bar_counts_what_waits_exactly(kept, house_in_weather):
    """U29 No internet: one more with each note; internet: nothing waits, and it says so."""
    house_in_weather.weather.turns("dead")
    children = kept.children("wakker")
    for many in (1, 2, 3):
        kept.log("particular", children[:1])
        assert until(lambda many=many: waits_on_the_bar(kept) == many)
    house_in_weather.weather.clears()
    kept.wait_until_sent()
    kept.page.locator("[data-waits]").wait_for(
        state="hidden", timeout=30_000
    )  # "sent" stays a while


def test_a_cold_start_without_internet_is_quick(kept, house_in_weather, record_property):
    """U37 From a tap on the icon to names on the board, four times slower than this machine."""
    house_in_weather.weather.turns("dead")
    kept.switch_off()
    kept.switch_on()
    page = kept.page
    slower(page, 4)
    began = time.monotonic()
    page.goto("/group/", wait_until="commit")
    page.locator(".tile .tile-name").first.wait_for()
    seconds = page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => setTimeout(
          () => done(performance.now() / 1000))))"""
    )
    record_property("cold_start_s", round(seconds, 3))
    print(f"cold start offline at 4x: {seconds:.2f} s ({time.monotonic() - began:.2f} s outside)")
    assert seconds <= COLD_START


def test_five_hundred_notes_are_gone_in_ten_seconds(kept, house_in_weather, record_property):
    """R07"""
    weather = house_in_weather.weather
    weather.turns("dead")
    kept.choose([])
    everybody = kept.children("wakker", "slaapt")
    rounds = -(-500 // len(everybody))
    for number in range(rounds):
        kept.page.locator('[data-quick="all"]').click()
        kept.page.locator('.dock [data-log="drink"]').click()
        kept.fill_in("drink", note=f"honderd {number}" if number % 10 == 0 else "")
    waiting = len(kept.waiting())
    assert waiting == rounds * len(everybody) >= 500

    weather.clears()
    kept.page.evaluate("dispatchEvent(new Event('online'))")
    seconds = kept.wait_until_sent(60)

    record_property("drain_s", round(seconds, 2))
    print(f"{waiting} entries in {seconds:.1f} s")
    ids = {one["what"]["entry"] for one in kept.noted.values() if one["kind"] == "log"}
    arrived = [one["id"] for one in entries(house_in_weather, kind="drink") if one["id"] in ids]
    assert len(arrived) == len(set(arrived)) == waiting
    assert seconds <= DRAINS


def test_a_half_filled_sheet_is_there_after_a_reload_and_a_turn(kept, house_in_weather):
    """U30 Turned on its side, reloaded, without internet: the typed words are offered again."""
    house_in_weather.weather.turns("dead")
    kept.choose(kept.children("wakker")[:2])
    kept.page.locator('.dock [data-log="food"]').click()
    sheet = kept.page.locator("log-sheet")
    sheet.locator("details:has([data-note]) summary").click()
    sheet.locator("[data-note]").fill("at met de vork")
    kept.page.set_viewport_size({"width": 820, "height": 1180})
    assert sheet.locator("[data-note]").input_value() == "at met de vork"
    kept.page.wait_for_timeout(200)

    kept.page.reload()
    kept.page.locator('[data-draft="open"]').click()

    assert sheet.locator("[data-note]").input_value() == "at met de vork"
    assert sheet.locator("[data-line]").count() == 2
    sheet.locator("[data-save]").click()
    sheet.wait_for(state="detached")
    house_in_weather.weather.clears()
    kept.wait_until_sent()
    assert len(entries(house_in_weather, note="at met de vork")) == 2


@pytest.mark.parametrize("online", [True, False], ids=["online", "offline"])
def test_a_tap_is_answered_at_once(kept, house_in_weather, record_property, online):
    """U36 Four times slower, three hundred notes waiting; B18 asks for 100 ms."""
    weather = house_in_weather.weather
    weather.turns("dead")
    everybody = kept.children("wakker", "slaapt")
    for _ in range(-(-300 // len(everybody))):
        kept.page.locator('[data-quick="all"]').click()
        kept.page.locator('.dock [data-log="drink"]').click()
        kept.fill_in("drink")
    assert len(kept.waiting()) >= 300
    if online:
        weather.turns("black hole", "/group/items/")
    slower(kept.page, 4)
    times = sorted(tap(kept.page, child) for _ in range(4) for child in everybody)
    worst = times[min(len(times) - 1, int(len(times) * 0.98))]
    record_property("tap_p98_ms", round(worst))
    print(f"tap to paint, 4x, 300 waiting, {'on' if online else 'off'}line: p98 {worst:.0f} ms")
    assert worst <= TAP


def tap(page, child) -> float:
    """Milliseconds from a tap on a tile to the frame in which it shows."""
    return page.evaluate(
        """(child) => new Promise((done) => {
          const tile = document.querySelector(`.tile-pick[data-child="${child}"]`)
          const began = performance.now()
          tile.click()
          requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => done(performance.now() - began)
            channel.port2.postMessage("painted")
          })
        })""",
        child,
    )


def test_who_leaves_the_group_needs_a_pin_to_come_back_in(kept, house_in_weather):
    """U43 Locked: names and allergies, but no notes, no pages of others, also without internet."""
    house_in_weather.weather.turns("dead")
    kept.lock()
    kept.page.locator(".banner:visible").first.wait_for()
    for view in ("notes", "todo", "handover", "waiting", "photo"):
        kept.go(view)
        kept.page.wait_for_timeout(100)
        assert kept.page.locator("[data-place] > *").count() == 0, view
    assert kept.page.locator(".tile").count() > 0
    assert "closed" not in str(kept.page.locator("body").inner_text())


def test_a_tablet_that_hangs_there_hardly_asks(kept, house_in_weather):
    """U40 Nobody touches it and nothing happens in the house: at most one request in a minute,
    besides the stream of news."""
    tries = (quiet_while(kept, house_in_weather) for _ in range(5))
    asked = next((one for one in tries if one is not None), None)
    assert asked is not None, "something happened in the house all the time"
    assert len(asked) <= 1, asked


def quiet_while(kept, house) -> list[str] | None:
    """What the tablet asked in twenty seconds; None when the house had news to tell meanwhile."""
    weather = house.weather
    latest = "SELECT MAX(sequence) AS latest FROM events_event"
    assert until(lambda: time.monotonic() - weather.passages[-1].at > 3, 60)
    before, told = len(weather.passages), rows(house, latest)
    kept.page.wait_for_timeout(20_000)
    asked = [one.path for one in weather.passages[before:] if not one.path.startswith("/live/")]
    return asked if rows(house, latest) == told else None
