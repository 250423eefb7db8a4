"""Documents of the demo: house rules in two versions, a plan, a menu, and a page about one child.

Said with the verbs that the pages use, after the rest of the story is in the database.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

from kiekeboe.documents import filing
from kiekeboe.documents.filing import Draft, Upload
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.lib import papers
from kiekeboe.people.models import Guardian
from kiekeboe.story import cast
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import actor

TEMPLATE = Path(__file__).parent / "typeset" / "letter"


class Scene(NamedTuple):
    title: str
    kind: str
    days_ago: int
    where: dict
    lasts: int = 0  # days from now, 0 for ever
    agreement: bool = False
    parts: tuple = ()


SCENES = (
    Scene("Huisregels", "rules", 20, {}, agreement=True, parts=(
        ("Brengen en halen", "Je brengt je kind tussen half acht en negen uur. "
         "Bel ons als het later wordt."),
        ("Ziek", "Een ziek kind blijft thuis. Meld je kind voor negen uur ziek in de app."),
        ("Foto's", "Je maakt geen foto's van andere kinderen."),
    )),
    Scene("Pedagogisch beleid", "plan", 60, {"place": "location", "location": cast.REGENLAARS.id},
          lasts=40, parts=(
        ("Veilig en vrij", "Kinderen ontdekken in hun eigen tempo. Wij volgen en troosten."),
        ("De mentor", "Elk kind heeft een mentor. Met haar praat je elk jaar."),
    )),
    Scene("Menu van december", "menu", 1, {"place": "group", "group": cast.KIKKERS.id},
          lasts=37, parts=(
        ("Warm eten", "Maandag pompoensoep, dinsdag pasta, donderdag rijst met linzen."),
        ("Fruit", "Elke dag om tien uur. De groep weet wat een kind niet mag eten."),
    )),
    Scene("Afspraken over slapen", "agreement", 2, {"place": "child", "child": "Noor"},
          agreement=True, parts=(
        ("Hoe Noor slaapt", "Op haar rug, in een slaapzak, met haar konijn aan het voeteneind."),
        ("Wij kijken", "Elk kwartier kijken wij bij haar bed."),
    )),
)  # fmt: skip


def write(book) -> None:
    kids = {one.first_name: one for one in KIDS}
    for scene, pdf in zip(SCENES, _set(), strict=True):
        by, at = actor(book, "Karin"), _at(book, scene.days_ago)
        where = dict(scene.where)
        if "child" in where:
            where["child"] = kids[where["child"]].id
        until = timezone.localtime(book.clock.now).date() + timedelta(days=scene.lasts)
        draft = Draft(
            fixed("document", scene.title), scene.title, scene.kind, "parents",
            asks_agreement=scene.agreement, expires_on=until if scene.lasts else None, **where,
        )  # fmt: skip
        filing.add(draft, _upload(scene.title, 1, pdf), by=by, at=at)
        if scene.title == "Huisregels":
            _renewed(book, fixed("document", scene.title), pdf, kids, by)


def _renewed(book, id, pdf, kids, by) -> None:
    """A second version last week; two families agreed with it since."""
    document = filing.Document.objects.get(pk=id)
    filing.renew(document, _upload("Huisregels", 2, pdf), by=by, at=_at(book, 6))
    version = filing.latest(document)
    for place, name in enumerate(("Luuk", "Saar")):
        guardian = Guardian.objects.get(pk=kids[name].parents[0].id)
        reader = Actor(book.organisation, Kind.GUARDIAN, guardian.pk)
        filing.agree(version, guardian, by=reader, at=_at(book, 5 - place))


def _at(book, days):
    return book.clock.now - timedelta(days=days, hours=2)


def _upload(title, number, pdf) -> Upload:
    name = f"{title.lower().replace(' ', '-')}.pdf"
    return Upload(fixed("document-version", title, number), name, pdf)


@lru_cache(maxsize=1)
def _set() -> list[bytes]:
    house = cast.REGENLAARS.name
    several = [{"title": one.title, "house": house, "parts": one.parts} for one in SCENES]
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return papers.typeset_each(TEMPLATE, several, at=made)
