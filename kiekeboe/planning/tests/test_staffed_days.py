"""Days of real rosters and contracts, judged."""

from datetime import time

import pytest

from kiekeboe.planning.models import School, Schooling
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.short_staffed import Verdict
from kiekeboe.planning.staffed_days import staffed, whole_location
from kiekeboe.planning.tests.test_staffing import on_roster, skilled
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = make.DAY


def baby_group(babies, **location):
    group = make.group(make.location(**location), name="Kikkers")
    for _ in range(babies):
        make.contract_day(make.child(group))
    return group


def judged(group):
    return staffed(plan_of(group.location, DAY, DAY, today=DAY), group, DAY)


def test_the_week_shows_a_shortage_before_it_happens():
    """Four babies need two; the second colleague comes at ten."""
    kikkers = baby_group(4)
    on_roster(make.caregiver(kikkers), kikkers, start=7, end=19)
    on_roster(make.caregiver(kikkers), kikkers, start=10, end=19)
    day = judged(kikkers)
    assert [(one.start, one.end, one.short) for one in day.lacks] == [(480, 600, 1)]
    assert day.judged.verdict == Verdict.ALONE


def test_a_volunteer_is_an_adult_in_the_building_and_no_professional():
    kikkers = baby_group(4)
    on_roster(make.caregiver(kikkers), kikkers, start=7, end=19)
    on_roster(make.caregiver(kikkers), kikkers, start=10, end=19)
    riet = make.caregiver(kikkers)
    skilled(riet, "volunteer")
    on_roster(riet, kikkers, start=7, end=19)
    assert judged(kikkers).judged.verdict == Verdict.WITHIN


def after_school(*many, **location):
    place = make.location(care_type="after_school", **location)
    groups = [make.group(place, age_to_months=156, capacity=30) for _ in many]
    for group, children in zip(groups, many, strict=True):
        for _ in range(children):
            pupil = make.child(group, born_on=make.DAY.replace(year=2021))
            make.contract_day(pupil, starts_at=time(15), ends_at=time(18))
    return groups


def test_out_of_school_care_is_counted_for_the_whole_location():
    """Six and six children of five are two colleagues, wherever they stand."""
    vossen, uilen = after_school(6, 6)
    for _ in range(2):
        on_roster(make.caregiver(vossen), vossen, start=14, end=19)
    plan = plan_of(vossen.location, DAY, DAY, today=DAY)
    whole = whole_location(plan, [vossen, uilen], DAY)
    assert (whole.children, whole.busiest.needed.staff) == (12, 2)
    assert whole.judged.verdict == Verdict.MET


def test_day_care_is_never_counted_for_the_whole_location():
    kikkers = baby_group(1)
    plan = plan_of(kikkers.location, DAY, DAY, today=DAY)
    assert whole_location(plan, [kikkers], DAY) is None


def with_school(group, region="Noord"):
    school = School.objects.create(
        organisation=group.organisation, name="De Regenboog", region=region
    )
    for place in group.placements.all():
        Schooling.objects.create(
            organisation=group.organisation, child=place.child, school=school,
            started_on=make.LONG_AGO,
        )  # fmt: skip


def test_on_a_school_day_half_an_hour_is_all_there_is():
    (vossen,) = after_school(11)
    with_school(vossen)
    on_roster(make.caregiver(vossen), vossen, start=14, end=19)
    plan = plan_of(vossen.location, DAY, DAY, today=DAY)
    assert whole_location(plan, [vossen], DAY).judged.allowed == 30
    holiday = DAY.replace(month=7, day=28)
    plan = plan_of(vossen.location, holiday, holiday, today=DAY)
    assert whole_location(plan, [vossen], holiday).judged.allowed == 180
