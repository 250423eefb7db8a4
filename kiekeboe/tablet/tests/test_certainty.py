"""What must not go wrong by one tap too many: a medicine."""

from datetime import timedelta

from django.utils import timezone

from kiekeboe.care.models import Entry
from kiekeboe.testing.tablets import entry

DROPS = {"medicine": "Oogdruppels", "dose": "1 druppel", "outcome": "given", "checked": True}


def test_a_medicine_is_read_back_before_it_is_logged(tablet, noor):
    """U33"""
    told = entry(noor, "medication", details=DROPS)
    asked = tablet.do("log", told)
    assert asked["status"] == 409
    assert asked["confirm"] is True
    for word in ("Noor", "Oogdruppels", "1 druppel"):
        assert word in asked["sentence"]
    assert not Entry.objects.exists()
    assert tablet.do("log", told | {"confirmed": True})["status"] == 201
    assert Entry.objects.get().details["checked"] is True


def test_a_medicine_that_nobody_checked_is_refused_at_that_question(tablet, noor):
    """U33: the first of the two confirmations cannot be skipped with the second."""
    unchecked = {name: value for name, value in DROPS.items() if name != "checked"}
    answer = tablet.do("log", entry(noor, "medication", details=unchecked, confirmed=True))
    assert answer["status"] == 422
    assert "checked" in answer["problems"]
    assert not Entry.objects.exists()


def test_a_medicine_goes_to_one_child_at_a_time(tablet, noor, mees):
    """U33: never in bulk, not in the sheet and not in a request."""
    now = timezone.now()
    told = [
        tablet.item("log", entry(one, "medication", details=DROPS, confirmed=True), at=now)
        for one in (noor, mees)
    ]
    answers = tablet.send(*told).json()["answers"]
    assert [one["status"] for one in answers] == [422, 422]
    assert not Entry.objects.exists()


def test_medicines_given_one_after_the_other_may_be_sent_together(tablet, noor, mees):
    """B10: without network they wait in one queue; each was confirmed by itself."""
    now = timezone.now()
    told = [
        tablet.item("log", entry(one, "medication", details=DROPS, confirmed=True), at=at)
        for one, at in ((noor, now - timedelta(minutes=3)), (mees, now))
    ]
    answers = tablet.send(*told).json()["answers"]
    assert [one["status"] for one in answers] == [201, 201]


def test_beside_a_medicine_that_waits_for_a_yes_the_others_are_logged(tablet, noor, mees):
    answers = tablet.log(entry(mees), entry(noor, "medication", details=DROPS), entry(noor))
    assert [one["status"] for one in answers.json()["answers"]] == [201, 409, 201]
