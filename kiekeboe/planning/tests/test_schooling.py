"""Schools and their days: what a day of a school does to the care of its children."""

from datetime import date, time, timedelta

import pytest

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import schooling
from kiekeboe.planning.models import School, SchoolDay, Schooling
from kiekeboe.planning.reading import plan_of
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TUESDAY = make.DAY
NOW = make.at(7)


@pytest.fixture
def bso():
    return make.group(make.location(care_type="after_school"), age_to_months=156)


@pytest.fixture
def by(bso):
    return Actor(bso.organisation_id, Kind.OFFICE, uuid7())


def school(by, name="De Vlinder", **facts):
    facts = {"region": "Noord", "free_afternoons": [3], "starts_at": time(8, 30)} | facts
    return schooling.add_school(uuid7(), name=name, by=by, at=NOW, **facts)


def test_a_study_day_is_no_school_day(bso, by):
    pupil = make.child(bso, born_on=date(2019, 5, 1))
    make.contract_day(pupil, day_types=["school"], starts_at=time(14), ends_at=time(18, 30))
    vlinder = school(by)
    schooling.go_to(pupil, vlinder, first_day=TUESDAY - timedelta(days=30), by=by, at=NOW)

    def comes():
        plan = plan_of(bso.location, TUESDAY, TUESDAY, today=TUESDAY)
        return bool(plan.slices(pupil.pk, TUESDAY))

    assert comes()
    for _ in range(2):
        schooling.set_days(vlinder, TUESDAY, TUESDAY, "study", by=by, at=NOW)
    assert not comes()
    assert Event.objects.filter(verb="school_days_set").count() == 1
    schooling.set_days(vlinder, TUESDAY, TUESDAY, None, by=by, at=NOW)
    assert comes()


def test_a_holiday_of_its_own_leaves_weekends_out(by):
    vlinder = school(by)
    assert schooling.set_days(
        vlinder, TUESDAY, TUESDAY + timedelta(days=6), "holiday", by=by, at=NOW
    ) == 5  # fmt: skip
    assert SchoolDay.objects.count() == 5
    with pytest.raises(schooling.TooLong):
        schooling.set_days(vlinder, TUESDAY, TUESDAY + timedelta(90), "holiday", by=by, at=NOW)


def test_two_schools_have_two_names(by):
    vlinder, other = school(by), school(by, "De Vijver")
    with pytest.raises(schooling.NameTaken):
        school(by, "de vlinder")
    with pytest.raises(schooling.NameTaken):
        schooling.edit_school(other, name="De Vlinder", by=by, at=NOW)
    schooling.edit_school(vlinder, name="De Vlinder", region="Zuid", by=by, at=NOW)
    assert School.objects.get(pk=vlinder.pk).region == "Zuid"


def test_a_child_changes_school_from_a_day_on(bso, by):
    pupil = make.child(bso)
    vlinder, vijver = school(by), school(by, "De Vijver")
    later = TUESDAY + timedelta(days=10)
    schooling.go_to(pupil, vlinder, first_day=TUESDAY, by=by, at=NOW)
    for _ in range(2):
        schooling.go_to(pupil, vijver, first_day=later, by=by, at=NOW)
    told = list(Schooling.objects.order_by("started_on").values_list("school", "ended_on"))
    assert told == [(vlinder.pk, later - timedelta(days=1)), (vijver.pk, None)]
    schooling.go_to(pupil, None, first_day=TUESDAY, by=by, at=NOW)
    assert not Schooling.objects.filter(ended_on=None).exists()
