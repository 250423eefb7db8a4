"""One picture for each article without a film, from the real screens: part of `bin/record_help`."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kiekeboe.help import library
from kiekeboe.testing.browser import FLAGS, VIEWS, chromium_path
from kiekeboe.testing.house import House
from kiekeboe.testing.mail import free_port
from kiekeboe.testing.nursery import Nursery
from kiekeboe.testing.recording import in_language, speaks, squeeze

PARENT, MANAGER, GROUP = "Sanne", "Hanneke", "Kikkers"
# A smaller window than they have: what it shows can still be read in an article.
SIZES = VIEWS | {"desktop": {"width": 960, "height": 640}}
LARGEST = 150_000  # bytes of one picture

Step = Callable[[Page], object]


def at(address: str) -> Step:
    return lambda page: page.goto(address)


def after(*steps: Step) -> Step:
    return lambda page: [step(page) for step in steps]


def tap(selector: str) -> Step:
    return lambda page: page.locator(selector).first.click()


def to(selector: str) -> Step:
    return lambda page: page.locator(selector).first.scroll_into_view_if_needed()


MORE = at("/parent/more/")
OF_PARENTS: dict[str, Step] = {
    "photos": at("/parent/photos/"),
    "messages": after(at("/parent/messages/"), tap("main a[href*='/messages/']")),
    "notifications": at("/parent/more/preferences/"),
    "invoices": after(MORE, tap("main a[href*='invoices']")),
    "documents": after(MORE, tap("main a[href*='documents']")),
    "family": after(MORE, tap("main a[href*='family']")),
}
OF_THE_OFFICE: dict[str, Step] = {
    "add-a-child": at("/office/children/new/"),
    "answer-requests": at("/office/requests/"),
    "contracts": after(
        at("/office/children/"), tap("main a:has-text('Noor')"), tap("main a[href*='contracts']")
    ),
    "make-invoices": at("/office/invoices/run/"),
    "pair-a-tablet": at("/office/tablets/"),
    "write-news": at("/office/news/new/"),
}
OF_THE_GROUP: dict[str, Step] = {
    "log-a-day": after(at("/group/"), tap(".tile"), to(".groupbar")),
    "answer-families": at("/group/messages/"),
    "evacuation": at("/group/#muster"),
    "share-photos": at("/group/#photo"),
}
EVERY = OF_PARENTS | OF_THE_OFFICE | OF_THE_GROUP


def take(into: Path) -> list[Path]:
    """All pictures in both languages, of one house. Raises ValueError when one is too large."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Path(folder) / "var", free_port()).open()
        try:
            made = [
                path
                for language in library.LANGUAGES
                for path in _of_language(playwright, house, language, into)
            ]
        finally:
            house.close()
    return made


def _of_language(playwright, house, language: str, into: Path) -> list[Path]:
    browser = playwright.chromium.launch(
        executable_path=chromium_path(),
        args=[*FLAGS, "--no-sandbox"],
        env=speaks(language),
    )
    nursery = Nursery(house, _windows(browser, language))
    wall = next(one for one in nursery.cast["devices"] if one["group_name"] == GROUP)
    caregiver = wall["people"][0]["name"]
    doors = (
        (nursery.parent(PARENT), OF_PARENTS),
        (nursery.office(MANAGER), OF_THE_OFFICE),
        (nursery.tablet(GROUP, person=caregiver), OF_THE_GROUP),
    )
    made = []
    for page, stills in doors:
        in_language(page, language)
        for slug, reach in stills.items():
            made.append(_taken(page, reach, into / f"{slug}.{language}.webp"))
    browser.close()
    return made


def _windows(browser: Browser, language: str):
    def window(view: str, **how) -> Page:
        context = browser.new_context(
            viewport=SIZES[view], device_scale_factor=1.5, reduced_motion="reduce",
            locale={"nl": "nl-NL", "en": "en-GB"}[language],
            timezone_id="Europe/Amsterdam", **how,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.problems = []
        return page

    return window


def _taken(page: Page, reach: Step, picture: Path) -> Path:
    reach(page)
    page.wait_for_timeout(800)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "screen.png"
        page.screenshot(path=path)
        squeeze(path, picture)
    if picture.stat().st_size > LARGEST:
        os.unlink(picture)
        raise ValueError(f"{picture.name} is too large to ship")
    return picture
