"""Handing a conversation over, and who answered."""

import pytest

from kiekeboe.chat import seating
from kiekeboe.chat.models import Seat, Thread
from kiekeboe.chat.reaching import NotInConversation
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.events.models import Event
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def frogs():
    return Frogs()


def test_a_colleague_takes_over_and_gives_it_back(frogs):
    omar = make.caregiver(frogs.group)
    for hour in (8, 9):
        seating.hand_over(frogs.thread, omar.pk, by=frogs.petra_actor, at=make.at(hour))
    assert seating.seats_of(Thread.objects.all())[frogs.thread.pk].employee == omar
    seating.hand_over(frogs.thread, frogs.petra.pk, by=frogs.colleague(omar), at=make.at(10))
    seating.hand_over(frogs.thread, None, by=frogs.petra_actor, at=make.at(11))
    assert seating.hand_over(frogs.thread, None, by=frogs.petra_actor, at=make.at(12)) is None
    assert seating.seats_of(Thread.objects.all()) == {}
    assert Seat.objects.count() == 2
    assert Event.objects.filter(verb="conversation_handed_over").count() == 3


def test_handing_over_lets_nobody_in(frogs):
    bee = make.caregiver(make.group(frogs.group.location))
    for to in (bee.pk, frogs.mother.pk, frogs.father.pk):
        with pytest.raises(NotInConversation):
            seating.hand_over(frogs.thread, to, by=frogs.petra_actor, at=make.at(8))
    for by in (frogs.mother.actor(), frogs.colleague(bee)):
        with pytest.raises(NotInConversation):
            seating.hand_over(frogs.thread, frogs.petra.pk, by=by, at=make.at(8))
    assert not Seat.objects.exists()


def test_who_answered_and_whether_the_family_had_the_last_word(frogs):
    say(frogs.thread, "Vraag", frogs.mother.actor())
    assert Thread.objects.unanswered().get() == frogs.thread
    answer = say(frogs.thread, "Antwoord", frogs.petra_actor)
    assert not Thread.objects.unanswered().exists()
    found = seating.answered_by(Thread.objects.all())
    assert found == {frogs.thread.pk: answer}
    assert found[frogs.thread.pk].writer == frogs.petra
