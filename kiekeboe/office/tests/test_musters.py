"""The reports of evacuations and drills, for who may see what others did."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from kiekeboe.care import mustering
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import RosterShift
from kiekeboe.testing import make
from kiekeboe.testing.make import DAY

pytestmark = pytest.mark.django_db
QUESTIONS = 9  # two for the session, two for the member, five for the report


@pytest.fixture
def wall(nursery):
    device = make.device(nursery.kikkers)
    return Actor(nursery.organisation.pk, Kind.TABLET, device=device.pk)


@pytest.fixture
def drill(nursery, wall):
    """A drill at a quarter past ten (UTC), with Noor inside and Iris on the roster."""
    make.visit(nursery.noor, arrived_at=make.at(8))
    nursery.iris = make.caregiver(nursery.kikkers, first_name="Iris")
    RosterShift.objects.create(
        organisation=nursery.organisation,
        employee=nursery.iris,
        group=nursery.kikkers,
        day=DAY,
        starts_at=time(8),
        ends_at=time(18),
    )
    return make.muster(nursery.here, ended_at=make.at(10, 31))


def tick(drill, person, by, minute, *, safe=True, what="child"):
    mustering.tick(
        uuid7(), muster=drill, person=person.pk, what=what, safe=safe, by=by, at=make.at(10, minute)
    )


def read(browser, muster):
    return browser.get(reverse("office:muster", args=[muster.pk]))


def words(browser, muster):
    return read(browser, muster).content.decode()


def test_the_report_says_who_was_ticked_when_by_whom_and_who_was_not(desk, nursery, drill, wall):
    """B12"""
    tick(drill, nursery.noor, nursery.iris.actor(Kind.CAREGIVER), 18)
    page = words(desk.manager, drill)
    assert "1 persoon is niet aangetikt" in page
    safe, missing = page.index("Noor Bakkali"), page.index("Iris Bos")
    assert "12:18:00, Iris Bos" in page[safe:]
    assert "Niet aangetikt" in page[missing:]
    assert "12:15:00" in page
    assert "12:31:00, Petra" in page
    tick(drill, nursery.iris, wall, 19, what="employee")
    page = words(desk.manager, drill)
    assert "Iedereen is aangetikt" in page
    assert "12:19:00, Tablet" in page


def test_a_child_that_turned_out_to_be_missing_is_missing_in_the_report(desk, nursery, drill, wall):
    tick(drill, nursery.noor, wall, 18)
    tick(drill, nursery.noor, wall, 20, safe=False)
    tick(drill, nursery.iris, wall, 20, what="employee")
    assert "1 persoon is niet aangetikt" in words(desk.manager, drill)


def test_who_went_home_before_is_not_on_the_list(desk, nursery, drill):
    gone = make.child(nursery.kikkers, first_name="Weg")
    make.visit(gone, arrived_at=make.at(7), left_at=make.at(9))
    assert "Weg de Wit" not in words(desk.manager, drill)


def test_the_list_of_a_location_has_its_own_musters_only(desk, nursery, drill):
    make.muster(nursery.there, mode="real")
    page = desk.owner.get(reverse("office:musters", args=[nursery.here.pk])).content.decode()
    assert "Oefening, " in page
    assert "Ontruiming, " not in page
    assert "12:15 – 12:31, Petra" in page


def test_a_muster_that_goes_on_or_was_forgotten_says_so(desk, nursery):
    forgotten = make.muster(nursery.here, ended_at=make.at(22), ended_name="", began_at=make.at(10))
    running = make.muster(nursery.here, began_at=make.at(10) + timedelta(days=1))
    assert "Niemand sloot het af" in words(desk.manager, forgotten)
    assert "Nog bezig" in words(desk.manager, running)
    page = desk.manager.get(reverse("office:musters", args=[nursery.here.pk])).content.decode()
    assert "Nog bezig" in page
    assert "Niemand sloot het af" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("manager", 200), ("inspector", 200), ("office", 404), ("finance", 404),
     ("parent", 404), ("caregiver", 404)],
)  # fmt: skip
def test_reports_are_for_who_may_see_what_others_did(desk, nursery, drill, who, status):
    """S01"""
    browser = getattr(desk, who)
    assert read(browser, drill).status_code == status
    assert browser.get(reverse("office:musters", args=[nursery.here.pk])).status_code == status
    places = browser.get(reverse("office:places"))
    link = reverse("office:musters", args=[nursery.here.pk])
    assert (link in places.content.decode()) == (status == 200)


def test_a_manager_reads_nothing_of_another_location_or_organisation(desk, nursery):
    """S02"""
    for place in (nursery.there, nursery.away.placements.get().group.location):
        far = make.muster(place)
        assert read(desk.manager, far).status_code == 404
        assert desk.manager.get(reverse("office:musters", args=[place.pk])).status_code == 404


def test_a_report_costs_as_many_questions_for_nine_as_for_one(
    desk, nursery, drill, wall, django_assert_num_queries
):
    """P02"""
    tick(drill, nursery.noor, wall, 18)
    read(desk.manager, drill)
    with django_assert_num_queries(QUESTIONS):
        read(desk.manager, drill)
    for _more in range(8):
        child = make.child(nursery.kikkers)
        make.visit(child, arrived_at=make.at(8))
        tick(drill, child, wall, 19)
    with django_assert_num_queries(QUESTIONS):
        assert "1 persoon" in words(desk.manager, drill)


def test_the_report_is_complete_in_english(desk, nursery, drill):
    desk.manager.cookies["language"] = "en"
    page = words(desk.manager, drill)
    assert "2 people were not ticked" in page
    assert "Print" in page
    assert "Drill, " in page
