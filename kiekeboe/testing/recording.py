"""The films of the help centre, made from the real screens of the demo: `bin/record_help`.

A film is a row of pictures of one phone, each with a caption that stays as long as it takes to
read. Where somebody taps, the picture shows it first. The captions are a WebVTT file of their
own: for who cannot hear or see the film, and for the page that tells it in words.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import sync_playwright

from kiekeboe.help import library
from kiekeboe.story import cast as story
from kiekeboe.testing.browser import FLAGS, VIEWS, chromium_path
from kiekeboe.testing.house import House
from kiekeboe.testing.mail import free_port

TAP, LEAST, A_WORD = 0.8, 2.2, 0.38  # seconds: a tap, a caption at least, and for each word of it
LARGEST = 3_000_000  # bytes of one film (issue: small enough to ship)
MARK = """at => {
  const mark = document.createElement("div"), look = mark.style
  mark.id = "tap"; look.position = "fixed"; look.zIndex = "99"; look.pointerEvents = "none"
  look.width = look.height = "44px"; look.borderRadius = "50%"
  look.left = `${at.x - 22}px`; look.top = `${at.y - 22}px`
  look.background = "rgb(232 86 140 / .45)"; look.border = "3px solid rgb(122 31 82)"
  document.body.append(mark)
}"""


@dataclass
class Film:
    """Pictures with how long each stays, and what is told from when until when."""

    name: str
    language: str
    page: object
    folder: Path
    pictures: list[tuple[Path, float]] = field(default_factory=list)
    told: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def length(self) -> float:
        return sum(seconds for _, seconds in self.pictures)

    def say(self, dutch: str, english: str) -> None:
        """Show the page as it is now, with a caption."""
        text = dutch if self.language == "nl" else english
        seconds = max(LEAST, A_WORD * len(text.split()))
        starts = self.length
        self._picture(seconds)
        self.told.append((starts, starts + seconds, text))

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_timeout(400)

    def tap(self, selector: str) -> None:
        """Show where is tapped, and tap."""
        place = self.page.locator(selector).first
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self.page.evaluate(MARK, at)
        self._picture(TAP)
        self.page.evaluate("() => document.getElementById('tap').remove()")
        place.click()
        self.page.wait_for_timeout(700)

    def show(self, selector: str) -> None:
        """Bring a piece of the page into sight."""
        self.page.locator(selector).first.scroll_into_view_if_needed()
        self.page.wait_for_timeout(200)

    def _picture(self, seconds: float) -> None:
        path = self.folder / f"{len(self.pictures):03}.png"
        self.page.screenshot(path=path)
        self.pictures.append((path, seconds))

    def keep(self, into: Path) -> None:
        """Write the film, its captions and its first picture. Raises ValueError when too large."""
        name = f"{self.name}.{self.language}"
        lines = [f"file '{path}'\nduration {seconds:.2f}" for path, seconds in self.pictures]
        row = self.folder / "row.txt"
        row.write_text("\n".join([*lines, f"file '{self.pictures[-1][0]}'"]))
        film = into / f"{name}.mp4"
        still = ["-tune", "stillimage", "-crf", "26", "-preset", "slow", "-pix_fmt", "yuv420p"]
        _ffmpeg("-f", "concat", "-safe", "0", "-i", row, "-vf", "fps=10", "-c:v", "libx264",
                *still, "-movflags", "+faststart", film)  # fmt: skip
        squeeze(self.pictures[0][0], into / f"{name}.webp")
        (into / f"{name}.vtt").write_text(vtt(self.told), encoding="utf-8")
        if film.stat().st_size > LARGEST:
            raise ValueError(f"{film.name} is too large to ship")


def vtt(told: list[tuple[float, float, str]]) -> str:
    """Captions as WebVTT."""
    cues = [f"{_clock(first)} --> {_clock(last)}\n{text}" for first, last, text in told]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}"


def _ffmpeg(*words) -> None:
    subprocess.run(
        ["ffmpeg", "-y", "-v", "error", *map(str, words)], check=True, stdin=subprocess.DEVNULL
    )


def squeeze(picture: Path, into: Path) -> None:
    """A picture of a screen as WebP, small enough to ship."""
    _ffmpeg("-i", picture, "-quality", "70", into)


def record(films: dict[str, Callable[[Film, dict], None]], into: Path, parent: str) -> list[Path]:
    """Record each film in each language, with a parent of the demo in front of the phone."""
    made = []
    into.mkdir(parents=True, exist_ok=True)
    for language in library.LANGUAGES:
        for name, play in films.items():
            with tempfile.TemporaryDirectory() as folder:
                made.append(_recorded(name, language, play, into, Path(folder), parent))
    return made


def _recorded(name, language, play, into: Path, folder: Path, parent: str) -> Path:
    """A film in a house of its own: what one reports, the next does not see."""
    house = House(folder / "var", free_port()).open()
    try:
        cast = house.cast
        person = next(one for one in cast["people"] if one["name"].startswith(parent))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_path(),
                args=[*FLAGS, "--no-sandbox"],
                env=speaks(language),
            )
            context = browser.new_context(
                viewport=VIEWS["phone"], base_url=house.origin, has_touch=True,
                locale={"nl": "nl-NL", "en": "en-GB"}[language], reduced_motion="reduce",
                timezone_id="Europe/Amsterdam",
            )  # fmt: skip
            film = Film(name, language, context.new_page(), folder)
            _enter(film.page, person, language)
            play(film, cast)
            film.keep(into)
            browser.close()
    finally:
        house.close()
    return into / f"{name}.{language}.mp4"


def speaks(language: str) -> dict[str, str]:
    """The surroundings of a browser in this language, which tells the real time."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "LD_PRELOAD" and not name.startswith("FAKETIME")
    }
    return kept | {"LANGUAGE": {"nl": "nl", "en": "en_GB"}[language], "LC_ALL": "C.UTF-8"}


def _enter(page, person: dict, language: str) -> None:
    page.goto("/sign-in/password/")
    page.locator("[name=email]").first.fill(person["email"])
    page.locator("[name=password]").first.fill(story.PASSWORD)
    page.locator("form:has([name=password]) button").last.click()
    page.wait_for_url("**/parent/**")
    in_language(page, language)
    page.goto("/parent/")


def in_language(page, language: str) -> None:
    """Choose the language of the screens, as everyone can in the help centre."""
    page.goto("/help/")
    page.locator(f'.segmented button[lang="{language}"]').click()
