"""People of the demo story at their doors, in a real browser before the real server."""

from dataclasses import dataclass

from kiekeboe.story import cast as story
from kiekeboe.testing.journeys.auditing import watch


@dataclass
class Nursery:
    """The open house of a journey, with windows for its people."""

    house: object
    window: object

    def __post_init__(self):
        self.cast = self.house.cast
        self.origin = self.house.origin

    def person(self, first_name: str) -> dict:
        named = (one for one in self.cast["people"] if one["name"].startswith(first_name + " "))
        return next(named)

    def look(self, view="phone", **how):
        """An open window that remembers what it asked for and what went wrong."""
        page = self.window(view, base_url=self.origin, **how)
        watch(page, self.origin)
        return page

    def parent(self, first_name: str, view="phone", **how):
        page = self.look(view, **how)
        self.sign_in(page, self.person(first_name))
        page.wait_for_url("**/parent/**")
        return page

    def office(self, first_name: str, view="desktop", **how):
        page, person = self.look(view, **how), self.person(first_name)
        self.sign_in(page, person)
        page.wait_for_url("**/sign-in/second/**")
        page.locator("[name=code]").first.fill(person["recovery_codes"][self.used(person)])
        page.locator("form:has([name=code]) button").first.click()
        page.wait_for_url(lambda address: "/sign-in/" not in address)
        page.goto("/office/")
        return page

    def used(self, person) -> int:
        """Recovery codes work once."""
        counts = self.house.__dict__.setdefault("codes_used", {})
        counts[person["id"]] = counts.get(person["id"], -1) + 1
        return counts[person["id"]]

    def sign_in(self, page, person):
        page.goto("/sign-in/password/")
        page.locator("[name=email]").first.fill(person["email"])
        page.locator("[name=password]").first.fill(story.PASSWORD)
        page.locator("form:has([name=password]) button").last.click()

    def tablet(self, group: str, view="tablet", person="", **how):
        """The tablet of a group; with `person` after typing that PIN."""
        device = next(one for one in self.cast["devices"] if one["group_name"] == group)
        page = self.look(view, **how)
        page.context.add_cookies([device["cookie"] | {"url": self.origin}])
        page.goto("/group/")
        page.locator(".groupmark:not(:empty)").wait_for()
        if person:
            self.unlock(page, next(one for one in device["people"] if one["name"] == person))
        return page

    def unlock(self, page, person):
        page.locator(f'.staff [data-face="{person["id"]}"]').click()
        for digit in person["pin"]:
            page.locator(f'#pin [data-digit="{digit}"]').click()
        page.locator('.staff [aria-pressed="true"]').wait_for()
