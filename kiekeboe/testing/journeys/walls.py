"""Tablets on the wall: each a browser with a profile of its own, behind weather, before a house."""

import json
import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Error as BrowserError

from kiekeboe.testing.browser import FLAGS, VIEWS, chromium_path

# Tells the test what is written down on the tablet, at the moment that it is.
NOTING = """for (const name of ["put", "add"]) {
  const plain = IDBObjectStore.prototype[name]
  IDBObjectStore.prototype[name] = function (value, ...rest) {
    if (typeof value?.body === "string") window.noted?.(value.body)
    return plain.call(this, value, ...rest)
  }
}"""
DUMP = """async () => {
  const found = {}
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })
  for (const { name } of await indexedDB.databases()) {
    const base = await asked(indexedDB.open(name))
    for (const store of base.objectStoreNames) {
      const box = base.transaction(store).objectStore(store)
      const [keys, values] = await Promise.all([asked(box.getAllKeys()), asked(box.getAll())])
      found[store] = keys.map((key, place) => [key, values[place]])
    }
    base.close()
  }
  return JSON.stringify(found, (key, value) => value instanceof Blob ? `blob ${value.size}` : value)
}"""
HOLDS = """async () => ({
  bases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  local: {...localStorage},
  session: {...sessionStorage},
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
QUEUE = "items"  # the store of js/group/keep.js in which writes wait


KEPT = """async () => {
  await navigator.serviceWorker.ready
  while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50))
}"""


class Wall:
    """The tablet of a group. `page` is what hangs on the wall; it can be switched off and on."""

    def __init__(self, weather, chromium, folder: Path, device: dict, **how):
        self.weather, self.chromium, self.folder = weather, chromium, folder
        self.device, self.how = device, how
        self.context = self.page = None
        self.noted: dict[str, dict] = {}

    def switch_on(self, *, paired: bool = True) -> "Wall":
        """A browser with the profile of this tablet; the first time with the cookie of pairing."""
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        asked = {"viewport": VIEWS["tablet"], "locale": "nl-NL"} | self.how
        browser_type = getattr(self.chromium, "browser_type", None) or self.chromium.chromium
        self.context = browser_type.launch_persistent_context(
            str(self.folder),
            executable_path=chromium_path(),
            args=[*FLAGS, *as_root],
            base_url=self.weather.origin,
            timezone_id="Europe/Amsterdam",
            **asked,
        )
        self.context.set_default_timeout(10_000)
        self.context.expose_binding("noted", lambda source, body: self.note(body))
        self.context.add_init_script(NOTING)
        if paired:
            cookie = self.device["cookie"] | {"url": self.weather.origin}
            # Like the real one it outlives a night without power.
            self.context.add_cookies([cookie | {"expires": time.time() + 86400 * 30}])
        self.look_at(self.context.pages[0])
        return self

    def switch_off(self) -> None:
        if self.context:
            self.context.close()
        self.context = self.page = None

    def look_at(self, page) -> None:
        self.page = page
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))

    def note(self, body: str) -> None:
        said = json.loads(body)
        self.noted[said["id"]] = said

    def open(self) -> "Wall":
        """The board, drawn."""
        self.page.goto("/group/")
        self.page.locator(".groupmark:not(:empty)").first.wait_for()
        return self

    def open_for_the_first_time(self) -> "Wall":
        """With internet, until the tablet can do without."""
        self.open()
        self.page.evaluate(KEPT)
        self.page.locator(".tile").first.wait_for()
        return self

    def person(self, name: str) -> dict:
        return next(one for one in self.device["people"] if one["name"] == name)

    def somebody(self) -> dict:
        return next(one for one in self.device["people"] if one["pin"])

    def type_pin(self, person: dict, pin: str = "") -> None:
        self.page.locator(f'.staff [data-face="{person["id"]}"]').click()
        for digit in pin or person["pin"]:
            self.page.locator(f'#pin [data-digit="{digit}"]').click()

    def unlock(self, person: dict | None = None) -> "Wall":
        person = person or self.somebody()
        self.type_pin(person)
        self.page.locator(f'.staff [data-face="{person["id"]}"][aria-pressed="true"]').wait_for()
        if self.weather.mode == "clear":
            wanted = {"closed", f"pass:{person['id']}"}
            until(lambda: wanted <= {key for key, _ in self.dump()["state"]})
        return self

    def lock(self) -> None:
        self.page.locator('[data-opens="menu"]').click()
        self.page.locator("#menu [data-lock]").click()
        self.page.locator('.staff [aria-pressed="true"]').wait_for(state="detached")

    def crash(self) -> None:
        """The page falls over; somebody opens the app again."""
        dead = self.page
        with dead.expect_event("crash"), suppress(BrowserError):
            dead.goto("chrome://crash", timeout=2000)
        page = self.context.new_page()
        page.set_default_timeout(10_000)
        self.look_at(page)
        dead.close()
        self.open()

    def children(self, *states: str) -> list[str]:
        """Ids of children on the board, in these states (words of the stylesheet)."""
        wanted = ", ".join(f'.tile[data-state="{one}"]' for one in states or ("wakker", "slaapt"))
        tiles = self.page.locator(f":is({wanted}) .tile-pick")
        return tiles.evaluate_all("(found) => found.map((one) => one.dataset.child)")

    def babies(self) -> list[str]:
        """Ids of babies who are awake: for them every kind of the dock is logged."""
        self.page.locator('[data-quick="babies"]').click()
        pressed = self.page.locator('.tile-pick[aria-pressed="true"]')
        found = pressed.evaluate_all("(found) => found.map((one) => one.dataset.child)")
        self.choose([])
        awake = self.children("wakker")
        return [one for one in found if one in awake]

    def choose(self, children) -> None:
        chosen = self.page.locator('.tile-pick[aria-pressed="true"]')
        if chosen.count():
            self.page.locator("[data-clear]").click()
        for child in children:
            self.page.locator(f'.tile-pick[data-child="{child}"]').click()
        found = chosen.evaluate_all("(found) => found.map((one) => one.dataset.child)")
        assert sorted(found) == sorted(children), "every tap chooses its child"

    def offers(self, kind: str) -> bool:
        """Whether the dock logs this kind for the chosen children."""
        return self.page.locator(f'.dock [data-log="{kind}"][aria-disabled="true"]').count() == 0

    def log(self, kind: str, children, note: str = "") -> None:
        """A sheet for these children, opened, filled in as far as it must be, and saved."""
        self.choose(children)
        self.page.locator(f'.dock [data-log="{kind}"]').click()
        self.fill_in(kind, note)

    def fill_in(self, kind: str, note: str = "") -> None:
        sheet = self.page.locator("log-sheet")
        sheet.wait_for()
        if kind == "activity":
            sheet.locator("[data-field] button").first.click()
        if kind == "particular":
            sheet.locator("[data-field=text]").fill(note or "Iets bijzonders")
        if note:
            if not sheet.locator("[data-note]").is_visible():
                sheet.locator("details:has([data-note]) summary").click()
            sheet.locator("[data-note]").fill(note)
        sheet.locator("[data-save]").click()
        sheet.wait_for(state="detached")

    def go(self, view: str) -> None:
        self.page.evaluate("(view) => { location.hash = view }", view)

    def dump(self) -> dict:
        """Everything in the databases of the tablet: {store: [[key, value], …]}."""
        return json.loads(self.page.evaluate(DUMP))

    def waiting(self) -> list:
        """What has not been accepted yet, oldest first."""
        queue = [value for _, value in self.dump().get(QUEUE, [])]
        return [one for one in queue if one.get("state") != "sent"]

    def wait_until_sent(self, seconds: float = 15) -> float:
        """How long it took until nothing waited."""
        began = time.monotonic()
        while self.waiting():
            if time.monotonic() - began > seconds:
                raise AssertionError(f"still waiting after {seconds} s: {self.waiting()[:3]}")
            self.page.wait_for_timeout(100)
        return time.monotonic() - began

    def bytes_kept(self, *words: str) -> list[str]:
        """Which of these words stand anywhere in the profile on disk, in UTF-8 or UTF-16."""
        whole = b"".join(one.read_bytes() for one in self.folder.rglob("*") if one.is_file())
        return [one for one in words if one.encode() in whole or one.encode("utf-16-le") in whole]


def rows(house, question: str, *values) -> list[sqlite3.Row]:
    """What the database of the house says, read beside the running server."""
    with closing(sqlite3.connect(f"file:{house.data}/db.sqlite3?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        return base.execute(question, values).fetchall()


def entries(house, **wanted) -> list[dict]:
    """Diary rows by column, oldest first."""
    where = " AND ".join(f"{name} = ?" for name in wanted) or "1"
    found = rows(house, f"SELECT * FROM care_entry WHERE {where} ORDER BY started_at", *map(
        plain, wanted.values()))  # fmt: skip
    return [dict(one) | {"id": str(UUID(one["id"])), "child": str(UUID(one["child_id"]))}
            for one in found]  # fmt: skip


def plain(value):
    """An id as SQLite keeps it."""
    try:
        return UUID(value).hex
    except (ValueError, TypeError, AttributeError):
        return value


def until(true, seconds: float = 10, pause: float = 0.1):
    """What `true()` answers when it is something; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {true}")
        time.sleep(pause)
    return found
