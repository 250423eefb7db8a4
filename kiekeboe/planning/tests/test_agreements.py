"""Places, contract days, and the last day of a group."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.events.actors import Kind
from kiekeboe.events.models import Event
from kiekeboe.planning.ending import ChildrenRemain, end_group
from kiekeboe.planning.models import ContractDay, Placement
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
NOW = make.at(9)
LONG_DAY = (time(8), time(18))


@pytest.fixture
def child():
    return make.child()


@pytest.fixture
def by(child):
    return make.employee(child.organisation).actor(Kind.OFFICE)


def test_a_child_moves_and_the_old_place_ends_the_day_before(child, by):
    other = make.group(organisation=child.organisation)
    for _again in range(2):
        Placement.objects.place(child=child, group=other, started_on=make.DAY, by=by, at=NOW)
    old, new = child.placements.order_by("started_on")
    assert old.ended_on == make.DAY - timedelta(days=1)
    assert new.group == other
    assert Event.objects.filter(verb="child_placed").count() == 1


def test_agreeing_the_same_week_again_changes_nothing(child, by):
    group = child.placements.get().group
    for _again in range(2):
        ContractDay.objects.agree(
            child, group, {1: LONG_DAY, 2: LONG_DAY}, first_day=make.DAY, by=by, at=NOW
        )
    assert child.contract_days.count() == 2
    assert Event.objects.filter(verb="contract_days_agreed").count() == 1


def test_other_times_begin_on_the_first_day_and_the_old_ones_end_before(child, by):
    old = make.contract_day(child)
    group = child.placements.get().group
    week = {make.TUESDAY: (time(9), time(13))}
    ContractDay.objects.agree(child, group, week, first_day=make.DAY, by=by, at=NOW)
    old.refresh_from_db()
    assert old.last_day == make.DAY - timedelta(days=1)
    assert ContractDay.objects.on(make.DAY).get().starts_at == time(9)
    assert ContractDay.objects.on(make.DAY - timedelta(days=7)).get() == old


week_of = st.dictionaries(
    st.integers(1, 7), st.sampled_from([LONG_DAY, (time(8), time(13)), (time(13), time(18))])
)


@given(weeks=st.lists(st.tuples(week_of, st.integers(0, 20)), min_size=1, max_size=4))
def test_after_any_changes_the_last_agreed_week_is_what_holds(weeks):
    with transaction.atomic():
        child = make.child()
        by = make.employee(child.organisation).actor(Kind.OFFICE)
        group, first_day = child.placements.get().group, make.DAY
        for week, later in weeks:
            first_day += timedelta(days=later)
            ContractDay.objects.agree(child, group, week, first_day=first_day, by=by, at=NOW)
        for ahead in range(7):
            day = first_day + timedelta(days=ahead)
            held = {row.weekday: (row.starts_at, row.ends_at) for row in child_days(child, day)}
            agreed = weeks[-1][0]
            assert held == {k: v for k, v in agreed.items() if k == day.isoweekday()}
        transaction.set_rollback(True)


def child_days(child, day):
    return ContractDay.objects.on(day).filter(child=child)


def test_a_group_with_children_does_not_end_and_names_them(child, by):
    group = child.placements.get().group
    with pytest.raises(ChildrenRemain) as remain:
        end_group(group, on=make.DAY, by=by, at=NOW)
    assert remain.value.children == [child]
    group.refresh_from_db()
    assert group.ended_on is None


def test_a_group_ends_after_its_children_have_left(child, by):
    group = child.placements.get().group
    other = make.group(group.location)
    Placement.objects.place(child=child, group=other, started_on=make.DAY, by=by, at=NOW)
    end_group(group, on=make.DAY, by=by, at=NOW)
    assert group.ended_on == make.DAY


def refused(make_it):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_it()


def test_a_child_has_one_open_place(child):
    group = make.group(organisation=child.organisation)
    refused(
        lambda: Placement.objects.create(
            organisation=child.organisation, child=child, group=group, started_on=make.DAY
        )
    )


@pytest.mark.parametrize(
    "wrong",
    [{"weekday": 0}, {"weekday": 8}, {"starts_at": time(18), "ends_at": time(8)}],
)
def test_a_contract_day_is_a_day_of_the_week_and_has_length(child, wrong):
    refused(lambda: make.contract_day(child, **wrong))


def test_a_contract_slot_is_open_once(child):
    make.contract_day(child)
    refused(lambda: make.contract_day(child))


def test_an_absence_ends_after_it_starts(child):
    refused(lambda: make.absence(child, last_day=date(2020, 1, 1)))
