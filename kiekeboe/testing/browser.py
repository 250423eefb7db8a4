"""Debian's Chromium, driven by Playwright."""

import os
import shutil

import pytest

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWS = {
    "phone": {"width": 390, "height": 844},
    "tablet": {"width": 1180, "height": 820},
    "desktop": {"width": 1440, "height": 900},
}


def chromium_path() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.fail("Chromium is missing: install Debian's package chromium")


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; each test opens its own window."""
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*FLAGS, *as_root]
        )
        yield browser
        browser.close()


@pytest.fixture
def window(chromium):
    """Open a window of one person: `window("phone", dark=True).goto(…)`. Closed after the test."""
    opened = []

    def open_window(view: str = "phone", *, dark: bool = False, language: str = "nl-NL", **extra):
        context = chromium.new_context(
            viewport=VIEWS[view],
            color_scheme="dark" if dark else "light",
            locale=language,
            timezone_id="Europe/Amsterdam",
            **extra,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "console",
            lambda message: message.type == "error" and page.problems.append(message.text),
        )
        return page

    yield open_window
    for context in opened:
        context.close()
