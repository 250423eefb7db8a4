"""Illness behind the desk: the hint about the GGD, and telling families without a name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning.models import InfectionNotice, OutbreakRule
from kiekeboe.testing import make

PAGE = "/office/illness/"


def today():
    return timezone.localdate()


def sick(child, **told):
    one = make.absence(child, first_day=today(), **told)
    type(one).objects.filter(pk=one.pk).update(reported_at=timezone.now())


def address(group):
    return f"/office/groups/{group.pk}/illness/new/"


def told(**other):
    given = {"id": uuid7(), "illness": "Waterpokken", "words": "Kijk op de huid."}
    return given | {"until": (today() + timedelta(days=9)).isoformat()} | other


def test_the_manager_gets_a_hint_when_the_ggd_wants_to_hear(desk, nursery):
    second = make.child(nursery.kikkers)
    sick(nursery.noor, sign="rash")
    assert "Meld het bij de GGD" not in desk.manager.get(PAGE).content.decode()
    assert "Meld het bij de GGD" not in desk.manager.get("/office/").content.decode()
    sick(second, sign="rash")
    shown = desk.manager.get(PAGE).content.decode()
    assert "Meld het bij de GGD" in shown
    assert "Huiduitslag: 2 van de 2 kinderen binnen 14 dagen" in shown
    assert "Meld het bij de GGD" in desk.manager.get("/office/").content.decode()


def test_the_own_ggd_may_want_to_hear_sooner(desk, nursery):
    sick(nursery.noor, sign="scabies")
    page = f"/office/places/{nursery.here.pk}/ggd/"
    form = {
        "since": today().isoformat(), "stomach_days": 7, "stomach_one_in": 3, "rash_days": 14,
        "rash_cases": 2, "jaundice_days": 42, "jaundice_cases": 1, "scabies_days": 42,
        "scabies_cases": 1,
    }  # fmt: skip
    assert "Meld het bij de GGD" not in desk.office.get(PAGE).content.decode()
    assert desk.office.post(page, form | {"rash_one_in": 3}).status_code == 422
    assert desk.office.post(page, form).status_code == 302
    assert [one.sign for one in OutbreakRule.objects.all()] == ["scabies"]
    assert "Meld het bij de GGD" in desk.office.get(PAGE).content.decode()


def test_families_are_told_once_and_it_can_be_over(desk, nursery):
    form = told()
    for _ in range(2):
        assert desk.office.post(address(nursery.kikkers), form).status_code == 302
    notice = InfectionNotice.objects.get()
    assert Notice.objects.filter(kind="sick", channel="app").get().account == desk.mother.account
    assert "Waterpokken" in desk.office.get(PAGE).content.decode()
    over = f"/office/illness/{notice.pk}/withdrawal/"
    assert "Is het voorbij" in desk.office.get(over).content.decode()
    desk.office.post(over)
    assert "Waterpokken" not in desk.office.get(PAGE).content.decode()


def test_a_name_in_the_words_is_asked_about_first(desk, nursery):
    """S12 A child is not named by accident; a name that is also a word may stay."""
    form = told(words="Noor heeft het.")
    answer = desk.office.post(address(nursery.kikkers), form)
    assert answer.status_code == 422
    assert "Je schreef Noor" in answer.content.decode()
    assert not InfectionNotice.objects.exists()
    answer = desk.office.post(address(nursery.kikkers), form | {"confirmed": "yes"})
    assert answer.status_code == 302


def test_illness_is_for_who_may_see_it_there(desk, nursery):
    """S04"""
    sick(nursery.noor, symptoms="een geheim")
    sick(nursery.teun, symptoms="een ander geheim")
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        assert who.get(PAGE).status_code == 404
        assert who.post(address(nursery.kikkers), told()).status_code == 404
    shown = desk.manager.get(PAGE).content.decode()
    assert "een geheim" in shown
    assert "Teun" not in shown
    assert desk.manager.post(address(nursery.otters), told()).status_code == 404
    assert desk.manager.get(f"/office/places/{nursery.there.pk}/ggd/").status_code == 404
    elsewhere = told()
    desk.owner.post(address(nursery.otters), elsewhere)
    over = f"/office/illness/{elsewhere['id']}/withdrawal/"
    assert desk.manager.post(over).status_code == 404
    assert InfectionNotice.objects.get().withdrawn_at is None


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_the_same_questions_for_one_group_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for number in range(many):
        group = nursery.kikkers if number == 0 else make.group(nursery.here)
        sick(make.child(group), sign="fever")
    desk.office.get(PAGE)
    with django_assert_num_queries(11):
        assert desk.office.get(PAGE).content.decode().count("Koorts") == many
