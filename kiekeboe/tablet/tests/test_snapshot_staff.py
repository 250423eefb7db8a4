"""What a snapshot tells of colleagues, of lent children and of the school run."""

import json
from datetime import datetime, timedelta

from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import Lending, School, Schooling, Stint
from kiekeboe.tablet.tests.conftest import pair
from kiekeboe.tablet.tests.kept import ago, expected, lock, on_shift, snapshot
from kiekeboe.testing import make


def test_who_is_clocked_in_and_what_they_count_for_is_told(tablet, group):
    """B11 Who counts whole says nothing; a trainee and somebody on leave do."""
    floor = tablet.caregiver
    on_shift(floor, group)
    learner = make.caregiver(group, "trainee", first_name="Lot")
    away = make.caregiver(group, first_name="Bram")
    on_shift(away, group)
    today = timezone.localtime().date()
    make.leave(away, today, state="approved", decided_at=ago(60))
    stint = Stint.objects.create(
        organisation=group.organisation, employee=floor, group=group, started_at=ago(5)
    )
    told = {one["id"]: one for one in snapshot(tablet)["colleagues"]}
    assert [one[:2] for one in told[str(floor.pk)]["stints"]] == [[str(stint.pk), str(group.pk)]]
    assert "counts" not in told[str(floor.pk)]
    assert told[str(learner.pk)]["counts"] == 0
    assert told[str(away.pk)]["shifts"] == []


def test_leave_is_read_by_who_asked_it_alone(tablet, group):
    """S34 Nor does anybody read that a colleague is sick."""
    today = timezone.localtime().date()
    make.leave(tablet.caregiver, today)
    other = make.caregiver(group)
    make.leave(other, today, reason="geheim")
    make.leave(other, today, kind="sick", state="approved", decided_at=ago(60))
    found = snapshot(tablet)
    [[_, first, last, state, _reason]] = found["closed"]["leave"]
    assert (first, last, state) == (today.isoformat(), today.isoformat(), "requested")
    assert "geheim" not in json.dumps(found)
    assert "sick" not in json.dumps(found["colleagues"])
    assert snapshot(lock(tablet))["closed"] is None


def test_a_lent_child_stands_on_the_right_board_only(tablet, group):
    """B9"""
    there = pair(make.group(group.location))
    today = timezone.localtime().date()
    noor = make.child(group)
    expected(noor)
    Lending.objects.create(
        organisation=group.organisation, child=noor, group=there.group, first_day=today,
        last_day=today + timedelta(days=1), made_at=ago(60),
    )  # fmt: skip
    [guest] = snapshot(there)["children"]
    assert (guest["group"], guest["lent"]) == (str(there.group.pk), True)
    assert {slot[0] for slot in guest["slots"]} == {str(there.group.pk)}
    assert snapshot(tablet)["children"] == []
    visit = {"visit": str(uuid7()), "child": str(noor.pk)}
    assert there.do("arrive", {"visits": [visit]})["status"] == 201
    assert noor.visits.get().group == there.group


def test_the_school_run_is_told_behind_the_pin(db):
    """B14 And the children of other groups are counted without a name (B11)."""
    place = make.location(care_type="after_school")
    club = pair(make.group(place))
    today = timezone.localtime().date()
    school = School.objects.create(
        organisation=place.organisation, name="De Wissel", region="Midden", free_afternoons=[]
    )
    school.days.create(organisation=place.organisation, day=today, kind="school")
    mees = make.child(club.group)
    expected(mees)
    Schooling.objects.create(
        organisation=place.organisation, child=mees, school=school, started_on=today
    )
    other = make.child(make.group(place), first_name="Geheim")
    expected(other)
    found = snapshot(club)
    [[id, name, out]] = found["closed"]["children"][str(mees.pk)]["runs"]
    assert (id, name) == (str(school.pk), "De Wissel")
    assert datetime.fromisoformat(out).astimezone(place.zone).time() == school.ends_at
    assert [one[3] for one in found["law"]["elsewhere"]] == [False]
    assert "Geheim" not in json.dumps(found)
    assert "De Wissel" not in json.dumps(snapshot(lock(club)))
