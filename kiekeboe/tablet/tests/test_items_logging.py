"""What is logged, changed and taken back: each with a sentence, nothing lost."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from kiekeboe.care.models import Entry, EntryVersion, HomeNote, SleepLook
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.items import keeping
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry, pair

BACK = {"details": {"position": "back"}}


def ago(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def logged(tablet, child, kind="nappy", **more):
    """The id of something that was logged."""
    told = entry(child, kind, **more)
    assert tablet.do("log", told)["status"] == 201
    return told["entry"]


def test_what_is_wrong_is_said_per_child_and_the_others_are_logged(tablet, noor, mees):
    tomorrow = timezone.now() + timedelta(days=1)
    told = tablet.log(entry(noor), entry(mees, at=tomorrow)).json()["answers"]
    assert [one["status"] for one in told] == [201, 422]
    assert told[1]["sentence"]
    assert told[1]["problems"]["started_at"]


def test_a_second_tablet_hears_that_the_child_is_already_asleep_and_who_said_so(tablet, noor):
    logged(tablet, noor, "sleep", **BACK)
    told = pair(tablet.group).do("log", entry(noor, "sleep", details={"position": "side"}))
    assert told["status"] == 409
    assert tablet.caregiver.first_name in told["sentence"]
    assert told["standing"]["by"] == tablet.caregiver.first_name


def test_a_change_keeps_the_history_and_a_late_one_is_a_conflict(tablet, noor):
    """R08"""
    id, other = logged(tablet, noor), pair(tablet.group)
    first = other.do("change", {"entry": id, "based_on": 1, "details": {"content": "dirty"}})
    late = tablet.do("change", {"entry": id, "based_on": 1, "details": {"content": "dry"}})
    assert (first["status"], first["revision"]) == (200, 2)
    assert late["status"] == 409
    assert (late["standing"]["revision"], late["standing"]["by"]) == (2, other.caregiver.first_name)
    assert EntryVersion.objects.get().details == {"content": "wet"}
    again = {"entry": id, "based_on": late["standing"]["revision"], "details": {"content": "dry"}}
    assert tablet.do("change", again)["revision"] == 3
    assert EntryVersion.objects.count() == 2


def test_two_tablets_that_end_one_nap_agree_or_one_hears_of_the_other(tablet, noor):
    """R08"""
    id, other = logged(tablet, noor, "sleep", at=ago(60), **BACK), pair(tablet.group)
    woken = {"entry": id, "at": ago(20).isoformat()}
    assert tablet.do("wake", woken)["status"] == 200
    assert other.do("wake", {"entry": id, "at": ago(18).isoformat()})["status"] == 200
    late = other.do("wake", {"entry": id, "at": ago(2).isoformat()})
    assert late["status"] == 409
    assert "Noor" in late["sentence"]
    assert Entry.objects.get().ended_at.isoformat() == woken["at"]


def test_deleting_can_be_undone(tablet, noor):
    """U31"""
    id = logged(tablet, noor)
    tablet.do("withdraw", {"entry": id})
    assert not Entry.objects.standing().exists()
    tablet.do("restore", {"entry": id})
    assert Entry.objects.standing().exists()


def test_what_a_colleague_took_away_is_not_changed_in_silence(tablet, noor):
    """R08"""
    id, other = logged(tablet, noor), pair(tablet.group)
    other.do("withdraw", {"entry": id})
    late = tablet.do("change", {"entry": id, "based_on": 1, "details": {"content": "dry"}})
    assert late["status"] == 409
    assert other.caregiver.first_name in late["sentence"]


def test_waking_up_is_one_tap_and_can_be_undone(tablet, noor):
    """U31"""
    id = logged(tablet, noor, "sleep", at=ago(30), **BACK)
    tablet.do("wake", {"entry": id, "at": timezone.now().isoformat()})
    assert not Entry.objects.running().exists()
    tablet.do("sleep_on", {"entry": id})
    assert Entry.objects.running().exists()


def test_a_nap_that_began_meanwhile_stands_in_the_way_of_the_older_one(tablet, noor):
    id = logged(tablet, noor, "sleep", at=ago(60), **BACK)
    tablet.do("wake", {"entry": id, "at": ago(40).isoformat()})
    logged(pair(tablet.group), noor, "sleep", at=ago(10), **BACK)
    assert tablet.do("sleep_on", {"entry": id})["status"] == 409
    assert Entry.objects.running().count() == 1


def test_one_tap_looks_at_all_who_sleep_and_twice_is_once(tablet, noor, mees):
    """B6"""
    naps = [make.entry(one, started_at=ago(20), author=tablet.caregiver) for one in (noor, mees)]
    looks = [{"look": str(uuid7()), "entry": str(nap.pk)} for nap in naps]
    assert tablet.do("look", {"looks": looks})["new"] == 2
    assert tablet.do("look", {"looks": looks})["new"] == 0
    assert {look.looked_by for look in SleepLook.objects.all()} == {tablet.caregiver}


def test_a_look_at_a_nap_that_was_taken_back_is_named(tablet, noor, mees):
    naps = [make.entry(one, started_at=ago(20), author=tablet.caregiver) for one in (noor, mees)]
    naps[1].withdraw(by=tablet.caregiver.actor(), at=ago(1))
    looks = [{"look": str(uuid7()), "entry": str(nap.pk)} for nap in naps]
    assert tablet.do("look", {"looks": looks})["left_out"] == [looks[1]["look"]]
    assert tablet.do("look", {"looks": looks[1:]})["status"] == 422


def test_a_note_from_home_is_seen_once(tablet, noor, today):
    """B7"""
    note = make.home_note(noor, make.guardian([noor]), day=today)
    assert tablet.do("seen", {"note": str(note.pk)})["status"] == 200
    assert HomeNote.objects.get().seen_by == tablet.caregiver


def test_what_breaks_is_tried_again_later_and_the_others_go_on(tablet, noor, mees, monkeypatch):
    """R02: a fault of ours loses nothing and holds up nobody."""
    nap = logged(tablet, noor, "sleep", at=ago(30), **BACK)
    whole = Entry.end
    monkeypatch.setattr(Entry, "end", lambda *_a, **_k: 1 / 0)
    woken = tablet.item("wake", {"entry": nap})
    answers = tablet.send(woken, tablet.item("log", entry(mees))).json()["answers"]
    assert [one["status"] for one in answers] == [503, 201]
    assert answers[0]["sentence"]
    monkeypatch.setattr(Entry, "end", whole)
    assert tablet.send(woken).json()["answers"][0]["status"] == 200


def test_when_a_batch_breaks_its_items_go_one_by_one(tablet, noor, mees, monkeypatch):
    """R02"""
    monkeypatch.setattr(keeping, "log_together", lambda *_a: 1 / 0)
    answers = tablet.log(entry(noor), entry(mees)).json()["answers"]
    assert [one["status"] for one in answers] == [201, 201]


@pytest.mark.django_db(transaction=True)
def test_of_two_tablets_that_put_a_child_to_bed_at_once_one_hears_of_the_other():
    """R08"""
    group = make.group()
    noor = make.child(group)
    tablets = [pair(group), pair(group)]
    statuses = at_once(tablets, lambda one: one.do("log", entry(noor, "sleep", **BACK))["status"])
    assert sorted(statuses) == [201, 409]


@pytest.mark.django_db(transaction=True)
def test_the_same_request_twice_at_once_is_carried_out_once():
    """R02"""
    group = make.group()
    tablet, noor = pair(group), make.child(group)
    told = tablet.item("log", entry(noor))
    statuses = at_once([tablet, tablet], lambda one: _statuses(one.send(told)))
    assert statuses == [[201], [201]]
    assert Entry.objects.count() == 1


def _statuses(response):
    return [one["status"] for one in response.json()["answers"]]


def at_once(tablets, act):
    start, found = Barrier(len(tablets)), []

    def one(tablet):
        start.wait()
        try:
            found.append(act(tablet))
        finally:
            connection.close()

    threads = [Thread(target=one, args=(tablet,)) for tablet in tablets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
