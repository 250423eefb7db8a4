"""The hours of a year on the phone of a parent."""

from datetime import date, timedelta

from django.utils import timezone

from kiekeboe.planning.models import ClosedDay
from kiekeboe.testing import make


def test_each_kind_of_hour_stands_once(parent, noor):
    today = timezone.localdate()
    new_year = date(today.year, 1, 1)
    make.contract_day(noor, weekday=1, first_day=new_year)
    mondays = [
        day for day in (new_year + timedelta(days=n) for n in range(366))
        if day.isoweekday() == 1 and day.year == today.year
    ]  # fmt: skip
    make.absence(noor, kind="sick", first_day=mondays[10], last_day=mondays[10])
    ClosedDay.objects.create(
        organisation=noor.organisation, location=noor.placements.first().group.location,
        day=mondays[11], name="Studiedag",
    )  # fmt: skip
    make.booking(noor, day=mondays[12] + timedelta(days=1), kind="extra")
    shown = parent.get(f"/parent/children/{noor.pk}/year/").content.decode()
    assert f"<dt>Contract</dt><dd>{(len(mondays) - 2) * 10}:00" in shown
    assert "<dt>Extra dag</dt><dd>10:00" in shown
    assert "<dt>Ziek</dt><dd>10:00" in shown
    assert "<dt>Dicht</dt><dd>10:00" in shown
    assert f"<dt>Het hele jaar</dt><dd>{(len(mondays) + 1) * 10}:00" in shown


def test_the_year_of_another_child_is_not_there(parent, luuk):
    assert parent.get(f"/parent/children/{luuk.pk}/year/").status_code == 404


def test_a_year_that_is_no_year_is_not_there(parent, noor):
    here = f"/parent/children/{noor.pk}/year/"
    assert parent.get(here, {"year": "1999"}).status_code == 404
    assert parent.get(here, {"year": "x"}).status_code == 200
