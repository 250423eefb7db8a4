"""What families and colleagues say to each other, the news, and what is to be brought along.

Said with the verbs that the pages use, after the rest of the story is in the database: who reads
along, what is seen and what waits follow from it.
"""

from datetime import timedelta

from kiekeboe.chat import bringing, opening, publishing, receiving, richtext, writing
from kiekeboe.chat.models import NewsItem, PleaseBring
from kiekeboe.chat.newsreach import families_of
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.people.models import Child, Guardian
from kiekeboe.story import cast
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import actor

# child, and then: who says it ("" is the first parent), how many hours ago, what
WITH_THE_GROUP = (
    ("Noor", (
        ("", 27, "Goedemorgen! Noor sliep vannacht slecht. Mag ze vandaag iets eerder naar bed?"),
        ("Eva", 26.5, "Dank je, dat doen we. Ze krijgt ook haar konijn mee."),
        ("", 22, "Fijn. Hoe laat sliep ze?"),
        ("Eva", 21.5, "Van elf tot kwart over een, als een roos."),
    )),
    ("Mees", (
        ("", 4, "Oma haalt Mees vandaag op. Zij staat op de lijst."),
        ("Eva", 3.8, "Helemaal goed, tot straks."),
    )),
    ("Daan", (("", 1.5, "Is de blauwe muts van Daan bij jullie blijven liggen?"),)),
    ("Fleur", (
        ("", 30, "Kan Fleur morgen haar loopfiets meenemen?"),
        ("Joris", 29, "Dat mag. Zet je er haar naam op?"),
    )),
)  # fmt: skip
WITH_THE_OFFICE = (
    ("Luuk", (("", 5, "Wij verhuizen in januari. Wat moeten jullie van ons weten?"),)),
)
ASKED_ALONG = (
    ("Noor", PleaseBring.Thing.NAPPIES, "Maat 4"),
    ("Noor", PleaseBring.Thing.CLOTHES, ""),
    ("Mees", PleaseBring.Thing.OUTDOORS, ""),
)
NEWS = (
    ("Gesloten op 25 en 26 december", -3, True,
     "Op eerste en tweede kerstdag zijn we dicht.\n\nJe betaalt die dagen niet extra. "
     "Wil je een ruildag? Vraag die dan op tijd aan."),
    ("Nieuwe tuin", -1, False,
     "De tuin is klaar! Er is nu een **modderkeuken** en een heuvel.\n\n"
     "Geef je kind kleren mee die vies mogen worden."),
    ("Sinterklaas komt langs", 3, False,
     "Op 4 december komt de Sint op bezoek.\n\nAlle kinderen zijn welkom, ook op een vrije dag."),
)  # fmt: skip


def write(book) -> None:
    for with_group, scenes in ((True, WITH_THE_GROUP), (False, WITH_THE_OFFICE)):
        for name, lines in scenes:
            _talk(book, name, lines, with_group=with_group)
    for name, thing, text in ASKED_ALONG:
        bringing.ask(
            fixed("bring", name, thing), child=_child(name), thing=thing, text=text,
            by=actor(book, "Eva"), at=book.clock.now - timedelta(hours=3),
        )  # fmt: skip
    for title, ahead, confirmed, words in NEWS:
        _news(book, title, words, ahead, confirmed)


def _kid(name):
    return next(one for one in KIDS if one.first_name == name)


def _child(name):
    return Child.objects.get(pk=_kid(name).id)


def _talk(book, name, lines, *, with_group) -> None:
    """One conversation; whoever answers has read what was said before."""
    kid, now = _kid(name), book.clock.now
    parent = Guardian.objects.get(pk=kid.parents[0].id)
    family = Actor(book.organisation, Kind.GUARDIAN, parent.pk)
    begun = now - timedelta(hours=lines[0][1])
    thread = (
        opening.with_group(_child(name), parent.household_id, by=family, at=begun)
        if with_group
        else opening.with_office(parent.household_id, by=family, at=begun)
    )
    for number, (who, hours, text) in enumerate(lines):
        by, at = actor(book, who) if who else family, now - timedelta(hours=hours)
        if number:
            receiving.read(thread, thread.last, by=by, at=at)
        said = writing.Said(fixed("said", name, number), text)
        writing.send(thread, said, by=by, at=at)
        thread.refresh_from_db()


def _news(book, title, words, ahead, confirmed) -> None:
    """Published some days ago, or planned so many days ahead."""
    by, now = actor(book, "Karin"), book.clock.now
    written = now + timedelta(days=min(ahead, 0))
    draft = publishing.Draft(
        fixed("news", title),
        title,
        richtext.of_marks(words),
        NewsItem.Audience.LOCATION,
        location=cast.REGENLAARS.id,
        asks_confirmation=confirmed,
    )
    news = publishing.draft(draft, by=by, at=written)
    families = families_of(news, book.clock.today).households
    on = now + timedelta(days=ahead) if ahead > 0 else None
    publishing.publish(news, families=families, on=on, by=by, at=written)
