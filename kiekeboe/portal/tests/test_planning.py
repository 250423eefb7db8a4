"""Planning, to read."""

from datetime import time, timedelta

import pytest

from kiekeboe.planning.models import ClosedDay
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
    with django_assert_num_queries(7):
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
