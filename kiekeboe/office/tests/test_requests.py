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
    with django_assert_num_queries(17):
        desk.office.get("/office/requests/")


def test_ten_requests_are_approved_with_a_tap_each(desk, nursery):
    """From the queue itself, each with what it asks of the group; a slip is taken back there."""
    rows = [asked(nursery, make.child(nursery.kikkers)) for _ in range(10)]
    clicks = 1  # opening the queue
    for one in rows:
        shown = desk.office.get("/office/requests/").content.decode()
        assert shown.count('class="consequence"') == 10 - clicks + 1
        answer = desk.office.post(address(one), {"answer": "yes", "back": "queue"})
        assert answer["Location"] == f"/office/requests/?done={one.pk}#wacht"
        clicks += 1
    assert clicks <= 12
    assert Booking.objects.count() == 10
    shown = desk.office.get(f"/office/requests/?done={rows[9].pk}").content.decode()
    assert f"/office/requests/{rows[9].pk}/undo/" in shown
    desk.office.post(f"/office/requests/{rows[9].pk}/undo/")
    rows[9].refresh_from_db()
    assert rows[9].state == "requested"
    assert Booking.objects.standing().count() == 9


def test_only_who_decides_sees_the_taps(desk, nursery):
    one = asked(nursery)
    assert 'name="answer"' in desk.office.get("/office/requests/").content.decode()
    for who in (desk.finance, desk.inspector):
        assert 'name="answer"' not in who.get("/office/requests/").content.decode()
        assert who.post(f"/office/requests/{one.pk}/undo/").status_code == 404
        assert who.get(f"/office/requests/{one.pk}/proposal/").status_code == 404
    elsewhere = asked(nursery, nursery.teun)
    for tail in ("undo", "proposal"):
        assert desk.manager.post(f"/office/requests/{elsewhere.pk}/{tail}/").status_code == 404


def test_a_slip_of_long_ago_is_not_taken_back(desk, nursery):
    one = asked(nursery)
    desk.office.post(address(one), {"answer": "yes"})
    assert "/undo/" in desk.office.get(address(one)).content.decode()
    Request.objects.update(decided_at=timezone.now() - timedelta(hours=1))
    assert "/undo/" not in desk.office.get(address(one)).content.decode()
    answer = desk.office.post(f"/office/requests/{one.pk}/undo/", follow=True)
    assert "heeft het antwoord al" in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "approved"


def test_the_office_proposes_another_day_and_the_parent_takes_it(desk, nursery):
    one = asked(nursery, state="waiting")
    Request.objects.update(guardian=desk.mother)
    page = f"/office/requests/{one.pk}/proposal/"
    shown = desk.office.get(page).content.decode()
    free = [day for day in range(1, 9) if (one.day + timedelta(days=day)).weekday() < 5]
    day = one.day + timedelta(days=free[0])
    assert f'value="{day.isoformat()}"' in shown
    told = {"id": uuid7(), "starts_at": "08:00", "ends_at": "18:00", "words": "Dan is er plek."}
    assert desk.office.post(page, told).status_code == 422
    for _ in range(2):
        assert desk.office.post(page, told | {"day": day.isoformat()}).status_code == 302
    proposal = Request.objects.get(instead_of=one)
    assert "Jij stelde" in desk.office.get(address(one)).content.decode()
    shown = desk.parent.get(f"/parent/requests/{proposal.pk}/").content.decode()
    assert "Wij stellen" in shown
    assert "Dan is er plek." in shown
    assert (
        f"/parent/requests/{proposal.pk}/"
        in desk.parent.get(f"/parent/requests/{one.pk}/").content.decode()
    )
    desk.parent.post(f"/parent/requests/{proposal.pk}/act/", {"act": "accept"})
    one.refresh_from_db()
    proposal.refresh_from_db()
    assert (one.state, proposal.state) == ("withdrawn", "approved")


def test_a_yes_that_is_not_possible_any_more_is_told(desk, nursery):
    first, second = asked(nursery), asked(nursery)
    desk.office.post(address(first), {"answer": "yes"})
    answer = desk.office.post(address(second), {"answer": "yes"})
    assert answer.status_code == 422
    assert "Noor komt dan al" in answer.content.decode()
