"""Please bring nappies."""

import pytest

from kiekeboe.chat import bringing
from kiekeboe.chat.models import PleaseBring
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def frogs():
    return Frogs()


def ask(frogs, thing="nappies", text="", id=None):
    return bringing.ask(
        id or uuid7(), child=frogs.noor, thing=thing, text=text, by=frogs.petra_actor, at=make.at(9)
    )


def standing(guardian):
    return list(PleaseBring.objects.standing().of_relations(guardian.guardianships.all()))


def test_it_stays_with_both_parents_until_one_ticks_it_off(frogs):
    asked = ask(frogs)
    assert standing(frogs.mother) == standing(frogs.father) == [asked]
    for hour in (18, 19):
        bringing.tick_off(asked, by=frogs.mother.actor(), at=make.at(hour))
    assert standing(frogs.father) == []
    assert (asked.done_at, asked.done_by) == (make.at(18), frogs.mother.pk)
    assert Event.objects.filter(verb="bring_ticked").count() == 1


def test_the_same_thing_is_asked_once_and_again_when_it_was_there(frogs):
    first = ask(frogs)
    assert ask(frogs) == first
    bringing.tick_off(first, by=frogs.petra_actor, at=make.at(10))
    assert ask(frogs, id=first.pk) == first
    assert ask(frogs) != first
    assert Event.objects.filter(verb="bring_asked").count() == 2


def test_what_is_not_needed_any_more_is_gone(frogs):
    asked = ask(frogs)
    for hour in (10, 11):
        bringing.withdraw(asked, by=frogs.petra_actor, at=make.at(hour))
    bringing.tick_off(asked, by=frogs.mother.actor(), at=make.at(12))
    assert (asked.done_at, asked.withdrawn_at) == (None, make.at(10))
    assert standing(frogs.mother) == []


def test_something_else_has_a_name(frogs):
    with pytest.raises(bringing.NothingNamed):
        ask(frogs, "else", " \0")
    assert ask(frogs, "else", "Een foto van thuis").text == "Een foto van thuis"


def test_a_relative_and_another_family_are_asked_nothing(frogs):
    ask(frogs)
    aunt = make.relative(frogs.noor, frogs.mother).guardian
    assert standing(aunt) == standing(make.guardian([make.child(frogs.group)])) == []


def test_an_id_of_another_child_is_not_taken_over(frogs):
    theirs = ask(Frogs())
    mine = ask(frogs, id=theirs.pk)
    assert mine.pk != theirs.pk
    assert mine.child == frogs.noor
