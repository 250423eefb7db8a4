"""Occupancy by month behind the desk."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import ClosedDay, Request
from kiekeboe.testing import make

PAGE = "/office/occupancy/"
NEXT = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
TUESDAY = NEXT + timedelta(days=(1 - NEXT.weekday()) % 7)


def shown(who, location, **also):
    told = {"location": location.pk, "month": NEXT} | also
    return who.get(PAGE, told).content.decode()


def test_a_month_says_how_full_it_is_and_who_still_fits(desk, nursery):
    make.contract_day(nursery.noor, weekday=2)
    page = shown(desk.office, nursery.here)
    assert "1 / 12" in page
    assert "Dinsdag ochtend" in page
    assert "Het rooster is op sommige dagen nog niet gemaakt" in page


def test_a_full_day_is_full_and_says_who_waits(desk, nursery):
    nursery.kikkers.capacity = 1
    nursery.kikkers.save()
    make.contract_day(nursery.noor, weekday=2)
    Request.objects.create(
        id=uuid7(), organisation=nursery.organisation, child=nursery.noor, guardian=desk.mother,
        group=nursery.kikkers, ask="extra", state="waiting", day=TUESDAY, last_day=TUESDAY,
        starts_at=time(8), ends_at=time(18), asked_at=timezone.now(),
    )  # fmt: skip
    page = shown(desk.office, nursery.here)
    assert "1 / 1" in page
    assert "Vol" in page
    assert "1 wacht" in page


def test_a_closed_day_says_why(desk, nursery):
    ClosedDay.objects.create(
        organisation=nursery.organisation, location=nursery.here, day=TUESDAY, name="Studiedag"
    )
    assert "Studiedag" in shown(desk.office, nursery.here)


def test_a_manager_sees_the_own_location_only(desk, nursery):
    assert desk.manager.get(PAGE).status_code == 200
    assert desk.manager.get(PAGE, {"location": nursery.there.pk}).status_code == 404
    assert desk.office.get(PAGE, {"location": nursery.away.placements.get().group.location_id}
                           ).status_code == 404  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
def test_a_month_costs_as_many_questions_for_three_children(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        make.contract_day(make.child(nursery.kikkers), weekday=2)
    shown(desk.office, nursery.here)
    with django_assert_num_queries(15):
        shown(desk.office, nursery.here)


def test_an_address_that_says_nonsense_shows_this_month(desk, nursery):
    answer = desk.office.get(PAGE, {"month": "2026-99-99"})
    assert answer.status_code == 200
