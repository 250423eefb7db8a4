"""Many at the same moment, each with a connection of its own: on SQLite and on PostgreSQL."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from kiekeboe.chat import escalating, opening, publishing, receiving
from kiekeboe.chat.models import Escalation, Message, NewsItem, Receipt
from kiekeboe.chat.models import Thread as Conversation
from kiekeboe.chat.publishing import Draft
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.chat.tests.test_conversations import marks_are_true
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*doings):
    """Do all of these at the same moment; what one of them raises is raised here."""
    start, raised = Barrier(len(doings)), []

    def run(do):
        start.wait()
        try:
            do()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(each,)) for each in doings]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if raised:
        raise raised[0]


def test_everything_that_is_sent_at_the_same_moment_gets_a_place_of_its_own():
    """R11 Twelve devices send three messages each, every one of them twice."""
    frogs = Frogs()
    actors = [frogs.mother.actor(), frogs.petra_actor]
    ids = [[uuid7() for _ in range(3)] for _ in range(6)]

    def sender(number):
        def send():
            for id in ids[number % 6]:
                say(frogs.thread, f"{number % 6}", actors[number % 2], id=id)

        return send

    at_once(*(sender(number) for number in range(12)))
    said = Message.objects.filter(thread=frogs.thread).in_order()
    assert [one.sequence for one in said] == list(range(1, 19))
    assert {one.pk for one in said} == {one for each in ids for one in each}
    for each in ids:
        places = [said.get(pk=one).sequence for one in each]
        assert places == sorted(places)
    assert Event.objects.filter(verb="message_sent").count() == 18
    marks_are_true(frogs.thread)


def test_two_devices_open_one_conversation():
    frogs = Frogs()
    home = make.household(frogs.group.organisation)

    def open_it():
        opening.with_group(frogs.noor, home.pk, by=frogs.petra_actor, at=make.at(8))

    at_once(open_it, open_it, open_it)
    assert Conversation.objects.filter(household=home).count() == 1


def test_reading_on_three_devices_goes_forward_without_a_gap():
    frogs = Frogs()
    for number in range(6):
        say(frogs.thread, str(number), frogs.mother.actor())

    def reader(order):
        def read():
            for through in order:
                receiving.read(frogs.thread, through, by=frogs.petra_actor, at=make.at(9))

        return read

    at_once(reader([1, 4, 6]), reader([2, 3, 5]), reader([6]))
    steps = list(Receipt.objects.order_by("last"))
    assert steps[-1].last == 6
    assert [one.first for one in steps] == [1, *(one.last + 1 for one in steps[:-1])]
    marks_are_true(frogs.thread)


def test_two_workers_publish_once_and_tell_the_manager_once():
    frogs = Frogs()
    said = Draft(uuid7(), "Zomerfeest", "<p>Kom!</p>")
    news = publishing.draft(said, by=frogs.petra_actor, at=make.at(8))
    publishing.publish(news, families=2, on=make.at(9), by=frogs.petra_actor, at=make.at(8))
    say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    organisation = frogs.group.organisation_id

    def publish():
        publishing.publish_due(organisation, at=make.at(9))

    def tell():
        escalating.escalate(organisation, at=make.at(15))

    at_once(publish, publish, publish, tell, tell, tell)
    assert NewsItem.objects.published().count() == 1
    assert Event.objects.filter(verb="news_published").count() == 1
    assert Escalation.objects.count() == Event.objects.filter(verb="message_unseen").count() == 1
