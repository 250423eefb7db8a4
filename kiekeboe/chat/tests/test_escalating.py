"""What nobody saw is told to the manager."""

from datetime import timedelta

import pytest

from kiekeboe.chat import agreeing, escalating, receiving, tasks, writing
from kiekeboe.chat.models import Escalation
from kiekeboe.chat.policy import Mode, Policy
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.events.models import Event
from kiekeboe.planning.models import ClosedDay, Placement
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def frogs():
    return Frogs()


def told(frogs, hour, **more):
    return escalating.escalate(frogs.group.organisation_id, at=make.at(hour, **more))


def test_after_four_hours_of_opening_time_the_manager_hears_once(frogs):
    """A message of ten o'clock in Amsterdam is one for the manager at two."""
    boss = frogs.manager()
    message = say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    say(frogs.thread, "Iemand?", frogs.mother.actor(), 9)
    assert told(frogs, 11, minute=59) == 0
    assert told(frogs, 12) == 1
    assert told(frogs, 12) == told(frogs, 15) == told(frogs, 8, day=make.DAY + DAY) == 0
    assert Escalation.objects.get().message == message
    event = Event.objects.get(verb="message_unseen")
    assert (event.actor_kind, event.group_id) == ("system", frogs.group.pk)
    assert "Hoi" not in str(event.payload)
    assert escalating.managers_of(frogs.thread, make.DAY) == {boss.person}


def test_what_was_seen_or_taken_back_is_not_told(frogs):
    say(frogs.thread, "Gezien", frogs.mother.actor(), 8)
    receiving.read(frogs.thread, 1, by=frogs.petra_actor, at=make.at(9))
    gone = say(frogs.fathers, "Weg", frogs.father.actor(), 8)
    writing.delete(gone, by=frogs.father.actor(), at=make.at(9))
    assert told(frogs, 15) == 0


def test_an_answer_that_was_not_preceded_by_looking_is_no_proof_of_seeing(frogs):
    say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    say(frogs.thread, "Antwoord op iets anders", frogs.petra_actor, 8)
    assert told(frogs, 12) == 1


def test_what_comes_after_it_was_seen_is_told_again(frogs):
    say(frogs.thread, "Hoi", frogs.mother.actor(), 6)
    assert told(frogs, 10) == 1
    receiving.read(frogs.thread, 1, by=frogs.petra_actor, at=make.at(10))
    say(frogs.thread, "En nu?", frogs.mother.actor(), 10)
    assert told(frogs, 13) == 0
    assert told(frogs, 14) == 1


def test_what_is_urgent_is_told_after_an_hour(frogs):
    policy = Policy(since=make.DAY, mode=Mode.URGENT_ONLY)
    agreeing.set_policy(
        frogs.group.location, policy, day=make.DAY, by=frogs.petra_actor, at=make.at(6)
    )
    say(frogs.thread, "Dringend", frogs.mother.actor(), 8, urgent=True)
    assert told(frogs, 9) == 1


def test_on_a_closed_day_nobody_had_to_look(frogs):
    where = frogs.group.location
    ClosedDay.objects.create(
        organisation=where.organisation, location=where, day=make.DAY, name="Studiedag"
    )
    say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    assert told(frogs, 16) == 0
    assert told(frogs, 9, day=make.DAY + DAY) == 0
    assert told(frogs, 9, minute=30, day=make.DAY + DAY) == 1


def test_when_the_place_ended_meanwhile_the_manager_still_hears(frogs):
    boss = frogs.manager()
    say(frogs.thread, "Laatste dag", frogs.mother.actor(), 12)
    Placement.objects.filter(child=frogs.noor).update(ended_on=make.DAY)
    tomorrow = make.DAY + DAY
    assert told(frogs, 9, day=tomorrow) == 1
    assert escalating.managers_of(frogs.thread, tomorrow) == {boss.person}


def notes_told(frogs, hour, **more):
    return escalating.escalate_told(frogs.group.organisation_id, at=make.at(hour, **more))


def test_a_note_from_home_that_nobody_read_is_told_too(frogs):
    """Written at seven in Amsterdam; the house opens at half past, and four hours later …"""
    note = make.home_note(frogs.noor, frogs.mother)
    assert notes_told(frogs, 9, minute=29) == 0
    assert notes_told(frogs, 9, minute=30) == 1
    assert notes_told(frogs, 12) == 0
    assert Escalation.objects.get().note == note
    event = Event.objects.get(verb="home_note_unseen")
    assert event.mentions.get().child == frogs.noor
    assert event.group_id == frogs.group.pk


def test_a_note_that_was_read_or_is_for_thursday_is_not_told(frogs):
    seen = make.home_note(frogs.noor, frogs.mother)
    seen.see(by=frogs.petra_actor, at=make.at(7))
    make.home_note(frogs.noor, frogs.mother, day=make.DAY + 2 * DAY, written_at=make.at(5))
    assert notes_told(frogs, 15) == 0
    assert notes_told(frogs, 9, day=make.DAY + 2 * DAY) == 0
    assert notes_told(frogs, 10, day=make.DAY + 2 * DAY) == 1


@pytest.mark.django_db(transaction=True)
def test_the_job_does_it_for_every_organisation(frogs, work_off):
    other = Frogs()
    for one in (frogs, other):
        say(one.thread, "Hoi", one.mother.actor(), 8)
    for _ in range(2):
        tasks.tell_what_nobody_saw()
        tasks.tell_what_nobody_saw()
        work_off()
    assert Escalation.objects.count() == 2
