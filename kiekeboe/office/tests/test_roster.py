"""The roster behind the desk."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import RosterShift, StaffAbsence
from kiekeboe.testing import make

DAY = make.DAY
ROSTER = "/office/roster/"


def page(who, location, **also):
    told = {"location": location.pk, "day": DAY} | also
    return who.get(ROSTER, told).content.decode()


@pytest.fixture
def eva(nursery):
    return make.caregiver(nursery.kikkers, first_name="Eva", contract_minutes=32 * 60)


def shift_form(eva, group, **told):
    first = {"id": uuid7(), "employee": eva.pk, "group": group.pk, "day": DAY}
    return first | {"starts_at": "08:00", "ends_at": "17:00"} | told


def test_the_roster_shows_a_shortage_before_it_happens(desk, nursery, eva):
    make.contract_day(nursery.noor)
    assert "Te weinig" in page(desk.office, nursery.here)
    make.shift(eva, nursery.kikkers, starts_at=time(7, 30), ends_at=time(18, 30))
    shown = page(desk.office, nursery.here)
    assert "Te weinig" not in shown
    assert "7:30–18:30" in shown
    assert "1 / 1" in shown


def test_planned_hours_stand_beside_those_of_the_contract(desk, nursery, eva):
    make.shift(eva, nursery.kikkers)
    make.shift(eva, nursery.kikkers, day=DAY + timedelta(days=1), ends_at=time(17, 30))
    shown = page(desk.office, nursery.here)
    assert "18:30 / 32" in shown
    assert "13:30 minder" in shown


def test_a_shift_is_planned_from_the_roster(desk, nursery, eva):
    form = desk.office.get(f"{ROSTER}shifts/new/?employee={eva.pk}&day={DAY}").content.decode()
    assert 'value="2026-04-14"' in form
    sent = shift_form(eva, nursery.kikkers)
    for _ in range(2):
        answer = desk.office.post(f"{ROSTER}shifts/new/", sent)
        assert answer.status_code == 302
    assert str(nursery.here.pk) in answer.url
    shift = RosterShift.objects.get()
    assert (shift.employee, shift.group, shift.day) == (eva, nursery.kikkers, DAY)


def test_the_form_begins_with_the_last_hours_of_a_colleague(desk, nursery, eva):
    make.shift(eva, nursery.kikkers, day=DAY - timedelta(days=7), starts_at=time(9, 15))
    form = desk.office.get(f"{ROSTER}shifts/new/?employee={eva.pk}&day={DAY}").content.decode()
    assert 'value="09:15"' in form


def test_nobody_is_planned_twice_at_once(desk, nursery, eva):
    make.shift(eva, nursery.kikkers)
    answer = desk.office.post(f"{ROSTER}shifts/new/", shift_form(eva, nursery.kikkers))
    assert answer.status_code == 422
    assert "Werkt in Kikkers van 08:00 tot 17:00" in answer.content.decode()
    assert RosterShift.objects.count() == 1


def test_an_unusual_shift_is_asked_once_more(desk, nursery, eva):
    make.leave(eva, DAY, state="approved", decided_at=make.at(7))
    sent = shift_form(eva, nursery.kikkers, ends_at="19:00")
    answer = desk.office.post(f"{ROSTER}shifts/new/", sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Deze collega is dan afwezig" in said
    assert "voor openingstijd of na sluitingstijd" in said
    assert not RosterShift.objects.exists()
    desk.office.post(f"{ROSTER}shifts/new/", sent | {"confirmed": "yes"})
    assert RosterShift.objects.exists()
    assert 'data-tone="stop"' in page(desk.office, nursery.here)


@pytest.mark.parametrize("ends", ["07:00", "08:00"])
def test_a_shift_ends_after_it_begins(desk, nursery, eva, ends):
    sent = shift_form(eva, nursery.kikkers, ends_at=ends)
    assert desk.office.post(f"{ROSTER}shifts/new/", sent).status_code == 422
    assert not RosterShift.objects.exists()


def test_a_shift_is_changed_and_removed(desk, nursery, eva):
    shift = make.shift(eva, nursery.kikkers)
    address = f"{ROSTER}shifts/{shift.pk}/"
    assert "Dienst van Eva" in desk.office.get(address).content.decode()
    sent = {"group": nursery.kikkers.pk, "day": DAY, "starts_at": "09:00", "ends_at": "18:00"}
    assert desk.office.post(address, sent).status_code == 302
    shift.refresh_from_db()
    assert shift.starts_at == time(9)
    assert "uit het rooster" in desk.office.get(f"{address}removal/").content.decode()
    desk.office.post(f"{address}removal/")
    assert not RosterShift.objects.exists()


def test_a_week_is_copied_to_the_weeks_after_it(desk, nursery, eva):
    make.shift(eva, nursery.kikkers)
    make.leave(eva, DAY + timedelta(days=14), state="approved", decided_at=make.at(7))
    address = f"{ROSTER}copy/{nursery.here.pk}/?day={DAY}"
    assert "1 dienst" in desk.office.get(address).content.decode()
    answer = desk.office.post(address, {"weeks": 3}, follow=True)
    days = RosterShift.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [DAY + timedelta(days=7 * n) for n in (0, 1, 3)]
    said = answer.content.decode()
    assert "2 diensten zijn gekopieerd" in said
    assert "Eva" in said
    assert desk.office.post(address, {"weeks": 99}).status_code == 422


def test_who_sees_children_sees_the_roster_and_the_planners_change_it(desk, nursery, eva):
    shift = make.shift(eva, nursery.kikkers)
    for who in (desk.finance, desk.inspector):
        assert "8–17" in page(who, nursery.here)
        assert who.get(f"{ROSTER}shifts/{shift.pk}/").status_code == 404
        assert who.get(f"{ROSTER}shifts/new/").status_code == 404
        assert who.post(f"{ROSTER}copy/{nursery.here.pk}/", {"weeks": 1}).status_code == 404
    for who in (desk.caregiver, desk.trainee, desk.parent):
        assert who.get(ROSTER).status_code == 404


def test_why_a_colleague_is_away_is_for_who_plans(desk, nursery, eva):
    """S04 Illness of colleagues is nobody's business but the planner's."""
    make.leave(eva, DAY, kind="sick", state="approved", decided_at=make.at(7))
    assert "Ziek" in page(desk.office, nursery.here)
    for who in (desk.finance, desk.inspector):
        shown = page(who, nursery.here)
        assert "Ziek" not in shown
        assert "Afwezig" in shown


def test_a_roster_out_of_reach_is_not_there(desk, nursery):
    """S04"""
    teun = make.caregiver(nursery.otters, first_name="Teuntje")
    away = make.shift(teun, nursery.otters)
    manager = desk.manager
    assert manager.get(ROSTER, {"location": nursery.there.pk}).status_code == 404
    assert manager.get(ROSTER, {"group": nursery.otters.pk}).status_code == 404
    assert manager.get(f"{ROSTER}shifts/{away.pk}/").status_code == 404
    assert manager.post(f"{ROSTER}copy/{nursery.there.pk}/", {"weeks": 1}).status_code == 404
    sent = shift_form(teun, nursery.otters)
    assert manager.post(f"{ROSTER}shifts/new/", sent).status_code == 422
    assert RosterShift.objects.count() == 1
    assert "Teuntje" not in manager.get(f"{ROSTER}shifts/new/").content.decode()


def test_an_id_of_a_shift_elsewhere_tells_nothing(desk, nursery, eva):
    """S04"""
    teun = make.caregiver(nursery.otters)
    elsewhere = make.shift(teun, nursery.otters)
    sent = shift_form(eva, nursery.kikkers, id=elsewhere.pk)
    assert desk.manager.post(f"{ROSTER}shifts/new/", sent).status_code == 404


@pytest.mark.parametrize("day", ["onzin", "0001-01-01", "9999-12-31", "2026-02-31", ""])
def test_a_week_that_does_not_exist_is_this_week(desk, nursery, day):
    shown = desk.office.get(ROSTER, {"day": day})
    assert shown.status_code == 200
    assert shown.context["week"].is_now


def test_a_house_without_groups_has_an_empty_roster(desk, nursery):
    desk.office.post(reverse("office:roster"))
    empty = make.location(nursery.organisation, name="Leeg")
    assert "Er is nog geen groep" in page(desk.office, empty)


# leave


def leave_form(eva, **told):
    first = {"id": uuid7(), "employee": eva.pk, "kind": "leave", "first_day": DAY}
    return first | {"last_day": DAY} | told


def test_leave_is_approved_with_its_consequence(desk, nursery, eva):
    day = timezone.localdate() + timedelta(days=3)
    make.contract_day(nursery.noor, weekday=day.isoweekday())
    make.shift(eva, nursery.kikkers, day=day, starts_at=time(7), ends_at=time(19))
    asked = make.leave(eva, day)
    shown = desk.office.get("/office/leave/").content.decode()
    assert "Dan zijn er te weinig collega" in shown
    assert "Kikkers" in shown
    make.shift(make.caregiver(nursery.kikkers), nursery.kikkers, day=day, ends_at=time(18, 30))
    assert "Nog steeds genoeg" in desk.office.get("/office/leave/").content.decode()
    desk.office.post(f"/office/leave/{asked.pk}/", {"answer": "yes"})
    asked.refresh_from_db()
    assert asked.state == "approved"


def test_a_no_to_leave_has_a_reason(desk, eva):
    asked = make.leave(eva)
    answer = desk.office.post(f"/office/leave/{asked.pk}/", {"answer": "no"})
    assert answer.status_code == 422
    assert "Schrijf waarom het niet kan" in answer.content.decode()
    told = {"answer": "no", "reason": "Joris is dan al weg."}
    desk.office.post(f"/office/leave/{asked.pk}/", told)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "Joris is dan al weg.")
    desk.office.post(f"/office/leave/{asked.pk}/", {"answer": "yes"})
    asked.refresh_from_db()
    assert asked.state == "declined"


def test_the_office_writes_leave_down_at_once(desk, eva):
    sent = leave_form(eva)
    for _ in range(2):
        assert desk.office.post("/office/leave/new/", sent).status_code == 302
    assert StaffAbsence.objects.get().state == "approved"


def test_a_sick_colleague_is_sick_until_better(desk, eva):
    desk.office.post("/office/leave/new/", leave_form(eva, kind="sick", last_day=""))
    sick = StaffAbsence.objects.get()
    assert (sick.last_day, sick.state) == (None, "approved")
    shown = desk.office.get(f"/office/leave/{sick.pk}/").content.decode()
    assert "Beter vanaf vandaag" in shown
    desk.office.post(f"/office/leave/{sick.pk}/", {"answer": "better"})
    sick.refresh_from_db()
    assert sick.last_day == timezone.localdate() - timedelta(days=1)


def test_leave_has_a_last_day(desk, eva):
    assert desk.office.post("/office/leave/new/", leave_form(eva, last_day="")).status_code == 422
    early = leave_form(eva, last_day=DAY - timedelta(days=1))
    assert desk.office.post("/office/leave/new/", early).status_code == 422
    assert not StaffAbsence.objects.exists()


def test_leave_that_was_agreed_is_taken_back(desk, eva):
    day = timezone.localdate() + timedelta(days=3)
    agreed = make.leave(eva, day, state="approved", decided_at=make.at(7))
    assert "Komt toch" in desk.office.get(f"/office/leave/{agreed.pk}/").content.decode()
    desk.office.post(f"/office/leave/{agreed.pk}/", {"answer": "withdraw"})
    agreed.refresh_from_db()
    assert agreed.state == "withdrawn"


def test_leave_out_of_reach_is_not_there(desk, nursery):
    """S04"""
    teun = make.caregiver(nursery.otters, first_name="Teuntje")
    asked = make.leave(teun)
    abroad = make.leave(make.caregiver(nursery.away.placements.get().group))
    assert desk.manager.get(f"/office/leave/{asked.pk}/").status_code == 404
    assert "Teuntje" not in desk.manager.get("/office/leave/").content.decode()
    assert desk.owner.get(f"/office/leave/{abroad.pk}/").status_code == 404
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        assert who.get("/office/leave/").status_code == 404
        assert who.post(f"/office/leave/{asked.pk}/", {"answer": "yes"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "requested"


@pytest.mark.parametrize("many", [1, 3])
def test_roster_and_leave_take_the_same_questions_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    day = timezone.localdate() + timedelta(days=1)
    for _ in range(many):
        one = make.caregiver(nursery.kikkers)
        make.shift(one, nursery.kikkers, day=day)
        make.leave(one, day)
    told = {"location": nursery.here.pk, "day": day}
    with django_assert_num_queries(13):
        desk.office.get(ROSTER, told)
    with django_assert_num_queries(12):
        desk.office.get("/office/leave/")
