"""One question tells a family what three tell the house."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kiekeboe.planning.family_plan import planned_of
from kiekeboe.planning.models import Booking, ClosedDay, ContractDay, Lending
from kiekeboe.planning.reading import agreed_of, days_between
from kiekeboe.planning.slices import slices_of
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
FIRST, LAST = make.DAY - timedelta(days=10), make.DAY + timedelta(days=40)
WEEK = timedelta(days=7)


@pytest.fixture
def children():
    """Noor with everything that can be agreed, and Luuk with next to nothing."""
    group = make.group()
    noor, luuk = make.child(group), make.child(group)
    make.contract_day(noor)
    make.contract_day(noor, weekday=4, every_weeks=2, first_day=make.DAY + timedelta(days=2))
    make.contract_day(luuk, weekday=1, last_day=make.DAY + WEEK)
    ContractDay.objects.filter(child=luuk).update(day_types=["school", "holiday"])
    make.booking(noor, day=make.DAY + timedelta(days=1), kind="extra")
    make.booking(noor, day=make.DAY + timedelta(days=3), kind="swap", old=make.DAY + WEEK)
    gone = make.booking(noor, day=make.DAY + timedelta(days=5), kind="extra")
    Booking.objects.filter(pk=gone.pk).update(given_up_to=gone.pk)
    make.absence(noor, kind="leave", first_day=make.DAY, last_day=make.DAY,
                 starts_at=time(13), ends_at=time(18))  # fmt: skip
    make.absence(noor, first_day=make.DAY + 2 * WEEK)
    other = make.group(group.location)
    Lending.objects.create(
        organisation=noor.organisation, child=noor, group=other, made_at=make.at(8),
        first_day=make.DAY + WEEK, last_day=make.DAY + 3 * WEEK,
    )  # fmt: skip
    ClosedDay.objects.create(
        organisation=noor.organisation, location=group.location, day=make.DAY, name="Koningsdag"
    )
    return noor, luuk


def bare(slices):
    return [replace(one, source=None, away_source=None) for one in slices]


def test_one_question_tells_the_same_as_three(children, django_assert_num_queries):
    noor, luuk = children
    place = noor.placements.get().group.location_id
    asked = [noor.pk, luuk.pk]
    planned_of(asked, [place], FIRST, LAST)  # writes the question down
    with django_assert_num_queries(1):
        agreed, closed = planned_of(asked, [place], FIRST, LAST)
    known = agreed_of(asked, FIRST, LAST)

    assert closed == {place: {make.DAY: "Koningsdag"}}
    seen = 0
    for child in asked:
        for day in days_between(FIRST, LAST):
            for kind in (None, "school", "study"):
                mine = bare(slices_of(agreed[child], day, kind_of_day=kind))
                assert mine == bare(slices_of(known[child], day, kind_of_day=kind))
                seen += len(mine)
    assert seen > 20


def test_nobody_and_nowhere_is_nothing():
    assert planned_of([], [], FIRST, LAST) == ({}, {})
