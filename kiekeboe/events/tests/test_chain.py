import json
import random

import pytest

from kiekeboe.events import chain
from kiekeboe.events.models import Event, Head, Mention
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return make.child()


def happen(child, times):
    by = make.employee(child.organisation).actor()
    return [
        record("logged", child, by=by, at=make.at(9, n), children=[child.pk]) for n in range(times)
    ]


def raw(event, **changes):
    """Change a row behind the application's back."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS events_never_change")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE events_event DISABLE TRIGGER events_never_change")
    Event.objects.filter(pk=event.pk).update(**changes)


def test_a_chain_that_nobody_touched_holds(noor):
    """S62"""
    happen(noor, 5)

    assert chain.verify(noor.organisation_id) is None


def test_an_organisation_without_events_has_a_chain_that_holds():
    assert chain.verify(make.organisation().pk) is None


def test_every_event_gets_the_next_number_of_its_organisation(noor):
    other = make.child()

    happen(noor, 2)
    happen(other, 1)

    assert list(
        Event.objects.after(noor.organisation_id, 0).values_list("sequence", flat=True)
    ) == [1, 2]
    assert list(
        Event.objects.after(other.organisation_id, 0).values_list("sequence", flat=True)
    ) == [1]


def test_a_changed_event_is_found_wherever_it_is(noor):
    """S62"""
    events = happen(noor, 6)
    victim = random.Random(4).choice(events)

    raw(victim, person_id=uuid7())

    assert chain.verify(noor.organisation_id) == chain.Break(
        noor.organisation_id, victim.sequence, "changed"
    )


def test_a_removed_event_is_found(noor):
    """S62"""
    events = happen(noor, 4)

    Head.objects.none()
    Mention.objects.filter(event=events[1]).delete()
    Event.objects.filter(pk=events[1].pk)._raw_delete("default")

    assert chain.verify(noor.organisation_id).sequence == 2


def test_a_tail_that_was_cut_off_is_found(noor):
    """S62"""
    events = happen(noor, 3)

    Mention.objects.filter(event=events[2]).delete()
    Event.objects.filter(pk=events[2].pk)._raw_delete("default")

    assert chain.verify(noor.organisation_id).what == "cut off"


def test_an_event_that_the_head_does_not_know_is_found(noor):
    """S62"""
    events = happen(noor, 3)

    Head.objects.update(sequence=2, hash=events[1].hash)

    assert chain.verify(noor.organisation_id).sequence == 3


def test_a_child_that_was_taken_off_an_event_is_found(noor):
    """S62"""
    events = happen(noor, 3)

    Mention.objects.filter(event=events[1]).delete()

    assert chain.verify(noor.organisation_id).sequence == 2


def test_a_chain_rewritten_from_the_start_disagrees_with_the_copy_outside(noor, tmp_path):
    """S62"""
    happen(noor, 2)
    chain.anchor(tmp_path, make.DAY)

    assert list(chain.against_anchors(tmp_path)) == []

    [file] = tmp_path.glob("*.json")
    heads = json.loads(file.read_text())
    heads[noor.organisation_id.hex][1] = "f" * 64
    file.write_text(json.dumps(heads))

    assert [broken.what for broken in chain.against_anchors(tmp_path)] == ["rewritten"]


def test_an_event_cannot_be_changed_through_the_application(noor):
    """S62"""
    from django.db import DatabaseError, transaction

    [event] = happen(noor, 1)

    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(verb="nothing")
