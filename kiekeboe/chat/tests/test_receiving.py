"""Delivered, read, unread."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kiekeboe.chat import reading, receiving, writing
from kiekeboe.chat.models import Receipt, Thread
from kiekeboe.chat.reaching import NotInConversation
from kiekeboe.chat.states import State, readers, state, states
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def frogs():
    return Frogs()


def shown(thread, message):
    message.refresh_from_db()
    steps = list(receiving.receipts_of(thread))
    return state(message.changed, *states(steps, message.by_family))


def tablet(frogs, group=None):
    device = make.device(group or frogs.group, key=uuid4().hex)
    return Actor(frogs.group.organisation_id, Kind.TABLET, None, device.pk)


def test_sent_then_on_the_tablet_then_read_by_a_colleague(frogs):
    message = say(frogs.thread, "Hoi", frogs.mother.actor())
    assert shown(frogs.thread, message) == State.SENT
    receiving.deliver(frogs.thread, 1, by=tablet(frogs), at=make.at(8))
    assert shown(frogs.thread, message) == State.DELIVERED
    receiving.read(frogs.thread, 1, by=frogs.petra_actor, at=make.at(9))
    assert shown(frogs.thread, message) == State.READ
    steps = list(receiving.receipts_of(frogs.thread))
    assert readers(steps, message.changed) == {frogs.petra.pk: make.at(9)}
    assert Thread.objects.get(pk=frogs.thread.pk).seen_by_staff == 1


def test_reading_again_changes_nothing_and_nobody_reads_what_is_not_said_yet(frogs):
    say(frogs.thread, "Hoi", frogs.mother.actor())
    for through in (99, 1, 0):
        receiving.read(frogs.thread, through, by=frogs.petra_actor, at=make.at(9))
    assert Receipt.objects.get().last == 1
    assert Event.objects.filter(verb="message_read").count() == 1
    receiving.deliver(frogs.thread, 99, by=frogs.petra_actor, at=make.at(9))
    receiving.deliver(frogs.thread, 1, by=frogs.petra_actor, at=make.at(9))
    assert Event.objects.filter(verb="message_delivered").count() == 1


def test_what_is_said_otherwise_is_unseen_again(frogs):
    message = say(frogs.thread, "Ze komt", frogs.mother.actor(), 8)
    receiving.read(frogs.thread, 1, by=frogs.petra_actor, at=make.at(8))
    assert not Thread.objects.unseen().exists()
    writing.edit(message, "Ze komt niet", by=frogs.mother.actor(), at=make.at(8, 2))
    assert Thread.objects.unseen().get() == frogs.thread
    assert shown(frogs.thread, message) == State.SENT


def test_who_is_not_in_it_receives_nothing(frogs):
    """U35 S58"""
    say(frogs.thread, "Hoi", frogs.mother.actor())
    elsewhere = make.group(make.location(frogs.group.organisation))
    strangers = [
        frogs.father.actor(),
        make.relative(frogs.noor, frogs.mother).guardian.actor(),
        frogs.colleague(make.caregiver(make.group(frogs.group.location))),
        tablet(frogs, elsewhere),
        tablet(frogs, make.group()),
    ]
    for by in strangers:
        with pytest.raises(NotInConversation):
            receiving.deliver(frogs.thread, 1, by=by, at=make.at(9))
        with pytest.raises(NotInConversation):
            receiving.read(frogs.thread, 1, by=by, at=make.at(9))
    with pytest.raises(NotInConversation):
        receiving.read(frogs.thread, 1, by=tablet(frogs), at=make.at(9))
    assert not Receipt.objects.exists()


def test_unread_counts_what_others_said_and_that_still_stands(frogs, django_assert_num_queries):
    threads = Thread.objects.all()
    partner = make.guardian([frogs.noor], household=frogs.mother.household)
    say(frogs.thread, "Een", frogs.petra_actor)
    say(frogs.thread, "Twee", partner.actor())
    gone = say(frogs.thread, "Drie", frogs.petra_actor)
    say(frogs.thread, "Van mij", frogs.mother.actor())
    writing.delete(gone, by=frogs.petra_actor, at=make.at(9))
    with django_assert_num_queries(1):
        assert receiving.unread(threads, frogs.mother.pk) == {frogs.thread.pk: 2}
    receiving.read(frogs.thread, 1, by=frogs.mother.actor(), at=make.at(9))
    assert receiving.unread(threads, frogs.mother.pk) == {frogs.thread.pk: 1}
    assert receiving.unread(threads, partner.pk) == {frogs.thread.pk: 2}
    assert receiving.unread(threads, frogs.petra.pk) == {frogs.thread.pk: 2}


def test_a_conversation_comes_in_pages_and_a_screen_asks_for_what_changed(frogs):
    said = [say(frogs.thread, str(n), frogs.mother.actor(), 8) for n in range(5)]
    assert [one.text for one in reading.newest(frogs.thread, most=2)] == ["3", "4"]
    assert [one.text for one in reading.newest(frogs.thread, before=4, most=2)] == ["1", "2"]
    writing.edit(said[0], "nul", by=frogs.mother.actor(), at=make.at(8) + timedelta(minutes=1))
    assert [one.text for one in reading.changed_after(frogs.thread, 4)] == ["4", "nul"]
    assert [one.pk for one in reading.inbox(Thread.objects.all())] == [frogs.thread.pk]
