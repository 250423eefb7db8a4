"""Fifty conversations at random: whatever comes late, twice or out of order, the list is one."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from kiekeboe.chat import reading, receiving, writing
from kiekeboe.chat.merging import known_through, merged
from kiekeboe.chat.models import Message, Receipt, Thread
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.chat.writing import Said
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@dataclass
class Phone:
    """A device with a queue of things that its person did, and the list on its screen."""

    person: object
    queue: list = field(default_factory=list)
    screen: list = field(default_factory=list)
    answers: list = field(default_factory=list)

    def fill(self, dice):
        said = []
        for _ in range(dice.randint(2, 5)):
            what = dice.random()
            if not said or what < 0.6:
                said.append(uuid7())
                self.queue.append(("send", said[-1], f"{self.person} {len(said)}"))
            elif what < 0.8:
                self.queue.append(("edit", dice.choice(said), f"anders {len(self.queue)}"))
            elif what < 0.9:
                self.queue.append(("delete", dice.choice(said), ""))
            else:
                self.queue.append(("read", None, ""))

    def ask(self, thread, dice):
        """Ask what changed; the answer may come in any order, twice, or much later."""
        self.answers.append(reading.changed_after(thread, known_through(self.screen)))
        if dice.random() < 0.7:
            self.hear(dice)

    def hear(self, dice):
        """An older answer after a newer one, in any order, and sometimes twice."""
        for answer in dice.sample(self.answers, len(self.answers)):
            shuffled = dice.sample(answer, len(answer))
            self.screen = merged(self.screen, shuffled + shuffled[:2])
        self.answers = self.answers[-1:]


def do(frogs, by, item, moment):
    """What a device sends, done by the verbs; what was deleted meanwhile stays deleted."""
    verb, id, text = item
    if verb == "send":
        writing.send(frogs.thread, Said(id, text), by=by, at=moment)
    elif verb == "read":
        receiving.read(frogs.thread, 10**6, by=by, at=moment)
    elif verb == "delete":
        writing.delete(Message.objects.get(pk=id), by=by, at=moment)
    else:
        try:
            writing.edit(Message.objects.get(pk=id), text, by=by, at=moment)
        except writing.Deleted:
            assert Message.objects.get(pk=id).text == ""


def held(frogs, seed):
    """A conversation of three devices; every item arrives once or more, in the order of its own
    device and between those of the others in any order."""
    dice = Random(seed)
    phones = {
        "moeder": Phone("moeder"), "oude telefoon": Phone("moeder"), "petra": Phone("petra"),
    }  # fmt: skip
    actors = {"moeder": frogs.mother.actor(), "petra": frogs.petra_actor}
    for phone in phones.values():
        phone.fill(dice)
    everything = {name: list(phone.queue) for name, phone in phones.items()}
    moment = make.at(8)
    while waiting := [one for one in phones.values() if one.queue]:
        phone = dice.choice(waiting)
        moment += SECOND
        do(frogs, actors[phone.person], phone.queue[0], moment)
        if dice.random() < 0.7:  # otherwise the answer was lost, and it goes again
            phone.queue.pop(0)
        if dice.random() < 0.5:
            dice.choice(list(phones.values())).ask(frogs.thread, dice)
    for phone in phones.values():
        phone.answers.append(reading.changed_after(frogs.thread, known_through(phone.screen)))
        phone.hear(dice)
    return phones, everything


@pytest.mark.parametrize("seed", range(50))
def test_every_screen_ends_with_the_same_ordered_list(seed):
    """R11 R12 Nothing is lost, doubled or in another order, and every mark says what is so."""
    frogs = Frogs()
    phones, everything = held(frogs, seed)
    stands = [(one.pk, one.text) for one in reading.newest(frogs.thread)]
    for phone in phones.values():
        assert [(one.pk, one.text) for one in phone.screen] == stands
    sent = {name: [one[1] for one in items if one[0] == "send"] for name, items in
            everything.items()}  # fmt: skip
    assert sorted(one for one, _ in stands) == sorted(one for each in sent.values() for one in each)
    for ids in sent.values():  # what one device said stands in the order in which it was said
        assert [one for one, _ in stands if one in ids] == ids
    last = {one[1]: one[2] for items in everything.values() for one in items if one[1]}
    for id, text in stands:
        deleted = any(("delete", id, "") in items for items in everything.values())
        assert text == ("" if deleted else last[id])
    marks_are_true(frogs.thread)


def marks_are_true(thread):
    """The marks of a conversation are what counting would give, and each change has one event."""
    thread = Thread.objects.get(pk=thread.pk)
    messages = list(Message.objects.filter(thread=thread))
    receipts = defaultdict(list)
    for one in Receipt.objects.filter(thread=thread, kind="read").order_by("last"):
        receipts[one.person, one.side].append(one)
    changes = Event.objects.filter(
        verb__in=["message_sent", "message_edited", "message_deleted"],
        payload__thread=str(thread.pk),
    )
    assert changes.count() == thread.last
    assert max(one.changed for one in messages) == thread.last
    seen = [one.last for (_, side), steps in receipts.items() for one in steps if side == "staff"]
    assert thread.seen_by_staff == max(seen, default=0)
    for steps in receipts.values():
        assert [one.first for one in steps] == [1, *(one.last + 1 for one in steps[:-1])]
