"""News of a conversation reaches its own household and its group, and no other page."""

import pytest

from kiekeboe.chat import opening, publishing, receiving, seating
from kiekeboe.chat.reaching import talks_of
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.live import record
from kiekeboe.live.listeners import Listeners
from kiekeboe.live.reach import Reach
from kiekeboe.live.streams import Stream
from kiekeboe.people.models import Guardianship
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def page(frogs, name, **reach):
    stream = Stream("portal", frogs.group.organisation.pk, {}, Reach(name, **reach))
    house = frogs.house
    house.join(stream)
    house.keep_up(stream)
    return stream


def at_home(frogs, guardian):
    relations = Guardianship.objects.filter(guardian=guardian).select_related("guardian")
    children = frozenset(one.child_id for one in relations)
    return page(frogs, str(guardian.pk), children=children, talks=talks_of(relations))


@pytest.fixture
def frogs():
    frogs = Frogs()
    here = frogs.group.organisation.pk
    frogs.house = Listeners(record.newest([here])[here])
    return frogs


def heard(frogs, *pages):
    frogs.house.bring(record.since(frogs.group.organisation.pk, frogs.house.heard))
    return [b"".join(one.waiting).decode() for one in pages]


def test_a_message_is_heard_by_its_household_and_its_group_alone(frogs):
    """U35 S58 The other home of the same child hears nothing of it."""
    mother, father = at_home(frogs, frogs.mother), at_home(frogs, frogs.father)
    group = page(frogs, "tablet", groups=frozenset({frogs.group.pk}))
    other = page(frogs, "bees", groups=frozenset({make.group(frogs.group.location).pk}))
    message = say(frogs.thread, "Noor heeft slecht geslapen", frogs.mother.actor(), 8)
    receiving.read(frogs.thread, message.changed, by=frogs.petra_actor, at=make.at(9))
    hers, his, tablet, bees = heard(frogs, mother, father, group, other)
    for words in (hers, tablet):
        assert [one for one in ("message_sent", "message_read") if one in words] == [
            "message_sent",
            "message_read",
        ]
        assert str(frogs.thread.pk) in words
        assert "slecht" not in words
    assert (his, bees) == ("", "")


def test_what_colleagues_do_among_themselves_is_not_heard_at_home(frogs):
    mother = at_home(frogs, frogs.mother)
    group = page(frogs, "tablet", groups=frozenset({frogs.group.pk}))
    omar = make.caregiver(frogs.group)
    seating.hand_over(frogs.thread, omar.pk, by=frogs.petra_actor, at=make.at(8))
    hers, tablet = heard(frogs, mother, group)
    assert hers == ""
    assert "conversation_handed_over" in tablet


def test_a_message_to_the_office_is_heard_by_the_office_of_that_household(frogs):
    office = opening.with_office(frogs.mother.household_id, by=frogs.mother.actor(), at=make.at(6))
    desk = page(frogs, "desk", talks=frozenset({(frogs.mother.household_id, None)}))
    elsewhere = page(frogs, "elsewhere", talks=frozenset({(frogs.father.household_id, None)}))
    mother, father = at_home(frogs, frogs.mother), at_home(frogs, frogs.father)
    frogs.manager()
    say(office, "Een vraag over de factuur", frogs.mother.actor(), 8)
    here, there, hers, his = heard(frogs, desk, elsewhere, mother, father)
    assert "message_sent" in here
    assert "message_sent" in hers
    assert (there, his) == ("", "")


def test_news_is_heard_by_the_families_who_get_it(frogs):
    stranger = make.guardian([make.child(make.group())])
    mother, other = at_home(frogs, frogs.mother), at_home(frogs, stranger)
    said = publishing.Draft(
        uuid7(), "Verkleedfeest", "<p>Kom verkleed.</p>", "group", group=frogs.group.pk
    )
    manager = frogs.manager()
    news = publishing.draft(said, by=manager, at=make.at(8))
    publishing.publish(news, families=2, by=manager, at=make.at(9))
    assert Event.objects.get(verb="news_published").mentions.get().child_id == frogs.noor.pk
    hers, elsewhere = heard(frogs, mother, other)
    assert "news_published" in hers
    assert elsewhere == ""
