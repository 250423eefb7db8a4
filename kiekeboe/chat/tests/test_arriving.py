"""What a family told that is no message is seen by staff, or the manager hears (F3)."""

from datetime import timedelta

import pytest

from kiekeboe.chat import arriving, escalating
from kiekeboe.chat.models import Arrival, Escalation
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import sickness
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def frogs():
    return Frogs()


def sick(frogs, by, hour=7):
    return sickness.report_sick(
        uuid7(), frogs.noor, first_day=make.DAY, group=frogs.group.pk, by=by, at=make.at(hour)
    )


def told(frogs, hour, **more):
    return escalating.escalate_told(frogs.group.organisation_id, at=make.at(hour, **more))


def test_a_parent_who_reports_sick_is_listed_once(frogs):
    absence = sick(frogs, frogs.mother.actor())
    sickness.report_better(
        frogs.noor, back_on=make.DAY + timedelta(days=2), group=frogs.group.pk,
        by=frogs.mother.actor(), at=make.at(9),
    )  # fmt: skip
    first, second = Arrival.objects.order_by("arrived_at")
    assert (first.kind, first.subject, first.guardian) == ("sick", absence.pk, frogs.mother)
    assert (second.kind, second.child) == ("better", frogs.noor)


def test_what_a_colleague_wrote_down_is_no_arrival(frogs):
    sick(frogs, frogs.petra_actor)
    assert not Arrival.objects.exists()


def test_seen_in_time_the_manager_hears_nothing(frogs):
    sick(frogs, frogs.mother.actor())
    arrival = Arrival.objects.get()
    for hour in (8, 9):
        arriving.see(arrival, group=frogs.group.pk, by=frogs.petra_actor, at=make.at(hour))
    assert (arrival.seen_by, arrival.seen_at) == (frogs.petra, make.at(8))
    assert told(frogs, 15) == 0
    seen = Event.objects.get(verb="arrival_seen")
    assert not seen.mentions.exists()  # the other home hears nothing of it (U35)


def test_unseen_for_four_hours_the_manager_hears_once(frogs):
    sick(frogs, frogs.mother.actor(), 8)
    assert told(frogs, 11, minute=59) == 0
    assert told(frogs, 12) == 1
    assert told(frogs, 13) == 0
    assert Escalation.objects.get().arrival == Arrival.objects.get()
    assert Event.objects.get(verb="arrival_unseen").group_id == frogs.group.pk


def test_words_about_an_entry_are_told_and_a_heart_is_not(frogs):
    entry = make.entry(frogs.noor)
    for text in ("", "Wat fijn, dank je"):
        frogs.mother.reactions.create(
            organisation=frogs.group.organisation, child=frogs.noor, entry=entry, text=text,
            at=make.at(8),
        )  # fmt: skip
    assert told(frogs, 12) == 1
    assert Escalation.objects.get().reaction.text == "Wat fijn, dank je"
