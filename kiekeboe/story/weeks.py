"""Weekly pieces in the demo: one of each of the last two weeks, and a draft of this one."""

from datetime import datetime, time, timedelta

from kiekeboe.development import pieces
from kiekeboe.people.models import Child
from kiekeboe.story.clock import ZONE
from kiekeboe.story.families import kid
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import actor

FRIDAY = timedelta(days=4)
READY = time(15, 30)
TOLD = (
    (2, "Eva", ("Noor", "Luuk", "Finn"),
     "{naam} zag deze week de bladeren vallen. We raapten er een mand vol. Binnen hebben we ze "
     "geplakt, en vooral gegooid."),
    (1, "Eva", ("Noor", "Luuk", "Daan", "Lotte"),
     "De regen tikte op het raam en {naam} keek lang naar de druppels. Daarna stampten we in de "
     "plassen. De laarzen moesten twee keer drogen."),
    (1, "Latifa", ("Sami",),
     "{naam} bouwde een garage van blokken. Iedereen mocht parkeren, als je een kaartje had. "
     "De kaartjes tekende {naam} zelf."),
)  # fmt: skip
DRAFT = ("Eva", ("Mees",), "{naam} ontdekte deze week de trommel. Wij ook.")


def write(book) -> None:
    """The pieces of weeks that ended are out; the draft waits on the tablet of its author."""
    monday = pieces.monday_of(book.clock.today)
    for place, (weeks_ago, writer, names, text) in enumerate(TOLD):
        begins = monday - timedelta(weeks=weeks_ago)
        at = datetime.combine(begins + FRIDAY, READY, ZONE)
        by, told = actor(book, writer), pieces.Told(fixed("piece", place), begins, text)
        pieces.keep(told, _children(names), by=by, at=at)
        pieces.send(told.id, by=by, at=at)
    writer, names, text = DRAFT
    told = pieces.Told(fixed("piece", "draft"), monday, text)
    pieces.keep(told, _children(names), by=actor(book, writer), at=book.clock.now)


def _children(names) -> list[Child]:
    return list(Child.objects.filter(pk__in=[kid(name).id for name in names]))
