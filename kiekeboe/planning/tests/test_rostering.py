"""Planning colleagues in groups, week after week."""

from datetime import time, timedelta

import pytest

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import rostering
from kiekeboe.planning.models import ClosedDay, RosterShift, StaffAbsence
from kiekeboe.planning.rostering import Beware, Overlaps, Skipped
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY, NOW = make.DAY, make.at(6)
MONDAY = DAY - timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def kikkers():
    return make.group(make.location(), name="Kikkers")


@pytest.fixture
def eva(kikkers):
    return make.caregiver(kikkers, first_name="Eva")


@pytest.fixture
def petra(kikkers):
    return make.office_member(kikkers.organisation, "manager").actor()


def plan(eva, group, petra, id=None, *, day=DAY, start=8, end=17):
    return rostering.plan_shift(
        id or uuid7(), eva, group, day=day, starts_at=time(start), ends_at=time(end),
        by=petra, at=NOW,
    )  # fmt: skip


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_shift_is_planned_once(kikkers, eva, petra):
    id = uuid7()
    assert plan(eva, kikkers, petra, id) == plan(eva, kikkers, petra, id)
    assert RosterShift.objects.get().employee == eva
    assert verbs() == ["shift_planned"]
    assert Event.objects.get().group_id == kikkers.pk


def test_nobody_works_in_two_places_at_once(kikkers, eva, petra):
    otters = make.group(kikkers.location)
    plan(eva, kikkers, petra, end=13)
    with pytest.raises(Overlaps) as refused:
        plan(eva, otters, petra, start=12)
    assert refused.value.shift.group == kikkers
    plan(eva, otters, petra, start=13)
    assert RosterShift.objects.count() == 2


def test_a_shift_moves_to_another_group_and_time(kikkers, eva, petra):
    otters = make.group(kikkers.location)
    shift, told = plan(eva, kikkers, petra), {"by": petra, "at": NOW}
    new = {"group": otters, "day": DAY, "starts_at": time(9), "ends_at": time(18)}
    assert rostering.change_shift(shift, **new, **told)
    assert not rostering.change_shift(shift, **new, **told)
    shift.refresh_from_db()
    assert (shift.group, shift.starts_at) == (otters, time(9))
    assert verbs() == ["shift_planned", "shift_changed", "shift_left"]
    groups = Event.objects.order_by("sequence").values_list("group_id", flat=True)
    assert list(groups)[1:] == [otters.pk, kikkers.pk]


def test_a_shift_does_not_move_over_another(kikkers, eva, petra):
    plan(eva, kikkers, petra, start=13, end=17)
    early = plan(eva, kikkers, petra, start=8, end=12)
    with pytest.raises(Overlaps):
        rostering.change_shift(
            early, group=kikkers, day=DAY, starts_at=time(8), ends_at=time(14), by=petra, at=NOW
        )
    early.refresh_from_db()
    assert early.ends_at == time(12)


def test_a_shift_is_removed_once(kikkers, eva, petra):
    shift = plan(eva, kikkers, petra)
    for _ in range(2):
        rostering.remove_shift(shift, by=petra, at=NOW)
    assert not RosterShift.objects.exists()
    assert verbs() == ["shift_planned", "shift_removed"]


def off(eva, first, last, **fields):
    told = {"kind": "leave", "state": "approved", "asked_at": NOW, "decided_at": NOW}
    return StaffAbsence.objects.create(
        organisation=eva.organisation, employee=eva, first_day=first, last_day=last, **told | fields
    )


def close(location, day):
    return ClosedDay.objects.create(
        organisation=location.organisation, location=location, day=day, name="Koningsdag"
    )


def test_an_unusual_shift_is_warned_of(kikkers, eva):
    def told(start=8, end=17):
        return rostering.cautions(eva, kikkers, DAY, time(start), time(end))

    assert told() == set()
    assert told(6) == told(end=20) == {Beware.OUTSIDE_HOURS}
    off(eva, MONDAY, DAY)
    close(kikkers.location, DAY)
    assert told() == {Beware.AWAY, Beware.CLOSED}
    eva.ended_on = MONDAY
    assert Beware.NOT_EMPLOYED in told()


def copy(groups, petra, target=MONDAY + WEEK):
    return rostering.copy_week(groups, source=MONDAY, target=target, by=petra, at=NOW)


def days_of(eva):
    rows = RosterShift.objects.filter(employee=eva).order_by("day", "starts_at")
    return list(rows.values_list("day", "starts_at", "group"))


def test_a_week_is_copied_once(kikkers, eva, petra):
    plan(eva, kikkers, petra)
    plan(eva, kikkers, petra, day=MONDAY, end=12)
    plan(eva, kikkers, petra, day=MONDAY + WEEK * 3)
    assert len(copy([kikkers], petra).made) == 2
    again = copy([kikkers], petra)
    assert (again.made, [why for _, why in again.skipped]) == ((), [Skipped.TAKEN] * 2)
    assert days_of(eva) == [
        (MONDAY, time(8), kikkers.pk),
        (DAY, time(8), kikkers.pk),
        (MONDAY + WEEK, time(8), kikkers.pk),
        (DAY + WEEK, time(8), kikkers.pk),
        (MONDAY + WEEK * 3, time(8), kikkers.pk),
    ]
    assert verbs().count("week_copied") == 1


def test_a_copied_shift_that_was_moved_stays_moved(kikkers, eva, petra):
    plan(eva, kikkers, petra)
    moved = copy([kikkers], petra).made[0]
    rostering.change_shift(
        moved, group=kikkers, day=DAY + WEEK, starts_at=time(10), ends_at=time(14), by=petra, at=NOW
    )
    copy([kikkers], petra)
    assert days_of(eva)[1:] == [(DAY + WEEK, time(10), kikkers.pk)]


def test_who_is_away_or_gone_is_not_copied(kikkers, eva, petra):
    joris = make.caregiver(kikkers, first_name="Joris", ended_on=DAY + timedelta(days=2))
    riet = make.caregiver(kikkers, first_name="Riet")
    for one in (eva, joris, riet):
        plan(one, kikkers, petra)
    off(eva, DAY + WEEK, DAY + WEEK)
    done = copy([kikkers], petra)
    assert [one.employee for one in done.made] == [riet]
    assert {row.employee: why for row, why in done.skipped} == {
        eva: Skipped.AWAY,
        joris: Skipped.NOT_EMPLOYED,
    }


def test_closed_days_stay_empty_in_a_copied_week(kikkers, eva, petra):
    plan(eva, kikkers, petra)
    close(kikkers.location, DAY + WEEK)
    assert [why for _, why in copy([kikkers], petra).skipped] == [Skipped.CLOSED]


def test_only_the_groups_that_are_asked_are_copied(kikkers, eva, petra):
    otters = make.group(kikkers.location)
    joris = make.caregiver(otters)
    plan(eva, kikkers, petra)
    plan(joris, otters, petra)
    copy([otters], petra)
    assert len(days_of(eva)) == 1
    assert len(days_of(joris)) == 2
