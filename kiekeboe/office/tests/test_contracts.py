"""Questions about contracts behind the desk (E12)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import ContractChange, ContractDay
from kiekeboe.testing import make

TODAY = timezone.localdate()
DAY = TODAY + timedelta(days=40)


def asked(child, *, kind="days", weekdays=(2,), **fields):
    week = [{"weekday": d, "starts_at": "08:00", "ends_at": "18:00"} for d in weekdays]
    return ContractChange.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]), kind=kind,
        day=DAY, week=week if kind == "days" else [], received_at=timezone.now(), **fields,
    )  # fmt: skip


def address(one):
    return f"/office/contracts/{one.pk}/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def noor(nursery):
    make.contract_day(nursery.noor, weekday=1)
    return nursery.noor


def test_a_yes_shows_what_it_asks_and_changes_the_days(desk, noor):
    one = asked(noor, weekdays=(2, 3))
    shown = text(desk.office.get(address(one)))
    assert "43,33 → 86,67" in shown
    assert "Komt vrij" in shown
    assert "Er ontbreekt een collega, 6 van 6 dagen" in shown
    desk.office.post(address(one) + "answer/", {"answer": "yes"})
    desk.office.post(address(one) + "answer/", {"answer": "yes"})
    days = ContractDay.objects.filter(child=noor, last_day=None)
    assert sorted(days.values_list("weekday", flat=True)) == [2, 3]
    assert "Akkoord" in text(desk.office.get(address(one)))


def test_a_no_needs_a_reason_and_an_end_takes_none(desk, noor):
    one = asked(noor)
    assert desk.office.post(address(one) + "answer/", {"answer": "no"}).status_code == 422
    desk.office.post(address(one) + "answer/", {"answer": "no", "reason": "Dinsdag is vol."})
    one.refresh_from_db()
    assert (one.state, one.reason) == ("declined", "Dinsdag is vol.")
    end = asked(noor, kind="end")
    answer = desk.office.post(address(end) + "answer/", {"answer": "no", "reason": "Liever niet"})
    assert answer.status_code == 422
    assert "Op tijd opzeggen is een recht" in text(answer)
    desk.office.post(address(end) + "answer/", {"answer": "yes"})
    noor.refresh_from_db()
    assert noor.ended_on == DAY


def test_what_waits_stands_in_the_queue_of_requests(desk, noor, nursery):
    asked(noor)
    asked(nursery.teun)
    for page in ("/office/requests/", "/office/contracts/"):
        assert "Noor Bakkali: " in text(desk.office.get(page))
        assert "Teun" not in text(desk.manager.get(page))


def test_out_of_reach_is_not_there_and_who_may_only_look_does_not_decide(desk, noor, nursery):
    """S04"""
    here, there, away = asked(noor), asked(nursery.teun), asked(nursery.away)
    for who, one in ((desk.manager, there), (desk.owner, away), (desk.office, away)):
        assert who.get(address(one)).status_code == 404
        assert who.post(address(one) + "answer/", {"answer": "yes"}).status_code == 404
    for who in (desk.finance, desk.inspector):
        assert who.get(address(here)).status_code == 200
        assert who.post(address(here) + "answer/", {"answer": "yes"}).status_code == 404
    for who in (desk.caregiver, desk.trainee, desk.parent):
        assert who.get(address(here)).status_code == 404
        assert who.get("/office/contracts/").status_code == 404
    assert desk.owner.get(f"/office/contracts/{uuid7()}/").status_code == 404
    assert not ContractChange.objects.exclude(state="requested").exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_questions_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        asked(make.child(nursery.kikkers, first_name="Kind"))
    with django_assert_num_queries(5):
        shown = text(desk.office.get("/office/contracts/"))
    assert shown.count("Kind de Wit: ") == many
