"""Planning, to read."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiekeboe.care.day import day_of
from kiekeboe.planning.models import ClosedDay, Request, School, Schooling
from kiekeboe.testing import make


def planning(client, child, month="2026-04"):
    answer = client.get("/parent/planning/", {"child": child.pk, "month": month})
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_day_of_the_month_says_what_it_is(parent, noor):
    make.contract_day(noor)
    make.absence(noor, kind="sick", first_day=make.DAY, last_day=make.DAY)
    make.absence(
        noor, kind="leave", first_day=make.DAY + timedelta(days=7),
        last_day=make.DAY + timedelta(days=7),
    )  # fmt: skip
    location = noor.placements.first().group.location
    ClosedDay.objects.create(
        organisation=noor.organisation, location=location,
        day=make.DAY + timedelta(days=14), name="Studiedag",
    )  # fmt: skip
    shown = planning(parent, noor)
    assert "dinsdag 7 april, Opvang, van 08:00 tot 18:00" in shown
    assert "dinsdag 14 april, Ziek" in shown
    assert "dinsdag 21 april, Vrij" in shown
    assert "dinsdag 28 april, Studiedag, gesloten" in shown
    assert "woensdag 8 april, geen opvang" in shown
    assert "maandag 27 april, Koningsdag" in shown


def test_the_planning_of_another_child_is_not_there(parent, noor, luuk):
    make.contract_day(luuk)
    assert parent.get("/parent/planning/", {"child": luuk.pk}).status_code == 404
    assert "Opvang, van" not in planning(parent, noor)


def test_a_month_that_is_no_month_becomes_this_month(parent, noor):
    for month in ("", "x", "2026-13", "9999-01", "0001-01"):
        assert "<table>" in planning(parent, noor, month)


@pytest.mark.parametrize("many", [1, 3])
def test_planning_takes_the_same_questions_for_one_child_and_for_three(
    client, noor, many, django_assert_num_queries
):
    group = noor.placements.first().group
    children = [noor, *(make.child(group) for _ in range(many - 1))]
    for child in children:
        make.contract_day(child)
        make.absence(child)
    client.force_login(make.guardian(children).account)
    planning(client, noor)
    with django_assert_num_queries(6):
        planning(client, noor)


def test_an_extra_day_and_a_swapped_day_stand_in_the_month(parent, noor):
    make.contract_day(noor)
    week = timedelta(days=7)
    make.booking(noor, day=make.DAY + timedelta(days=1), kind="extra")
    make.booking(noor, day=make.DAY + week + timedelta(days=2), kind="swap", old=make.DAY + week)
    shown = planning(parent, noor)
    assert "woensdag 15 april, Extra dag, van 08:00 tot 18:00" in shown
    assert "dinsdag 21 april, geen opvang" in shown
    assert "donderdag 23 april, Geruilde dag" in shown


def test_half_a_day_off_leaves_the_other_half(parent, noor):
    make.contract_day(noor)
    make.absence(noor, kind="leave", last_day=make.DAY, starts_at=time(13), ends_at=time(18))
    assert "dinsdag 14 april, Opvang, van 08:00 tot 13:00" in planning(parent, noor)


def asked(child, guardian, day):
    return Request.objects.create(
        organisation=child.organisation, child=child, guardian=guardian, ask="extra", day=day,
        last_day=day, group=child.placements.first().group, starts_at=time(8), ends_at=time(18),
        asked_at=make.at(6),
    )  # fmt: skip


def test_what_nobody_decided_yet_is_hatched(parent, noor, marit):
    asked(noor, marit, make.DAY)
    shown = planning(parent, noor)
    assert "dinsdag 14 april, geen opvang, gevraagd, nog niet beslist" in shown
    assert shown.count(" data-asked") == 3  # the day, the legend, and the list of requests


def test_what_the_other_home_asks_is_not_hatched_here(parent, noor):
    """S12"""
    asked(noor, make.guardian([noor]), make.DAY)
    assert "gevraagd, nog niet beslist" not in planning(parent, noor)


def test_a_day_says_who_works_and_who_the_mentor_is(parent, noor):
    make.contract_day(noor)
    group = noor.placements.first().group
    make.shift(make.employee(noor.organisation, first_name="Fatima"), group)
    make.shift(make.employee(noor.organisation, first_name="Elders"), make.group(group.location))
    make.role(make.employee(noor.organisation, first_name="Jesse"), "mentor", child=noor)
    answer = parent.get(f"/parent/children/{noor.pk}/plan/{make.DAY.isoformat()}/")
    shown = answer.content.decode()
    assert "08:00 – 18:00" in shown
    assert "Fatima" in shown
    assert "Elders" not in shown
    assert "Jesse" in shown


def test_the_day_of_another_child_is_not_there(parent, luuk):
    here = f"/parent/children/{luuk.pk}/plan/{make.DAY.isoformat()}/"
    assert parent.get(here).status_code == 404


def test_out_of_school_care_of_school_days_stands_in_the_month(parent, noor):
    make.contract_day(noor, day_types=["holiday"], starts_at=time(9), ends_at=time(17))
    school = School.objects.create(organisation=noor.organisation, name="De Regenboog",
                                   region="Noord")  # fmt: skip
    Schooling.objects.create(
        organisation=noor.organisation, child=noor, school=school, started_on=make.LONG_AGO
    )
    shown = planning(parent, noor, "2026-07")
    assert "dinsdag 7 juli, Opvang, van 09:00 tot 17:00" in shown
    assert "dinsdag 14 april, geen opvang" in planning(parent, noor)
    day = date(2026, 7, 7)
    found = day_of(
        noor.pk, day, zone=ZoneInfo("Europe/Amsterdam"), location_id=None, now=make.at(4, day=day)
    )
    assert (found.plan.starts_at, found.plan.ends_at) == (time(9), time(17))
