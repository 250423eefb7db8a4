"""Who counts for the ratio: shifts, qualifications, leave."""

from datetime import time, timedelta

import pytest

from kiekeboe.people.models import Employee, Qualification
from kiekeboe.planning.models import RosterShift, StaffAbsence
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.room import Shift
from kiekeboe.planning.staffing import names_on, shifts_of, worth_of
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = make.DAY


@pytest.fixture
def kikkers():
    return make.group(make.location(), name="Kikkers")


def on_roster(colleague, group, *, day=DAY, start=8, end=17):
    return RosterShift.objects.create(
        organisation=group.organisation, employee=colleague, group=group, day=day,
        starts_at=time(start), ends_at=time(end),
    )  # fmt: skip


def skilled(colleague, kind, counts=100, **days):
    return Qualification.objects.create(
        organisation=colleague.organisation, employee=colleague, kind=kind, counts=counts,
        **{"first_day": make.LONG_AGO} | days,
    )  # fmt: skip


def away(colleague, first=DAY, last=DAY, **fields):
    told = {"kind": "leave", "state": "approved", "asked_at": make.at(6), "decided_at": make.at(7)}
    return StaffAbsence.objects.create(
        organisation=colleague.organisation, employee=colleague, first_day=first, last_day=last,
        **told | fields,
    )  # fmt: skip


def counted(group, day=DAY):
    return shifts_of(group.location, day, day).get((group.pk, day), [])


def test_a_colleague_without_papers_counts_whole(kikkers):
    on_roster(make.caregiver(kikkers), kikkers)
    assert counted(kikkers) == [Shift(480, 1020, 1.0)]


def test_a_volunteer_does_not_count(kikkers):
    eva = make.caregiver(kikkers)
    skilled(eva, "volunteer", 0)
    on_roster(eva, kikkers)
    assert counted(kikkers) == []


def test_two_papers_make_no_second_colleague(kikkers):
    eva = make.caregiver(kikkers)
    skilled(eva, "professional")
    skilled(eva, "first_aid")
    skilled(eva, "coach")
    on_roster(eva, kikkers)
    assert counted(kikkers) == [Shift(480, 1020, 1.0)]


def test_who_has_the_role_of_a_trainee_counts_only_with_papers(kikkers):
    joris = make.caregiver(kikkers, "trainee")
    on_roster(joris, kikkers)
    on_roster(make.caregiver(kikkers), kikkers)
    assert len(counted(kikkers)) == 1
    skilled(joris, "trainee", 50)
    assert sorted(one.weight for one in counted(kikkers)) == [0.5, 1]


def test_who_is_on_leave_or_sick_does_not_count(kikkers):
    eva, joris = make.caregiver(kikkers), make.caregiver(kikkers)
    for one in (eva, joris):
        on_roster(one, kikkers)
        on_roster(one, kikkers, day=DAY + timedelta(days=1))
    leave = away(eva)
    away(joris, kind="sick", last=None)
    assert counted(kikkers) == counted(kikkers, DAY + timedelta(days=1))[1:] == []
    assert len(counted(kikkers, DAY + timedelta(days=1))) == 1
    leave.state = "requested"
    leave.save()
    assert len(counted(kikkers)) == 1


def test_who_left_the_house_does_not_count(kikkers):
    eva = make.caregiver(kikkers, ended_on=DAY - timedelta(days=1))
    on_roster(eva, kikkers)
    assert counted(kikkers) == []
    Employee.objects.update(ended_on=DAY)
    assert len(counted(kikkers)) == 1


def test_only_those_of_this_location_count(kikkers):
    other = make.group(make.location(kikkers.organisation))
    on_roster(make.caregiver(other), other)
    assert counted(kikkers) == []


def test_room_is_counted_with_who_really_works(kikkers):
    """A day on which the only colleague is on leave has nobody for its children."""
    make.contract_day(make.child(kikkers))
    eva = make.caregiver(kikkers)
    on_roster(eva, kikkers, start=7, end=19)
    short = lambda: [  # noqa: E731
        one.short
        for one in plan_of(kikkers.location, DAY, DAY, today=DAY).moments(kikkers.pk, DAY)
        if one.children
    ]
    assert short() == [0]
    away(eva)
    assert short() == [1]


def test_the_names_of_a_day_are_those_who_come(kikkers):
    eva, joris = (make.caregiver(kikkers, first_name=name) for name in ("Eva", "Joris"))
    on_roster(joris, kikkers, start=9)
    on_roster(eva, kikkers, start=7, end=12)
    on_roster(eva, kikkers, start=13)
    assert [one.first_name for one in names_on(kikkers, DAY)] == ["Eva", "Joris"]
    away(eva)
    assert [one.first_name for one in names_on(kikkers, DAY)] == ["Joris"]


def test_who_is_clocked_in_is_weighed_the_same_way(kikkers, django_assert_num_queries):
    eva, joris, riet = (make.caregiver(kikkers) for _ in range(3))
    skilled(joris, "trainee", 30)
    skilled(riet, "volunteer")
    with django_assert_num_queries(2):
        found = worth_of([eva.pk, joris.pk, riet.pk], DAY, "daycare")
    assert [float(found[one.pk].counts) for one in (eva, joris, riet)] == [1, 0.3, 0]


@pytest.mark.parametrize("many", [1, 3])
def test_a_week_of_shifts_takes_one_question(kikkers, many, django_assert_num_queries):
    for _ in range(many):
        eva = make.caregiver(kikkers)
        skilled(eva, "professional")
        on_roster(eva, kikkers)
    with django_assert_num_queries(1):
        assert len(counted(kikkers)) == many
