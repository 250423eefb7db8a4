"""What must not go wrong by one tap too many: a medicine, and who brought a child."""

from datetime import timedelta

from django.utils import timezone

from kiekeboe.care.models import Entry, Visit
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.tests.conftest import entry, pair
from kiekeboe.testing import make

DROPS = {"medicine": "Oogdruppels", "dose": "1 druppel", "outcome": "given", "checked": True}


def arrived(tablet, child):
    id = str(uuid7())
    at = timezone.now() - timedelta(minutes=1)
    tablet.put("visits/", {"visits": [{"id": id, "child": str(child.pk), "at": at.isoformat()}]})
    return Visit.objects.get(pk=id)


def bring(tablet, visit, name):
    return tablet.put(
        f"visits/{visit.pk}/bringer/", {"visits": [{"id": str(visit.pk), "brought_by": name}]}
    )


def test_a_medicine_is_read_back_before_it_is_logged(tablet, noor):
    """U33"""
    told = entry(noor, "medication", details=DROPS)
    asked = tablet.log(told)
    assert asked.status_code == 409
    assert asked.json()["confirm"] is True
    for word in ("Noor", "Oogdruppels", "1 druppel"):
        assert word in asked.json()["sentence"]
    assert not Entry.objects.exists()
    assert tablet.log(told | {"confirmed": True}).status_code == 200
    assert Entry.objects.get().details["checked"] is True


def test_a_medicine_that_nobody_checked_is_refused_at_that_question(tablet, noor):
    """U33: the first of the two confirmations cannot be skipped with the second."""
    unchecked = {name: value for name, value in DROPS.items() if name != "checked"}
    answer = tablet.log(entry(noor, "medication", details=unchecked, confirmed=True))
    assert "checked" in answer.json()["answers"][0]["problems"]
    assert not Entry.objects.exists()


def test_a_medicine_goes_to_one_child_at_a_time(tablet, noor, mees):
    """U33: never in bulk."""
    told = [entry(one, "medication", details=DROPS, confirmed=True) for one in (noor, mees)]
    answer = tablet.log(*told)
    assert answer.status_code == 409
    assert answer.json()["confirm"] is False
    assert not Entry.objects.exists()


def test_who_brought_a_child_can_be_said_after_the_one_tap(tablet, noor):
    visit = arrived(tablet, noor)
    assert bring(tablet, visit, "Oma Riet").status_code == 200
    assert bring(tablet, visit, "Oma Riet").status_code == 200
    visit.refresh_from_db()
    assert visit.brought_by == "Oma Riet"
    assert Event.objects.filter(verb="bringer_named").count() == 1


def test_nobody_is_no_answer_to_who_brought(tablet, noor):
    visit = arrived(tablet, noor)
    assert bring(tablet, visit, "  ").status_code == 422


def test_the_tablet_of_another_house_cannot_say_who_brought(tablet, noor):
    visit = arrived(tablet, noor)
    other = pair(make.group(make.location(make.organisation())))
    assert bring(other, visit, "Buurman").status_code == 404
    visit.refresh_from_db()
    assert visit.brought_by == ""
