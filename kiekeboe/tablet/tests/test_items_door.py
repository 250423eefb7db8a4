"""At the door: in, out, with whom, also when the tablet tells it late (B2, B3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.care.models import Entry, Visit
from kiekeboe.events import actors
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.tests.test_items_logging import at_once
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry, pair


def ago(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def arriving(*children, at=None, **more):
    at = (at or ago(1)).isoformat()
    return {
        "visits": [
            {"visit": str(uuid7()), "child": str(one.pk), "at": at} | more for one in children
        ]
    }


def leaving(visit, name, *, at=None, **more):
    at = (at or timezone.now()).isoformat()
    id = visit if isinstance(visit, str) else str(visit.pk)
    return {"visits": [{"visit": id, "at": at, "collected_by": name} | more]}


def arrived(tablet, child, at=None):
    """The id of the visit of a child that came in 40 minutes ago."""
    told = arriving(child, at=at or ago(40))
    assert tablet.do("arrive", told)["status"] == 201
    return told["visits"][0]["visit"]


@pytest.fixture
def sanne(noor):
    """Noor's mother, Sanne de Wit."""
    return make.guardian([noor], first_name="Sanne")


def test_several_children_come_in_together_or_not_at_all(tablet, noor, mees):
    """B2"""
    arrived(tablet, noor)
    answer = tablet.do("arrive", arriving(mees, noor))
    assert answer["status"] == 409
    assert "Noor" in answer["sentence"]
    assert answer["standing"]["by"] == tablet.caregiver.first_name
    assert Visit.objects.count() == 1


def test_a_child_comes_in_once_however_often_the_tablet_says_so(tablet, noor):
    told = arriving(noor)
    assert tablet.do("arrive", told)["status"] == 201
    assert tablet.do("arrive", told)["status"] == 201
    assert Visit.objects.count() == 1


def test_a_time_to_come_is_refused_and_an_earlier_one_is_kept(tablet, noor):
    later = timezone.now() + timedelta(hours=1)
    assert tablet.do("arrive", arriving(noor, at=later))["status"] == 422
    arrived(tablet, noor, at=ago(40))
    assert Visit.objects.get().arrived_at < ago(39)


def test_coming_in_and_going_home_can_be_undone(tablet, noor, sanne):
    """U31"""
    visit = arrived(tablet, noor)
    assert tablet.do("leave", leaving(visit, "Sanne de Wit"))["status"] == 200
    assert not Visit.objects.open().exists()
    tablet.do("undo_leave", {"visit": visit})
    assert Visit.objects.open().exists()
    tablet.do("undo_arrive", {"visit": visit})
    assert not Visit.objects.standing().exists()


def test_who_is_not_on_the_list_must_be_confirmed(tablet, noor):
    """B2"""
    visit = arrived(tablet, noor)
    answer = tablet.do("leave", leaving(visit, "Buurvrouw"))
    assert answer["status"] == 409
    assert answer["confirm"] is True
    assert Visit.objects.open().exists()
    tablet.do("leave", leaving(visit, "Buurvrouw", confirmed=True))
    assert Visit.objects.get().collector_confirmed


def test_a_blocked_guardian_is_warned_for_and_nobody_is_nobody(tablet, noor):
    """B2"""
    father = make.guardian([noor], first_name="Bas")
    by = make.employee(noor.organisation).actor()
    father.guardianships.get().block(by=by, at=timezone.now())
    visit = arrived(tablet, noor)
    assert tablet.do("leave", leaving(visit, "Bas de Wit"))["status"] == 409
    assert tablet.do("leave", leaving(visit, "", confirmed=True))["status"] == 422


def test_a_collector_of_today_may_collect(tablet, noor, today):
    make.collector(noor, "Oma Riet", first_day=today, last_day=today)
    visit = arrived(tablet, noor)
    assert tablet.do("leave", leaving(visit, "oma riet"))["status"] == 200
    assert not Visit.objects.get().collector_confirmed


def test_going_home_ends_the_nap(tablet, noor, sanne):
    visit = arrived(tablet, noor)
    tablet.log(entry(noor, "sleep", details={"position": "back"}, at=ago(20)))
    tablet.do("leave", leaving(visit, "Sanne de Wit"))
    assert not Entry.objects.running().exists()


def test_when_the_clock_closed_the_visit_the_tablet_still_sets_the_true_time(tablet, noor, sanne):
    """B3: the tablet had no network at closing time; nobody pays for that."""
    visit = Visit.objects.get(pk=arrived(tablet, noor, at=ago(300)))
    by = actors.system(noor.organisation_id)
    visit.close_by_clock(by=by, at=ago(30))
    went = ago(50)
    assert tablet.do("leave", leaving(visit, "Sanne de Wit", at=went), at=went)["status"] == 200
    visit.refresh_from_db()
    assert (visit.left_at, visit.collected_by) == (went, "Sanne de Wit")
    assert visit.corrected_by == tablet.caregiver.pk
    assert Event.objects.filter(verb="visit_corrected").exists()


def test_when_a_colleague_closed_the_visit_the_later_tablet_hears_it(tablet, noor, sanne):
    visit, other = arrived(tablet, noor), pair(tablet.group)
    went = leaving(visit, "Sanne de Wit", at=ago(10))
    assert other.do("leave", went)["status"] == 200
    assert tablet.do("leave", went)["status"] == 200  # the same moment, the same collector
    answer = tablet.do("leave", leaving(visit, "Sanne de Wit", at=ago(3)))
    assert answer["status"] == 409
    assert other.caregiver.first_name in answer["sentence"]
    assert answer["standing"]["collected_by"] == "Sanne de Wit"


def test_two_visits_may_not_overlap_after_a_correction(tablet, noor):
    """B2"""
    make.visit(noor, arrived_at=ago(100), left_at=ago(60))
    second = str(make.visit(noor, arrived_at=ago(50), left_at=ago(20)).pk)
    wrong, right = ago(70).isoformat(), ago(55).isoformat()
    assert tablet.do("times", {"visit": second, "arrived_at": wrong})["status"] == 409
    assert tablet.do("times", {"visit": second, "arrived_at": right})["status"] == 200
    assert tablet.do("times", {"visit": second, "left_at": ago(56).isoformat()})["status"] == 422


def test_who_brought_a_child_can_be_said_after_the_one_tap(tablet, noor):
    told = {"visit": arrived(tablet, noor), "name": "Oma Riet"}
    assert tablet.do("bringer", told)["status"] == 200
    assert tablet.do("bringer", told)["status"] == 200
    assert Visit.objects.get().brought_by == "Oma Riet"
    assert Event.objects.filter(verb="bringer_named").count() == 1
    assert tablet.do("bringer", told | {"name": "  "})["status"] == 422


def test_the_tablet_of_another_house_cannot_touch_a_visit(tablet, noor):
    """S03"""
    visit, other = arrived(tablet, noor), pair(make.group())
    for kind, what in {
        "bringer": {"name": "Buurman"},
        "undo_arrive": {},
        "undo_leave": {},
        "times": {"arrived_at": ago(20).isoformat()},
    }.items():
        assert other.do(kind, {"visit": visit} | what)["status"] == 422
    assert other.do("leave", leaving(visit, "X", confirmed=True))["status"] == 422
    stands = Visit.objects.open().get()
    assert (stands.brought_by, stands.corrected_at) == ("", None)


@pytest.mark.django_db(transaction=True)
def test_of_two_tablets_that_let_a_child_in_at_once_one_is_told_it_is_already_here():
    """B2"""
    group = make.group()
    noor = make.child(group, first_name="Noor")
    tablets = [pair(group), pair(group)]
    statuses = at_once(tablets, lambda one: one.do("arrive", arriving(noor))["status"])
    assert sorted(statuses) == [201, 409]
    assert Visit.objects.count() == 1
