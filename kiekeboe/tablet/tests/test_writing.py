"""Logging, the door and sleep checks: safe to repeat, each with a sentence."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from kiekeboe.care.models import Entry, EntryVersion, HomeNote, SleepLook, Visit
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.tests.conftest import entry, pair
from kiekeboe.testing import make


def ago(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def arrive(tablet, *children, **more):
    visits = [{"id": str(uuid7()), "child": str(one.pk)} | more for one in children]
    return visits, tablet.put("visits/", {"visits": visits})


def leave(tablet, visit, name, **more):
    return tablet.put("visits/leaving/", {"visits": [{"id": visit, "collected_by": name} | more]})


def test_one_request_logs_for_several_children_with_person_and_device(tablet, noor, mees):
    """S27"""
    answer = tablet.log(entry(noor), entry(mees))
    assert [one["status"] for one in answer.json()["answers"]] == [201, 201]
    assert {(one.author, one.device) for one in Entry.objects.all()} == {
        (tablet.caregiver, tablet.device)
    }


def test_the_same_request_again_changes_nothing(tablet, noor):
    told = entry(noor)
    tablet.log(told)
    assert tablet.log(told).json()["answers"][0]["status"] == 200
    assert Entry.objects.count() == 1


def test_what_is_wrong_is_said_per_child_and_the_others_are_logged(tablet, noor, mees):
    answer = tablet.log(entry(noor), entry(mees, at=timezone.now() + timedelta(hours=2)))
    told = answer.json()["answers"]
    assert [one["status"] for one in told] == [201, 422]
    assert told[1]["sentence"]
    assert answer.status_code == 207


def test_a_second_tablet_hears_that_the_child_is_already_asleep_and_who_said_so(tablet, noor):
    tablet.log(entry(noor, "sleep", details={"position": "back"}))
    other = pair(tablet.group)
    told = other.log(entry(noor, "sleep", details={"position": "side"})).json()["answers"][0]
    assert told["status"] == 409
    assert tablet.caregiver.first_name in told["sentence"]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"entries": []}', '{"entries": [{"id": "x"}]}'])
def test_an_unreadable_request_gets_a_sentence(tablet, body):
    answer = tablet.client.put("/group/entries/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["sentence"]


def test_a_change_keeps_the_history_and_a_late_one_is_a_conflict(tablet, noor):
    told = entry(noor)
    tablet.log(told)
    first = tablet.put(f"entries/{told['id']}/", {"based_on": 1, "details": {"content": "dirty"}})
    late = tablet.put(f"entries/{told['id']}/", {"based_on": 1, "details": {"content": "dry"}})
    assert first.status_code == 200
    assert late.status_code == 409
    assert late.json()["standing"]["revision"] == 2
    assert EntryVersion.objects.get().details == {"content": "wet"}


def test_deleting_can_be_undone(tablet, noor):
    """U31"""
    told = entry(noor)
    tablet.log(told)
    tablet.delete(f"entries/{told['id']}/")
    assert not Entry.objects.standing().exists()
    tablet.put(f"entries/{told['id']}/restored/")
    assert Entry.objects.standing().exists()


def test_waking_up_is_one_tap_and_can_be_undone(tablet, noor):
    """U31"""
    told = entry(noor, "sleep", details={"position": "back"}, at=ago(30))
    tablet.log(told)
    tablet.put(f"entries/{told['id']}/waking/", {"at": timezone.now().isoformat()})
    assert not Entry.objects.running().exists()
    tablet.delete(f"entries/{told['id']}/waking/")
    assert Entry.objects.running().exists()


def test_several_children_come_in_together_or_not_at_all(tablet, noor, mees):
    """B2"""
    arrive(tablet, noor)
    _visits, answer = arrive(tablet, mees, noor)
    assert answer.status_code == 409
    assert "Noor" in answer.json()["sentence"]
    assert Visit.objects.count() == 1


def test_a_child_comes_in_once_however_often_the_tablet_says_so(tablet, noor):
    visits, _answer = arrive(tablet, noor)
    assert tablet.put("visits/", {"visits": visits}).status_code == 200
    assert Visit.objects.count() == 1


def test_a_time_to_come_is_refused_and_an_earlier_one_is_kept(tablet, noor):
    _visits, answer = arrive(tablet, noor, at=(timezone.now() + timedelta(hours=1)).isoformat())
    assert answer.status_code == 422
    arrive(tablet, noor, at=ago(40).isoformat())
    assert Visit.objects.get().arrived_at < ago(39)


def test_coming_in_and_going_home_can_be_undone(tablet, noor):
    """U31"""
    make.guardian([noor], first_name="Sanne")
    visits, _answer = arrive(tablet, noor, at=ago(40).isoformat())
    leave(tablet, visits[0]["id"], "Sanne de Wit")
    assert not Visit.objects.open().exists()
    tablet.delete(f"visits/{visits[0]['id']}/leaving/")
    assert Visit.objects.open().exists()
    tablet.delete(f"visits/{visits[0]['id']}/")
    assert not Visit.objects.standing().exists()


def test_who_is_not_on_the_list_must_be_confirmed(tablet, noor):
    """B2"""
    visits, _answer = arrive(tablet, noor, at=ago(40).isoformat())
    answer = leave(tablet, visits[0]["id"], "Buurvrouw")
    assert answer.status_code == 409
    assert answer.json()["confirm"]
    assert Visit.objects.open().exists()
    leave(tablet, visits[0]["id"], "Buurvrouw", confirmed=True)
    assert Visit.objects.get().collector_confirmed


def test_a_blocked_guardian_is_warned_for_and_nobody_is_nobody(tablet, noor):
    """B2"""
    father = make.guardian([noor], first_name="Bas")
    by = make.employee(noor.organisation).actor()
    father.guardianships.get().block(by=by, at=timezone.now())
    visits, _answer = arrive(tablet, noor, at=ago(40).isoformat())
    assert leave(tablet, visits[0]["id"], "Bas de Wit").status_code == 409
    assert leave(tablet, visits[0]["id"], "", confirmed=True).status_code == 422


def test_a_collector_of_today_may_collect(tablet, noor, today):
    make.collector(noor, "Oma Riet", first_day=today, last_day=today)
    visits, _answer = arrive(tablet, noor, at=ago(40).isoformat())
    assert leave(tablet, visits[0]["id"], "oma riet").status_code == 200
    assert not Visit.objects.get().collector_confirmed


def test_going_home_ends_the_nap(tablet, noor):
    make.guardian([noor], first_name="Sanne")
    visits, _answer = arrive(tablet, noor, at=ago(40).isoformat())
    tablet.log(entry(noor, "sleep", details={"position": "back"}, at=ago(20)))
    leave(tablet, visits[0]["id"], "Sanne de Wit")
    assert not Entry.objects.running().exists()


def test_two_visits_may_not_overlap_after_a_correction(tablet, noor):
    """B2"""
    make.visit(noor, arrived_at=ago(100), left_at=ago(60))
    second = make.visit(noor, arrived_at=ago(50), left_at=ago(20))
    answer = tablet.put(f"visits/{second.pk}/times/", {"arrived_at": ago(70).isoformat()})
    assert answer.status_code == 409
    answer = tablet.put(f"visits/{second.pk}/times/", {"arrived_at": ago(55).isoformat()})
    assert answer.status_code == 200


def test_one_tap_looks_at_all_who_sleep_and_twice_is_once(tablet, noor, mees):
    """B6"""
    naps = [make.entry(one, started_at=ago(20), author=tablet.caregiver) for one in (noor, mees)]
    looks = [{"id": str(uuid7()), "entry": str(nap.pk)} for nap in naps]
    assert tablet.put("looks/", {"looks": looks}).json()["new"] == 2
    assert tablet.put("looks/", {"looks": looks}).json()["new"] == 0
    assert {look.looked_by for look in SleepLook.objects.all()} == {tablet.caregiver}


def test_a_look_at_a_child_out_of_reach_is_not_kept(tablet):
    stranger = make.child(make.group())
    nap = make.entry(stranger, started_at=ago(20))
    tablet.put("looks/", {"looks": [{"id": str(uuid7()), "entry": str(nap.pk)}]})
    assert not SleepLook.objects.exists()


def test_a_note_from_home_stands_until_it_is_seen(tablet, noor, today):
    """B7"""
    make.visit(noor, arrived_at=ago(30))
    note = make.home_note(noor, make.guardian([noor]), day=today)
    assert "Van thuis" in tablet.get().content.decode()
    assert tablet.put(f"notes/{note.pk}/seen/").status_code == 200
    assert HomeNote.objects.get().seen_by == tablet.caregiver
    assert "Van thuis" not in tablet.get().content.decode().split('id="menu"')[0]


def test_each_write_records_one_event_with_the_device(tablet, noor):
    """S27"""
    before = Event.objects.count()
    tablet.log(entry(noor))
    event = Event.objects.order_by("-sequence").first()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.device_id) == ("logged", tablet.device.pk)


@pytest.mark.django_db(transaction=True)
def test_of_two_tablets_that_let_a_child_in_at_once_one_is_told_it_is_already_here():
    """B2"""
    group = make.group()
    noor = make.child(group, first_name="Noor")
    tablets = [pair(group), pair(group)]
    statuses = at_once(tablets, lambda tablet: arrive(tablet, noor)[1].status_code)
    assert sorted(statuses) == [200, 409]
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_tablets_that_put_a_child_to_bed_at_once_one_hears_of_the_other():
    group = make.group()
    noor = make.child(group)
    tablets = [pair(group), pair(group)]
    nap = {"details": {"position": "back"}}
    statuses = at_once(
        tablets, lambda t: t.log(entry(noor, "sleep", **nap)).json()["answers"][0]["status"]
    )
    assert sorted(statuses) == [201, 409]


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
