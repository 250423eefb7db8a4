"""Development in the demo: mentors, what the group saw, a talk with an answer and one that asks
the parents to write, and what was measured of Noor.

Said with the verbs that the pages use, after the rest of the story is in the database.
"""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from kiekeboe.development import measuring, mentors, noting, talks
from kiekeboe.development.models import Talk
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.people.models import Child, Employee, Guardian, Role
from kiekeboe.story import cast
from kiekeboe.story.families import KIDS, kid
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import SINCE, actor

WITHOUT_MENTOR = {"Mees"}  # the office finds out whom to choose for
STILL_TO_TALK = {"Noor", "Sami", "Luuk", "Saar", "Teun"}
MENTORS = {cast.KIKKERS: "Latifa", cast.VOSSEN: "Joris", cast.UILEN: "Femke"}


class Seen(NamedTuple):
    name: str
    days_ago: int
    area: str
    text: str
    wellbeing: int | None = None
    involvement: int | None = None
    shared: bool = True
    by: str = "Eva"


SEEN = (
    Seen("Noor", 190, "social", "Noor lacht als Eva binnenkomt, en zoekt haar stem.", 4, 3),
    Seen("Noor", 170, "motor", "Noor rolt van haar rug op haar buik, en lacht hard.", 5, 4),
    Seen("Noor", 154, "language", "Noor maakt lange klanken en wacht op antwoord.", 4, 4),
    Seen("Noor", 61, "play", "Noor laat een blokje vallen, kijkt, en laat het weer vallen.", 5, 5),
    Seen("Noor", 20, "self", "Noor houdt zelf haar fles vast tot hij leeg is.", 4, 4),
    Seen("Noor", 6, "motor", "Noor trekt zich op aan de bank en blijft even staan.", 5, 5),
    Seen("Noor", 1, "social", "Noor kruipt naar Latifa als het druk wordt.", 3, 3, shared=False),
    Seen("Sami", 200, "language", "Sami vertelt over de boot, in drie zinnen.", 4, 4, by="Latifa"),
    Seen("Sami", 90, "play", "Sami bouwt een garage en deelt de taken uit.", 5, 5, by="Latifa"),
    Seen("Sami", 12, "self", "Sami trekt zelf zijn jas en laarzen aan.", 4, 4, by="Latifa"),
    Seen("Luuk", 3, "motor", "Luuk loopt achter de duwkar, van de deur tot het raam.", 4, 5),
)
MEASURED = ((240, 4150, 545), (180, 5900, 612), (120, 7200, 660), (60, 8100, 695), (9, 8850, 722))
READ = "Fijn om te lezen. Thuis rolt ze nu ook de hele kamer door."


def write(book) -> None:
    desk, now = actor(book, "Petra"), book.clock.now
    noting.choose(keeps_growth=True, manager_shares=False, by=desk, at=_at(book, 280))
    _appoint(book)
    for place, seen in enumerate(SEEN):
        _seen(book, place, seen)
    for place, (days, grams, millimetres) in enumerate(MEASURED):
        measuring.measure(
            fixed("measured", "Noor", place), _child("Noor"), day=_day(book, days), grams=grams,
            millimetres=millimetres, by=desk, at=_at(book, days),
        )  # fmt: skip
    _first_talk(book, desk)
    _talks_of_others(book, desk)
    asked = _draft(book, "Sami", "yearly", 4, desk)
    talks.invite(asked, by=desk, at=now - timedelta(days=4))


def _appoint(book) -> None:
    by = actor(book, "Petra")
    named = set(Role.objects.filter(name=Role.Name.MENTOR).values_list("child", flat=True))
    for one in KIDS:
        if one.id not in named and one.first_name not in WITHOUT_MENTOR:
            colleague = Employee.objects.get(pk=cast.colleague(MENTORS[one.room]).id)
            child = _child(one.first_name)
            began = max(SINCE, child.started_on or SINCE)
            mentors.appoint(child, colleague, started_on=began, by=by, at=_at(book, 200))


def _seen(book, place, told) -> None:
    by = actor(book, told.by)
    seen = noting.Seen(
        fixed("seen", place), told.area, told.text, _day(book, told.days_ago),
        wellbeing=told.wellbeing, involvement=told.involvement,
    )  # fmt: skip
    at = _at(book, told.days_ago)
    for row in noting.note(seen, [_child(told.name)], by=by, at=at):
        if told.shared:
            noting.share(row, by=by, at=at)


def _first_talk(book, desk) -> None:
    """The talk of Noor after her first months: shared, read, held and answered."""
    talk = _draft(book, "Noor", "first", 95, desk)
    opening = "Noor voelt zich thuis bij de Kikkers. Ze slaapt goed en kijkt graag rond."
    talks.write(talk, opening=opening, parts={}, by=desk, at=_at(book, 94))
    talks.share(talk, by=desk, at=_at(book, 93))
    guardian = Guardian.objects.get(pk=kid("Noor").parents[0].id)
    reader = Actor(book.organisation, Kind.GUARDIAN, guardian.pk)
    talks.answer(talk, guardian, READ, by=reader, at=_at(book, 91))
    talks.hold(
        talk, held_on=_day(book, 89), present=f"{guardian.first_name}, Eva",
        agreements="We laten Noor veel op haar buik spelen. De fles gaat naar 180 ml.",
        by=desk, at=_at(book, 89),
    )  # fmt: skip


def _talks_of_others(book, desk) -> None:
    """Most families had their talk in time; the office sees who did not."""
    children = Child.objects.filter(pk__in=[one.id for one in KIDS]).exclude(
        first_name__in=STILL_TO_TALK
    )
    for one in mentors.followed(children, _day(book, 0)):
        if one.due and one.due.kind != "farewell":
            days = max((_day(book, 0) - one.due.first_day).days - 6, 1)
            talk = _draft(book, one.child.first_name, one.due.kind, days, desk)
            opening = f"Het gaat goed met {one.child.first_name}."
            talks.write(talk, opening=opening, parts={}, by=desk, at=_at(book, days))
            talks.share(talk, by=desk, at=_at(book, max(days - 1, 0)))


def _draft(book, name, kind, days, by) -> Talk:
    return talks.draft(fixed("mentor-talk", name), _child(name), kind, by=by, at=_at(book, days))


def _child(name) -> Child:
    return Child.objects.get(pk=kid(name).id)


def _at(book, days):
    return book.clock.now - timedelta(days=days, hours=1)


def _day(book, days):
    return timezone.localtime(_at(book, days)).date()
