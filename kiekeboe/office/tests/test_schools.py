"""Schools behind the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import School, SchoolDay, Schooling
from kiekeboe.testing import make

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())


def address(name, *args):
    return reverse(f"office:{name}", args=args)


def told(**also):
    return {"id": uuid7(), "name": "De Vlinder", "region": "Noord", "starts_at": "08:30",
            "ends_at": "14:00", "noon_at": "12:00", "free_afternoons": [3]} | also  # fmt: skip


@pytest.fixture
def school(nursery):
    return School.objects.create(
        organisation=nursery.organisation, name="De Vijver", region="Zuid", free_afternoons=[3]
    )


def test_a_school_is_added_once_and_found_in_the_list(desk, nursery):
    sent = told()
    for _ in range(2):
        assert desk.office.post(address("school-new"), sent).status_code == 302
    school = School.objects.get()
    assert (school.name, school.free_afternoons) == ("De Vlinder", [3])
    assert "De Vlinder" in desk.office.get(address("schools")).content.decode()


def test_the_same_name_twice_is_refused_in_words(desk, nursery, school):
    answer = desk.office.post(address("school-new"), told(name="de vijver"))
    assert answer.status_code == 422
    assert "al een school met deze naam" in answer.content.decode()


def test_the_days_of_the_region_are_shown_and_own_days_go_before(desk, nursery, school):
    page = address("school", school.pk)
    assert "Zomervakantie" in desk.office.get(page).content.decode()
    desk.office.post(page, {"kind": "study", "first_day": MONDAY})
    assert SchoolDay.objects.get().kind == "study"
    assert "Studiedag" in desk.office.get(page).content.decode()
    desk.office.post(page, {"kind": "region", "first_day": MONDAY})
    assert not SchoolDay.objects.exists()


def test_a_child_goes_to_a_school_from_a_day_on(desk, nursery, school):
    sent = {"school": school.pk, "first_day": MONDAY}
    desk.office.post(address("schooling", nursery.noor.pk), sent)
    assert Schooling.objects.get().child == nursery.noor
    assert "Noor Bakkali" in desk.office.get(address("school", school.pk)).content.decode()


def test_times_change_and_must_be_in_order(desk, nursery, school):
    page = address("school-edit", school.pk)
    assert desk.office.post(page, told(ends_at="07:00")).status_code == 422
    assert desk.office.post(page, told(ends_at="15:00")).status_code == 302
    school.refresh_from_db()
    assert f"{school.ends_at:%H:%M}" == "15:00"


def test_children_of_another_location_and_schools_of_others_are_not_shown(desk, nursery, school):
    make.child(nursery.otters)
    Schooling.objects.create(
        organisation=nursery.organisation, child=nursery.teun, school=school, started_on=TODAY
    )
    assert nursery.teun.last_name not in desk.manager.get(
        address("school", school.pk)
    ).content.decode()  # fmt: skip
    other = School.objects.create(
        organisation=nursery.away.organisation, name="Elders", region="Zuid"
    )
    assert desk.office.get(address("school", other.pk)).status_code == 404
    for who in (desk.finance, desk.inspector):
        assert who.get(address("schools")).status_code == 404
        assert who.get(address("school", school.pk)).status_code == 404
