"""B18: from a tap to the painted answer, on a slow tablet with 300 things waiting to be sent."""

from datetime import UTC, datetime
from pathlib import Path

from kiekeboe.bench.rows import Row

PIN = "48261"
WAITING, SLOWER, TAPS = 300, 4, 12
# Event Timing: from the finger to the next frame, for each tap the longest of its events.
WATCH = """() => {
  window.taps = new Map()
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) taps.set(interactionId, Math.max(taps.get(interactionId) ?? 0, duration))
  }).observe({ type: "event", durationThreshold: 16 })
}"""


def open_pin(nursery) -> None:
    """Let the caregiver unlock the tablet. A new PIN ends turns; the one of the nursery goes on."""
    from kiekeboe.accounts import pins
    from kiekeboe.accounts.models import Turn
    from kiekeboe.events.actors import Actor, Kind
    from kiekeboe.people.models import Employee

    person = Employee.objects.get(pk=nursery.employee)
    by = Actor(nursery.organisation, Kind.OFFICE, nursery.employee)
    pins.set_pin(person, PIN, by=by, at=datetime.now(UTC))
    Turn.objects.filter(device=nursery.device).update(ended_at=None)


def measure(port: int, folder: Path, nursery, device_cookie: tuple[str, str]) -> list[Row]:
    """Rows for on- and offline. Not run where there is no browser."""
    try:
        from playwright.sync_api import sync_playwright

        from kiekeboe.testing.journeys.walls import Wall
        from kiekeboe.testing.weather import Weather
    except ImportError:
        return not_run("Playwright is not installed")
    weather = Weather(port).begins()
    person = {"id": str(nursery.employee), "pin": PIN, "name": "Eva"}
    cookie = {"name": device_cookie[0], "value": device_cookie[1]}
    try:
        with sync_playwright() as playwright:
            wall = Wall(weather, playwright, folder, {"cookie": cookie, "people": [person]})
            wall.switch_on().open_for_the_first_time().unlock(person)
            try:
                return tapped(wall, weather)
            finally:
                wall.switch_off()
    finally:
        weather.ends()


def tapped(wall, weather) -> list[Row]:
    weather.turns("dead")
    while len(wall.waiting()) < WAITING:
        log(wall, wall.children())
    tools = wall.context.new_cdp_session(wall.page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    wall.page.evaluate(WATCH)
    offline = taps(wall)
    weather.turns("black hole", "/group/items/")  # online, and they still wait
    wall.page.evaluate("dispatchEvent(new Event('online'))")
    online = taps(wall)
    return [*rows("B18.off", "without internet", offline), *rows("B18.on", "online", online)]


def log(wall, children) -> None:
    """A nappy for these children; the toast that says so is not waited for."""
    wall.log("nappy", children)
    wall.page.evaluate("document.querySelector('#toasts').replaceChildren()")


def taps(wall) -> list[float]:
    """Milliseconds of each tap: choosing a child, opening a sheet, choosing in it, saving it."""
    wall.page.evaluate("taps.clear()")
    for child in wall.children()[:TAPS]:
        log(wall, [child])
    wall.page.wait_for_timeout(500)
    return sorted(wall.page.evaluate("[...taps.values()]"))


def rows(id, where, found) -> list[Row]:
    name = f"Tap to paint, {WAITING} waiting, {where}"
    if not found:
        return [Row(id, name, None, 100, "ms", why="no taps were seen")]
    p98 = found[min(len(found) - 1, int(0.98 * len(found)))]
    return [
        Row(f"{id}.p98", f"{name}: 98 % within", p98, 100, "ms"),
        Row(f"{id}.max", f"{name}: the slowest of {len(found)}", found[-1], 200, "ms"),
    ]


def not_run(why) -> list[Row]:
    names = {"B18.off": "without internet", "B18.on": "online"}
    return [Row(f"{id}.p98", f"Tap to paint, {where}", None, 100, "ms", why=why)
            for id, where in names.items()]  # fmt: skip
