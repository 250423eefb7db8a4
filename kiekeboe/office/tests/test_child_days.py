"""Where and when a child comes, with the room that is left, behind the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import Booking, ContractDay, Lending
from kiekeboe.testing import make

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())


@pytest.fixture
def vlinders(nursery):
    return make.group(nursery.here, name="Vlinders", capacity=1, age_to_months=240)


def address(name, *args):
    return reverse(f"office:{name}", args=args)


def test_days_that_do_not_fit_are_asked_once_more_with_the_reason(desk, nursery, vlinders):
    make.contract_day(make.child(vlinders), weekday=1)
    told = {"group": vlinders.pk, "first_day": MONDAY, "1_from": "08:00", "1_until": "18:00"}
    answer = desk.office.post(address("week", nursery.noor.pk), told)
    assert answer.status_code == 422
    assert "Maandag: geen plek" in answer.content.decode()
    assert not ContractDay.objects.filter(child=nursery.noor).exists()
    desk.office.post(address("week", nursery.noor.pk), told | {"confirmed": "yes"})
    assert ContractDay.objects.filter(child=nursery.noor).count() == 1


def test_days_that_fit_are_saved_and_say_so(desk, nursery, vlinders):
    told = {"group": vlinders.pk, "first_day": MONDAY, "1_from": "08:00", "1_until": "18:00"}
    answer = desk.office.post(address("week", nursery.noor.pk), told, follow=True)
    assert "Er is plek" in answer.content.decode()


def test_a_move_takes_the_days_along(desk, nursery, vlinders):
    make.contract_day(nursery.noor, weekday=1)
    told = {"group": vlinders.pk, "started_on": MONDAY}
    assert desk.office.post(address("placement", nursery.noor.pk), told).status_code == 302
    standing = ContractDay.objects.get(child=nursery.noor, last_day=None)
    assert (standing.group, standing.first_day) == (vlinders, MONDAY)


def visit(group, **told):
    return {"id": uuid7(), "group": group.pk, "day": MONDAY, "starts_at": "09:00",
            "ends_at": "11:00"} | told  # fmt: skip


def test_a_visit_to_settle_in_is_planned_seen_and_cancelled(desk, nursery):
    sent = visit(nursery.kikkers)
    for _ in range(2):
        answer = desk.office.post(address("visit-new", nursery.noor.pk), sent)
        assert answer.status_code == 302
    booked = Booking.objects.get()
    assert (booked.kind, booked.day) == ("bonus", MONDAY)
    page = desk.office.get(address("planning", nursery.noor.pk)).content.decode()
    assert "09:00 – 11:00" in page
    desk.office.post(address("visit-ending", nursery.noor.pk, booked.pk))
    booked.refresh_from_db()
    assert booked.cancelled_at


def test_a_visit_in_a_full_group_is_asked_once_more(desk, nursery, vlinders):
    make.contract_day(make.child(vlinders), weekday=1)
    answer = desk.office.post(address("visit-new", nursery.noor.pk), visit(vlinders))
    assert answer.status_code == 422
    assert "2 kinderen voor 1 plaatsen" in answer.content.decode()


def lent(desk, group, **told):
    return {"id": uuid7(), "group": group.pk, "first_day": MONDAY, "last_day": MONDAY,
            "consented_by": desk.mother.pk, "consented_on": TODAY} | told  # fmt: skip


def test_a_child_is_lent_with_the_consent_of_a_parent(desk, nursery, vlinders):
    answer = desk.office.post(address("lending", nursery.noor.pk), lent(desk, vlinders))
    assert answer.status_code == 302
    page = desk.office.get(address("planning", nursery.noor.pk)).content.decode()
    assert "Vlinders" in page
    assert "zei ja op" in page
    one = Lending.objects.get()
    desk.office.post(address("lending-ending", nursery.noor.pk, one.pk))
    one.refresh_from_db()
    assert one.withdrawn_at


@pytest.mark.parametrize("told", [{"consented_by": ""}, {"consented_on": MONDAY + timedelta(1)}])
def test_without_consent_before_nobody_is_lent(desk, nursery, vlinders, told):
    sent = lent(desk, vlinders, **told)
    assert desk.office.post(address("lending", nursery.noor.pk), sent).status_code == 422
    assert not Lending.objects.exists()


def test_another_location_or_family_is_no_choice(desk, nursery, vlinders):
    stranger = make.guardian([nursery.teun])
    for told in ({"group": nursery.otters.pk}, {"consented_by": stranger.pk}):
        sent = lent(desk, vlinders) | told
        assert desk.office.post(address("lending", nursery.noor.pk), sent).status_code == 422


def test_a_birthday_that_changes_the_group_is_told(desk, nursery):
    turns = MONDAY + timedelta(weeks=2)
    nursery.noor.born_on = turns.replace(year=turns.year - 1)
    nursery.noor.save()
    make.contract_day(nursery.noor, weekday=1)
    page = desk.office.get(address("planning", nursery.noor.pk)).content.decode()
    assert "1 jaar op" in page


@pytest.mark.parametrize("name", ["visit-new", "lending"])
def test_who_may_not_change_children_finds_nothing(desk, nursery, name):
    for who in (desk.finance, desk.inspector):
        assert who.get(address(name, nursery.noor.pk)).status_code == 404
    assert desk.manager.get(address(name, nursery.teun.pk)).status_code == 404


def test_whether_a_child_is_or_was_sick_stands_only_before_who_may_know(desk, nursery):
    """S12 Finance and the inspector see that a child was away, and not why."""
    make.contract_day(nursery.noor, weekday=timezone.localdate().isoweekday())
    absence = make.absence(nursery.noor, first_day=timezone.localdate(), last_day=None)
    overview = f"/office/children/{nursery.noor.pk}/"
    assert absence.kind == "sick"
    assert "Nu ziek" in desk.office.get(overview).content.decode()
    for who in (desk.finance, desk.inspector):
        shown = who.get(overview).content.decode()
        assert "Afwezig" in shown
        assert "Nu ziek" not in shown
        assert "Laatst ziek" not in shown
