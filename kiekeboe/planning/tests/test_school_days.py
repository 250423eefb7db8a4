"""School days, holidays and days off, per region, per school, per child."""

from datetime import date, time, timedelta

import pytest

from kiekeboe.planning.models import School, SchoolDay, Schooling
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.school_days import (
    CHOSEN,
    Holiday,
    Region,
    SchoolCalendar,
    public_holidays,
    region_holidays,
)
from kiekeboe.planning.slices import DayType
from kiekeboe.testing import make

N, M, Z = Region.NORTH, Region.MIDDLE, Region.SOUTH
SCHOOL_HOLIDAYS = [
    (date(2025, 7, 5), date(2025, 8, 17), {Z}),
    (date(2025, 7, 12), date(2025, 8, 24), {N}),
    (date(2025, 7, 19), date(2025, 8, 31), {M}),
    (date(2025, 10, 11), date(2025, 10, 19), {Z}),
    (date(2025, 10, 18), date(2025, 10, 26), {N, M}),
    (date(2025, 12, 20), date(2026, 1, 4), {N, M, Z}),
    (date(2026, 2, 14), date(2026, 2, 22), {M, Z}),
    (date(2026, 2, 21), date(2026, 3, 1), {N}),
    (date(2026, 4, 25), date(2026, 5, 3), {N, M, Z}),
    (date(2026, 7, 4), date(2026, 8, 16), {N}),
    (date(2026, 7, 11), date(2026, 8, 23), {Z}),
    (date(2026, 7, 18), date(2026, 8, 30), {M}),
    (date(2026, 10, 10), date(2026, 10, 18), {N}),
    (date(2026, 10, 17), date(2026, 10, 25), {M, Z}),
    (date(2026, 12, 19), date(2027, 1, 3), {N, M, Z}),
    (date(2027, 2, 13), date(2027, 2, 21), {Z}),
    (date(2027, 2, 20), date(2027, 2, 28), {N, M}),
    (date(2027, 7, 10), date(2027, 8, 22), {N}),
    (date(2027, 7, 17), date(2027, 8, 29), {M}),
    (date(2027, 7, 24), date(2027, 9, 5), {Z}),
    (date(2027, 10, 16), date(2027, 10, 24), {N, M}),
    (date(2027, 10, 23), date(2027, 10, 31), {Z}),
]


@pytest.mark.parametrize(("first", "last", "regions"), SCHOOL_HOLIDAYS)
def test_school_holidays_are_those_of_the_region(first, last, regions):
    """On Monday and Friday of every week in it; and no longer, unless another one follows."""
    for region in regions:
        day = first
        while day <= last:
            if day.weekday() < 5:
                assert day in region_holidays(region, day.year), (region, day)
            day += timedelta(days=1)
        after = last + timedelta(days=1)
        assert after not in region_holidays(region, after.year)


@pytest.mark.parametrize(
    ("region", "day", "kind"),
    [
        (N, date(2026, 10, 12), DayType.HOLIDAY),
        (M, date(2026, 10, 12), DayType.SCHOOL),
        (N, date(2026, 5, 14), None),
        (N, date(2027, 2, 22), DayType.HOLIDAY),
        (Z, date(2027, 2, 22), DayType.SCHOOL),
        (N, date(2026, 5, 5), DayType.SCHOOL),
        (N, date(2026, 11, 25), DayType.FREE_AFTERNOON),
        (N, date(2026, 11, 28), None),
    ],
)
def test_what_kind_of_day_it_is_for_a_school(region, day, kind):
    assert SchoolCalendar(region).on(day) == kind


def test_days_of_the_school_itself_go_before_the_region():
    monday = date(2026, 11, 23)
    assert SchoolCalendar(N).on(monday) == DayType.SCHOOL
    assert SchoolCalendar(N, own={monday: DayType.STUDY}).on(monday) == DayType.STUDY


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, "01-01 04-18 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26"),
        (2026, "01-01 04-03 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26"),
        (2027, "01-01 03-26 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26"),
    ],
)
def test_public_holidays_of_three_years(year, days):
    found = {
        f"{day:%m-%d}": holiday
        for day, holiday in public_holidays(year).items()
        if holiday not in (Holiday.CHRISTMAS_EVE, Holiday.NEW_YEARS_EVE)
    }
    assert list(found) == days.split()
    for_some = [holiday for holiday in found.values() if holiday in CHOSEN]
    assert for_some == [Holiday.GOOD_FRIDAY, Holiday.LIBERATION_DAY]


@pytest.mark.django_db
def test_two_children_of_one_group_come_from_two_schools():
    """On the same Wednesday one has a study day and comes all day, the other comes after school."""
    group = make.group(make.location(care_type="after_school"))
    day = date(2026, 11, 24)  # a Tuesday
    found = []
    for name in ("De Regenboog", "De Klimop"):
        school = School.objects.create(organisation=group.organisation, name=name, region="Noord")
        child = make.child(group, born_on=date(2020, 1, 1))
        for starts, kind in ((time(15), "school"), (time(8), "study")):
            make.contract_day(child, starts_at=starts, day_types=[kind])
        Schooling.objects.create(
            organisation=group.organisation, child=child, school=school, started_on=make.LONG_AGO
        )
        found.append((school, child))
    SchoolDay.objects.create(
        organisation=group.organisation, school=found[0][0], day=day, kind="study"
    )
    plan = plan_of(group.location, day, day, today=day)
    starts = [[one.start for one in plan.slices(child.pk, day)] for _, child in found]
    assert starts == [[480], [900]]
