"""Closing days behind the desk: the consequence is seen before the decision."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.planning.models import ClosedDay
from kiekeboe.testing import make

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=-TODAY.weekday() + 8)  # a Tuesday of next week


def place(nursery):
    return f"/office/places/{nursery.here.pk}/closed/"


def own(**told):
    return {"first_day": SOON, "name": "Studiedag"} | told


def test_holidays_are_offered_by_name_and_those_to_choose_apart(desk, nursery):
    shown = desk.office.get(place(nursery)).content.decode()
    assert "Tweede kerstdag" in shown or "Eerste kerstdag" in shown
    everybody, chosen = shown.split("Niet iedereen is dan vrij")
    assert "Goede Vrijdag" in chosen
    assert "Goede Vrijdag" not in everybody


def test_what_it_touches_is_shown_before_and_nothing_is_closed_yet(desk, nursery):
    make.contract_day(nursery.noor, weekday=2)
    make.contract_day(nursery.teun, weekday=2)
    shown = desk.office.get(f"{place(nursery)}check/", own()).content.decode()
    assert "Studiedag" in shown
    assert '<td class="num">1</td><td class="num">0</td>' in shown
    assert not ClosedDay.objects.exists()


def test_closed_once_however_often_it_is_sent(desk, nursery):
    for _ in range(2):
        desk.office.post(f"{place(nursery)}check/", own(last_day=SOON + timedelta(days=7)))
    closed = ClosedDay.objects.filter(location=nursery.here)
    assert closed.count() == 6  # a Tuesday to the next: the weekend between is left out
    assert "Studiedag" in desk.office.get(place(nursery)).content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Kies dagen die nog niet dicht zijn"),
        ({"first_day": SOON}, "Schrijf waarom jullie dicht zijn"),
        (own(first_day=TODAY - timedelta(days=1)), "Deze dag is voorbij"),
        (own(last_day=SOON + timedelta(days=90)), "Kies hoogstens twee maanden"),
        (own(last_day=SOON - timedelta(days=1)), "De laatste dag is vóór de eerste"),
    ],
)
def test_what_does_not_fit_is_said_in_words(desk, nursery, told, said):
    answer = desk.office.get(f"{place(nursery)}check/", told)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_day_opens_again_after_asking_once(desk, nursery):
    desk.office.post(f"{place(nursery)}check/", own())
    address = f"{place(nursery)}opening/?day={SOON}"
    assert "Weer open" in desk.office.get(address).content.decode()
    assert ClosedDay.objects.exists()
    desk.office.post(address)
    assert not ClosedDay.objects.exists()
    assert desk.office.post(address).status_code == 302


def test_only_who_plans_this_location_closes_it(desk, nursery):
    other = f"/office/places/{nursery.there.pk}/closed/"
    assert desk.manager.get(other).status_code == 404
    for who in (desk.finance, desk.inspector):
        assert who.get(place(nursery)).status_code == 404
        assert who.post(f"{place(nursery)}check/", own()).status_code == 404
    assert not ClosedDay.objects.exists()
