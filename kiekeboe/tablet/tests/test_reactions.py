"""What families say (D3), on the tablet of the group: read behind the PIN, seen with one tap."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.care.models import Reaction
from kiekeboe.tablet.tests.kept import ago, here, lock, snapshot, told
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mark(noor):
    return make.guardian([noor], first_name="Mark")


def heart(child, guardian, minutes=9, **more):
    meal = make.entry(child, kind="food", started_at=ago(minutes))
    return make.reaction(child, guardian, entry=meal, now=ago(minutes), **more)


def test_the_group_reads_who_found_what_lovely(tablet, noor, mark):
    here(noor)
    one = heart(noor, mark)
    [said] = told(tablet, noor, "closed")["reactions"]
    clock = timezone.localtime(one.entry.started_at).strftime("%H:%M")
    assert said == {"reaction": str(one.pk), "by": "Mark", "at": one.at.isoformat(), "text": "",
                    "about": f"Eten, {clock}", "seen_at": None, "seen_by": ""}  # fmt: skip


def test_without_a_pin_nobody_reads_it(tablet, noor, mark):
    """S25"""
    here(noor)
    heart(noor, mark, text="Lief dat jullie dat doen")
    assert "Lief dat" not in str(snapshot(lock(tablet)))


def test_what_was_taken_back_or_is_about_something_gone_is_not_shown(tablet, noor, mark):
    here(noor)
    back, gone = heart(noor, mark), heart(noor, mark)
    Reaction.objects.filter(pk=back.pk).update(withdrawn_at=timezone.now())
    gone.entry.withdraw(by=tablet.caregiver.actor(), at=timezone.now())
    assert told(tablet, noor, "closed")["reactions"] == []


def test_what_nobody_saw_waits_days_and_what_was_seen_is_gone_tomorrow(tablet, noor, mark):
    here(noor)
    waits, seen = heart(noor, mark, 3 * 24 * 60), heart(noor, mark, 3 * 24 * 60)
    old = heart(noor, mark, 20 * 24 * 60)
    Reaction.objects.filter(pk=seen.pk).update(seen_at=ago(99), seen_by=tablet.caregiver)
    found = [one["reaction"] for one in told(tablet, noor, "closed")["reactions"]]
    assert found == [str(waits.pk)]
    assert str(old.pk) not in found


def test_seen_with_one_tap_also_twice_from_the_queue(tablet, noor, mark):
    here(noor)
    one = heart(noor, mark)
    item = tablet.item("reaction_seen", {"reaction": str(one.pk)})
    for _twice in range(2):
        [answer] = tablet.send(item).json()["answers"]
        assert answer["status"] == 200
    one.refresh_from_db()
    assert one.seen_by == tablet.caregiver
    [said] = told(tablet, noor, "closed")["reactions"]
    assert said["seen_by"] == tablet.caregiver.first_name


def test_a_group_next_door_neither_reads_nor_sees_it(tablet, noor):
    """S03 S34"""
    other = make.child(make.group(noor.placements.first().group.location))
    here(other)
    one = heart(other, make.guardian([other], first_name="Buurman"))
    assert "Buurman" not in str(snapshot(tablet)["closed"])
    assert tablet.do("reaction_seen", {"reaction": str(one.pk)})["status"] == 422
    one.refresh_from_db()
    assert one.seen_at is None


def test_grandma_who_reads_along_is_no_collector_and_has_no_number(tablet, noor, mark):
    """A6 At the door stands who may collect."""
    here(noor)
    make.relative(noor, mark, first_name="Riet", phone="0612340000")
    assert "Riet" not in str(told(tablet, noor, "closed")["people"])
    assert "0612340000" not in str(snapshot(tablet))


def test_the_tablet_asks_again_after_a_heart(tablet, noor, mark):
    from kiekeboe.care import reacting

    here(noor)
    head = snapshot(tablet)["head"]
    relation, now = mark.guardianships.get(), timezone.now()
    meal = make.entry(noor, kind="food", started_at=now - timedelta(minutes=2))
    reacting.react(relation, entry=meal.pk, day=timezone.localdate(), by=mark.actor(), at=now)
    assert snapshot(tablet)["head"] > head
