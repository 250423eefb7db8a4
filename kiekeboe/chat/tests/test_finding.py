"""Searching, in one's own conversations only."""

from datetime import timedelta

import pytest

from kiekeboe.chat import finding, writing
from kiekeboe.chat.models import Thread
from kiekeboe.chat.reaching import threads_of_family, threads_of_staff
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def frogs():
    frogs = Frogs()
    say(frogs.thread, "Noor heeft een ÉÉNVOUDIGE verkoudheid, 100% zeker", frogs.mother.actor())
    say(frogs.fathers, "Noor is verkouden bij mij", frogs.father.actor())
    return frogs


def found(threads, words):
    return [one.text[:12] for one in finding.search(threads, words)]


def test_without_accents_and_capitals_the_same_on_every_database(frogs):
    mine = threads_of_family(frogs.mother.guardianships.all())
    for words in ("eenvoudige", "EENVOUDIGE", "éénvoud", "noor verkoud", "100%"):
        assert found(mine, words) == ["Noor heeft e"]
    for words in ("", "  ", "mazelen", "noor mazelen", "100_", "\0"):
        assert found(mine, words) == []


def test_a_parent_finds_nothing_of_the_other_house(frogs):
    """U35"""
    assert found(threads_of_family(frogs.mother.guardianships.all()), "bij mij") == []
    assert found(threads_of_family([]), "noor") == []


def test_the_group_finds_in_both_the_newest_first_and_another_group_in_none(frogs):
    owner = frogs.group.organisation_id
    assert len(found(threads_of_staff(frogs.petra.pk, owner, make.DAY), "verkou")) == 2
    bee = make.caregiver(make.group(frogs.group.location))
    assert found(threads_of_staff(bee.pk, owner, make.DAY), "verkou") == []


def test_what_was_deleted_or_said_otherwise_is_not_found(frogs):
    gone = say(frogs.thread, "weggegooid", frogs.mother.actor())
    other = say(frogs.thread, "verschreven", frogs.mother.actor())
    writing.delete(gone, by=frogs.mother.actor(), at=make.at(8))
    moment = make.at(8) + timedelta(minutes=1)
    writing.edit(other, "geschreven", by=frogs.mother.actor(), at=moment)
    assert found(Thread.objects.all(), "weggegooid") == []
    assert found(Thread.objects.all(), "verschreven") == []
    assert found(Thread.objects.all(), "geschreven") == ["geschreven"]
