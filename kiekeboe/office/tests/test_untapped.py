"""The next morning: what nobody tapped is put right, and nobody pays for a forgotten tap (B3)."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from kiekeboe.care.models import Visit
from kiekeboe.events.models import Event
from kiekeboe.notifications.models import Notice
from kiekeboe.planning.models import Absence, ClosedDay
from kiekeboe.testing import make

PAGE = "/office/attendance/"


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def address(child, day=None):
    return f"{PAGE}{child.pk}/{(day or yesterday()).isoformat()}/"


@pytest.fixture
def expected(nursery):
    """Noor was expected yesterday from eight to six."""
    make.contract_day(nursery.noor, weekday=yesterday().isoweekday())
    return nursery.noor


def listed(who):
    return "niemand tikte" in who.get(PAGE).content.decode()


def test_who_was_expected_and_not_tapped_is_listed(desk, expected):
    shown = desk.office.get(PAGE).content.decode()
    assert "Noor Bakkali" in shown
    assert "08:00 – 18:00" in shown
    today = timezone.localdate()
    make.contract_day(expected, weekday=today.isoweekday())
    assert f"/{today.isoformat()}/" not in desk.office.get(PAGE).content.decode()


@pytest.mark.parametrize("why", ["visit", "sick", "closed"])
def test_who_was_here_or_told_or_had_no_day_is_not_listed(desk, nursery, expected, why):
    zone = nursery.here.zone
    if why == "visit":
        moments = [datetime.combine(yesterday(), time(hour), zone) for hour in (9, 16)]
        make.visit(expected, arrived_at=moments[0], left_at=moments[1])
    elif why == "sick":
        make.absence(expected, first_day=yesterday())
    else:
        ClosedDay.objects.create(
            organisation=nursery.organisation, location=nursery.here, day=yesterday(), name="Dicht"
        )
    assert not listed(desk.office)


def test_was_not_here_is_an_absence_that_nobody_announced(desk, expected):
    for _ in range(2):
        desk.office.post(address(expected), {"answer": "away"})
    absence = Absence.objects.get()
    assert (absence.kind, absence.first_day, absence.last_day) == (
        "unannounced", yesterday(), yesterday(),
    )  # fmt: skip
    assert Event.objects.filter(verb="not_announced").count() == 1
    assert not listed(desk.office)


def test_was_here_is_a_visit_with_its_true_times_and_no_news(desk, nursery, expected):
    shown = desk.office.get(address(expected)).content.decode()
    assert 'value="08:00"' in shown
    told = {"arrived": "08:30", "left": "17:15"}
    assert desk.office.post(address(expected), told).status_code == 302
    visit = Visit.objects.get()
    zone = nursery.here.zone
    assert visit.arrived_at == datetime.combine(yesterday(), time(8, 30), zone)
    assert visit.left_at == datetime.combine(yesterday(), time(17, 15), zone)
    assert visit.corrected_by is not None
    assert not Notice.objects.exists()
    assert not listed(desk.office)
    assert desk.office.post(address(expected), told).status_code == 404


def test_times_that_cannot_be_are_told(desk, expected):
    answer = desk.office.post(address(expected), {"arrived": "17:00", "left": "08:00"})
    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_times_that_the_clock_closed_are_confirmed_with_one_tap(desk, nursery):
    zone = nursery.here.zone
    arrived, left = (datetime.combine(yesterday(), time(hour), zone) for hour in (8, 18))
    visit = make.visit(nursery.noor, arrived_at=arrived, left_at=left, closed_by_clock_at=left)
    shown = desk.office.get(PAGE).content.decode()
    assert 'name="arrived" value="08:00"' in shown
    desk.office.post(f"{PAGE}{visit.pk}/", {"arrived": "08:00", "left": "18:00"})
    visit.refresh_from_db()
    assert visit.corrected_at is not None
    assert (visit.arrived_at, visit.left_at) == (arrived, left)


def test_only_who_corrects_times_there_sees_the_list(desk, nursery, expected):
    """S04"""
    make.contract_day(nursery.teun, weekday=yesterday().isoweekday())
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        assert who.get(PAGE).status_code == 404
        assert who.post(address(expected), {"answer": "away"}).status_code == 404
    assert "Teun" not in desk.manager.get(PAGE).content.decode()
    assert desk.manager.post(address(nursery.teun), {"answer": "away"}).status_code == 404
    assert not Absence.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_questions_for_one_and_for_three(
    desk, nursery, expected, many, django_assert_num_queries
):
    for _ in range(many - 1):
        make.contract_day(make.child(nursery.kikkers), weekday=yesterday().isoweekday())
    desk.manager.get(PAGE)
    with django_assert_num_queries(16):
        assert desk.manager.get(PAGE).content.decode().count('class="request"') == many
