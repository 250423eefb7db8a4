"""Who comes into which room of the office."""

import pytest
from django.test import Client
from django.urls import reverse

from kiekeboe.office.tests.conftest import CANARY, signed_in
from kiekeboe.office.urls import urlpatterns
from kiekeboe.testing import make
from kiekeboe.testing.routes import PLAIN

pytestmark = pytest.mark.django_db
PAGES = {
    "today": "owner manager office finance inspector",
    "children": "owner manager office finance inspector",
    "child-new": "owner manager office",
    "consents": "owner manager office",
    "invitations": "owner manager office",
    "attendance": "owner manager office",
    "places": "owner manager office finance inspector",
    "location-new": "owner office",
    "company-new": "owner office",
    "colleagues": "owner manager",
    "colleague-new": "owner manager",
    "rights": "owner manager office finance inspector",
    "tablets": "owner manager",
    "tablet-new": "owner manager",
}
OF_A_CHILD = {
    "child": "owner manager office finance inspector",
    "family": "owner manager office finance",
    "planning": "owner manager office finance inspector",
    "consent": "owner manager office finance",
    "health": "owner manager office",
    "log": "owner manager inspector",
    "child-edit": "owner manager office",
    "placement": "owner manager office",
    "week": "owner manager office",
    "health-edit": "owner manager office",
    "allergy-new": "owner manager office",
    "guardian-new": "owner manager office",
    "guardian-known": "owner manager office",
    "policy-child": "owner manager",
}
ROLES = ["owner", "manager", "office", "finance", "inspector", "caregiver", "trainee", "parent"]


@pytest.mark.parametrize("page", PAGES)
def test_each_role_finds_its_own_pages_and_no_others(desk, page):
    """S02"""
    found = [role for role in ROLES if getattr(desk, role).get(_of(page)).status_code == 200]
    assert found == PAGES[page].split()


@pytest.mark.parametrize("page", OF_A_CHILD)
def test_each_role_opens_the_tabs_it_may(desk, nursery, page):
    """S02 S11"""
    address = _of(page, nursery.noor.pk)
    found = [role for role in ROLES if getattr(desk, role).get(address).status_code == 200]
    assert found == OF_A_CHILD[page].split()


@pytest.mark.parametrize("page", OF_A_CHILD)
def test_a_child_of_another_location_or_organisation_does_not_exist(desk, nursery, page):
    """S03 S04"""
    for stranger in (nursery.teun, nursery.away):
        assert desk.manager.get(_of(page, stranger.pk)).status_code == 404
    answer = desk.owner.get(_of(page, nursery.away.pk))
    assert answer.status_code == 404
    assert CANARY.encode() not in answer.content


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_a_stranger_goes_to_sign_in_and_a_caregiver_finds_nothing(desk, pattern):
    """S01 S02"""
    address = _any(pattern)
    answer = Client().get(address)
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]
    for role in ("caregiver", "trainee", "parent"):
        assert getattr(desk, role).get(address).status_code == 404


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_without_a_second_factor_no_page_of_the_office_opens(desk, pattern):
    """S15"""
    weak = signed_in(desk.people["owner"].account, strong=False)
    for answer in (weak.get(_any(pattern)), weak.post(_any(pattern))):
        assert answer.status_code == 302
        assert "/account/" in answer["Location"]


def test_lists_hold_nothing_of_another_location_or_organisation(desk):
    """S03 S04"""
    for page in ("today", "children", "consents", "invitations", "colleagues", "tablets"):
        assert CANARY.encode() not in desk.manager.get(_of(page)).content
    assert CANARY in desk.owner.get(_of("children")).content.decode()
    assert "Elders" not in desk.owner.get(_of("children") + "?state=all").content.decode()


def test_a_role_that_ended_opens_nothing_at_the_next_request(desk):
    """S10"""
    assert desk.office.get(_of("children")).status_code == 200
    role = desk.people["office"].roles.get()
    role.ended_on = make.LONG_AGO
    role.save()
    assert desk.office.get(_of("children")).status_code == 404


def test_a_child_that_moves_to_another_location_leaves_the_reach_of_the_first(desk, nursery):
    """S10"""
    from kiekeboe.people.members import OfficeMember
    from kiekeboe.planning.models import Placement

    member = OfficeMember.of(desk.people["owner"].account, make.DAY)
    Placement.objects.place(
        child=nursery.noor,
        group=nursery.otters,
        started_on=make.DAY,
        by=member.actor(),
        at=make.at(9),
    )
    assert desk.manager.get(_of("child", nursery.noor.pk)).status_code == 404
    assert desk.owner.get(_of("child", nursery.noor.pk)).status_code == 200


def _of(page, *ids):
    return reverse(f"office:{page}", args=ids)


def _any(pattern):
    """An address of this pattern with ids that exist nowhere."""
    unknown = "01890a5d-ac96-774b-bcce-b302099a8057"
    names = pattern.pattern.converters
    return reverse(f"office:{pattern.name}", kwargs={n: PLAIN.get(n, unknown) for n in names})
