"""What a tablet writes is carried out once, in order, and each item gets an answer."""

import json

from kiekeboe.care.models import Entry, Received
from kiekeboe.events.models import Event
from kiekeboe.testing.tablets import entry


def statuses(response):
    return [one["status"] for one in response.json()["answers"]]


def test_one_request_logs_for_several_children_with_person_and_device(tablet, noor, mees):
    """S27"""
    assert statuses(tablet.log(entry(noor), entry(mees))) == [201, 201]
    kept = [(one.author, one.device) for one in Entry.objects.all()]
    assert kept == [(tablet.caregiver, tablet.device)] * 2
    for row in Received.objects.all():
        assert (row.employee, row.device) == (tablet.caregiver, tablet.device)
        assert row.written_at <= row.heard_at
    event = Event.objects.order_by("-sequence").first()
    assert (event.verb, event.device_id) == ("logged", tablet.device.pk)


def test_the_same_request_again_hears_the_same_and_changes_nothing(tablet, noor, mees):
    """R02"""
    told = [tablet.item("log", entry(one)) for one in (noor, mees)]
    first = tablet.send(*told).json()["answers"]
    events = Event.objects.count()
    assert tablet.send(*told).json()["answers"] == first
    assert tablet.send(*reversed(told)).json()["answers"] == first[::-1]
    assert (Entry.objects.count(), Event.objects.count()) == (2, events)


def test_other_words_under_the_same_id_are_a_conflict(tablet, noor, mees):
    """R02"""
    told = tablet.item("log", entry(noor))
    other = tablet.item("log", entry(mees), id=_id(told))
    assert statuses(tablet.send(told, other)) == [201, 409]
    assert statuses(tablet.send(other)) == [409]
    assert Entry.objects.count() == 1


def _id(told):
    return json.loads(told["body"])["id"]
