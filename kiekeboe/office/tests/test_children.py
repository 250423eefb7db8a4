"""Making a child, its place, its days, and finding it again."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Child
from kiekeboe.planning.models import ContractDay, Placement
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def facts(**changed):
    born_on = TODAY() - timedelta(days=300)
    return {
        "id": uuid7(),
        "first_name": "Sami",
        "last_name": "Bakkali",
        "born_on": born_on,
        "started_on": TODAY(),
        "group": "",
    } | changed


def test_a_new_child_gets_a_file_and_a_place_in_the_group(desk, nursery):
    address = reverse("office:child-new")
    answer = desk.manager.post(address, facts(group=nursery.kikkers.pk), follow=True)
    child = Child.objects.get(first_name="Sami")
    assert "Sami Bakkali" in answer.content.decode()
    assert Placement.objects.get(child=child).group == nursery.kikkers
    verbs = list(Event.objects.about(child).values_list("verb", flat=True))
    assert verbs == ["file_read", "child_placed", "child_registered"]


def test_sending_the_form_twice_makes_one_child(desk, nursery):
    form = facts()
    for _again in range(2):
        assert desk.owner.post(reverse("office:child-new"), form).status_code == 302
    assert Child.objects.filter(first_name="Sami").count() == 1
    assert Event.objects.filter(verb="child_registered").count() == 1


def test_a_birth_date_in_the_future_is_explained_and_what_was_typed_stays(desk):
    """U21"""
    form = facts(born_on=TODAY() + timedelta(days=1), first_name="Straks")
    answer = desk.owner.post(reverse("office:child-new"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Straks"' in page
    born_on = page[page.index('name="born_on"') - 200 : page.index('name="born_on"') + 400]
    assert "autofocus" in born_on
    assert not Child.objects.filter(first_name="Straks").exists()


def test_a_double_asks_once_more_and_then_goes_through(desk, nursery):
    noor = nursery.noor
    form = facts(first_name="noor", last_name="Bakkali", born_on=noor.born_on)
    answer = desk.owner.post(reverse("office:child-new"), form)
    assert answer.status_code == 422
    assert 'name="confirmed"' in answer.content.decode()
    desk.owner.post(reverse("office:child-new"), form | {"confirmed": "yes"})
    assert Child.objects.filter(last_name="Bakkali").count() == 2


def test_a_group_of_another_location_or_organisation_cannot_be_chosen(desk, nursery):
    """S03"""
    for group in (nursery.otters, make.group()):
        answer = desk.manager.post(reverse("office:child-new"), facts(group=group.pk))
        assert answer.status_code == 422


def test_fields_that_are_not_on_the_form_change_nothing(desk, nursery):
    """S13"""
    noor, other = nursery.noor, make.organisation()
    form = {
        "first_name": "Noor",
        "last_name": "de Wit",
        "born_on": noor.born_on,
        "organisation": other.pk,
        "portrait": "x",
        "medical_note": "x",
    }
    desk.office.post(reverse("office:child-edit", args=[noor.pk]), form)
    noor.refresh_from_db()
    assert (noor.last_name, noor.portrait, noor.medical_note) == ("de Wit", "", "")
    assert noor.organisation != other


def test_a_full_group_and_a_wrong_age_are_doubts_that_can_be_confirmed(desk, nursery):
    small = make.group(
        nursery.here, name="Vossen", capacity=1, age_from_months=96, age_to_months=150
    )
    make.child(small)
    form = {"group": small.pk, "started_on": TODAY()}
    address = reverse("office:placement", args=[nursery.noor.pk])
    answer = desk.manager.post(address, form)
    assert answer.status_code == 422
    assert answer.content.decode().count("Vossen") >= 2
    assert desk.manager.post(address, form | {"confirmed": "yes"}).status_code == 302
    assert Placement.objects.get(child=nursery.noor, ended_on=None).group == small


def test_the_weekly_pattern_is_set_and_the_older_days_end(desk, nursery):
    make.contract_day(nursery.noor, weekday=2)
    first_day = TODAY() + timedelta(days=7)
    form = {
        "group": nursery.kikkers.pk,
        "first_day": first_day,
        "1_from": "08:00",
        "1_until": "18:00",
    }
    address = reverse("office:week", args=[nursery.noor.pk])
    for _again in range(2):
        assert desk.manager.post(address, form).status_code == 302
    days = ContractDay.objects.filter(child=nursery.noor)
    assert days.get(weekday=2).last_day == first_day - timedelta(days=1)
    assert days.get(weekday=1).starts_at == time(8)
    assert Event.objects.filter(verb="contract_days_agreed").count() == 1


@pytest.mark.parametrize("times", [("08:00", ""), ("", "18:00"), ("18:00", "08:00")])
def test_half_a_day_and_a_day_backwards_are_explained(desk, nursery, times):
    """U21"""
    form = {"group": nursery.kikkers.pk, "first_day": TODAY()}
    form |= {"3_from": times[0], "3_until": times[1]}
    answer = desk.manager.post(reverse("office:week", args=[nursery.noor.pk]), form)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_children_are_found_by_their_own_and_their_parents_names(desk):
    for words in ("noor", "Bakkali noor", "marit"):
        assert "Bakkali" in desk.owner.get(f"/office/children/?q={words}").content.decode()
    assert "Bakkali" not in desk.owner.get("/office/children/?q=niemand").content.decode()


@pytest.mark.parametrize("children", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three_children(
    desk, nursery, children, django_assert_num_queries
):
    for _more in range(children - 1):
        make.contract_day(make.child(nursery.kikkers))
    desk.owner.get("/office/children/")
    with django_assert_num_queries(7):
        desk.owner.get("/office/children/")


@pytest.mark.parametrize("tab", ["", "family/", "planning/", "consent/", "health/", "log/"])
def test_opening_a_tab_of_a_file_is_recorded_once(desk, nursery, tab):
    """S61"""
    desk.manager.get(f"/office/children/{nursery.noor.pk}/{tab}")
    event = Event.objects.get(verb="file_read")
    assert event.payload["tab"] == tab.strip("/") or (tab == "" and event.payload["tab"] == "child")
    assert event.person_id == desk.people["manager"].pk
    assert event.mentions.get().child == nursery.noor


def test_what_does_not_open_is_not_recorded(desk, nursery):
    """S61"""
    desk.manager.get(f"/office/children/{nursery.teun.pk}/")
    desk.finance.get(f"/office/children/{nursery.noor.pk}/health/")
    assert not Event.objects.filter(verb="file_read").exists()


def test_the_log_names_who_looked(desk, nursery):
    """A9 S64"""
    desk.office.get(f"/office/children/{nursery.noor.pk}/health/")
    page = desk.manager.get(f"/office/children/{nursery.noor.pk}/log/").content.decode()
    assert desk.people["office"].first_name in page


@given(
    born_on=st.dates(date(2008, 1, 1), date(2030, 1, 1)),
    today=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)
def test_a_birth_date_is_taken_exactly_when_it_is_past_and_not_too_long_ago(born_on, today):
    from kiekeboe.office.forms.children import ELDEST, ChildForm

    form = ChildForm(
        {"first_name": "A", "last_name": "B", "born_on": born_on.isoformat()},
        today=today,
        namesakes=Child.objects.none(),
    )
    assert form.is_valid() == (today - ELDEST <= born_on <= today)


@given(age=st.integers(0, 240), first=st.integers(0, 120), more=st.integers(1, 120))
def test_a_group_suits_from_its_first_age_until_just_before_its_last(age, first, more):
    from kiekeboe.organisation.models import Group

    group = Group(age_from_months=first, age_to_months=first + more)
    assert group.suits(age) == (first <= age < first + more)
