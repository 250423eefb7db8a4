"""The queue of requests behind the desk."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import Booking, Request, RosterShift
from kiekeboe.testing import make


def asked(nursery, child=None, *, state="requested", **fields):
    child = child or nursery.noor
    day = timezone.localdate() + timedelta(days=10)
    return Request.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]),
        group=child.placements.get().group, ask="extra", state=state, day=day, last_day=day,
        starts_at=time(8), ends_at=time(18), asked_at=timezone.now(), **fields,
    )  # fmt: skip


def address(one):
    return f"/office/requests/{one.pk}/"


def test_the_queue_shows_what_a_yes_asks(desk, nursery):
    one = asked(nursery)
    shown = desk.office.get("/office/requests/").content.decode()
    assert "Noor Bakkali" in shown
    assert "Past als er een collega bij komt" in shown
    RosterShift.objects.create(
        organisation=nursery.organisation, employee=desk.people["caregiver"],
        group=nursery.kikkers, day=one.day, starts_at=time(7), ends_at=time(19),
    )  # fmt: skip
    shown = desk.office.get(address(one)).content.decode()
    assert "Past." in shown


def test_a_yes_makes_the_booking(desk, nursery):
    one = asked(nursery)
    answer = desk.office.post(address(one), {"answer": "yes"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.state == "approved"
    assert Booking.objects.get().child == nursery.noor
    desk.office.post(address(one), {"answer": "yes"})
    assert Booking.objects.count() == 1


def test_a_no_needs_a_reason(desk, nursery):
    one = asked(nursery)
    answer = desk.office.post(address(one), {"answer": "no"})
    assert answer.status_code == 422
    assert "Schrijf waarom het niet kan" in answer.content.decode()
    desk.office.post(address(one), {"answer": "no", "reason": "De groep is vol."})
    one.refresh_from_db()
    assert (one.state, one.reason) == ("declined", "De groep is vol.")


def test_who_may_not_change_children_does_not_decide(desk, nursery):
    one = asked(nursery)
    for who in (desk.finance, desk.inspector):
        assert who.get(address(one)).status_code == 200
        assert who.post(address(one), {"answer": "yes"}).status_code == 404
    assert not Booking.objects.exists()


def test_requests_out_of_reach_are_not_there(desk, nursery):
    """S04"""
    elsewhere, abroad = asked(nursery, nursery.teun), asked(nursery, nursery.away)
    assert desk.manager.get(address(elsewhere)).status_code == 404
    for who in (desk.manager, desk.office, desk.owner):
        assert who.get(address(abroad)).status_code == 404
        assert who.post(address(abroad), {"answer": "yes"}).status_code == 404
    assert "Teun" not in desk.manager.get("/office/requests/").content.decode()
    for who in (desk.caregiver, desk.trainee, desk.parent):
        assert who.get("/office/requests/").status_code == 404
    assert desk.owner.get(f"/office/requests/{uuid7()}/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue_takes_the_same_questions_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        one = asked(nursery)
    make.contract_day(nursery.noor, weekday=one.day.isoweekday())
    assert desk.office.get("/office/requests/").content.decode().count("Noor Bakkali:") == many
    with django_assert_num_queries(15):
        desk.office.get("/office/requests/")
