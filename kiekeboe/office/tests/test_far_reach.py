"""Nobody reaches further than one of their own roles allows: not with a known id, not with two
roles of different width."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kiekeboe.accounts import inviting
from kiekeboe.care.models import Visit
from kiekeboe.lib.ids import uuid7
from kiekeboe.office.tests.conftest import CANARY, signed_in
from kiekeboe.people.models import Child, Guardianship, Role
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def address(name, *ids):
    return reverse(f"office:{name}", args=ids)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def day(now):
    return timezone.localdate(now)


def without_account(guardian):
    guardian.account.delete()
    guardian.refresh_from_db()
    return guardian


@pytest.fixture
def broad(nursery):
    """Manager of the first location, and the finance of all of them."""
    person = make.employee(nursery.organisation, account=make.user())
    make.role(person, "manager", location=nursery.here)
    make.role(person, "finance")
    return signed_in(person.account)


@pytest.fixture
def half(nursery):
    """Office of the first location, and the finance of all of them."""
    person = make.employee(nursery.organisation, account=make.user())
    make.role(person, "office", location=nursery.here)
    make.role(person, "finance")
    return signed_in(person.account)


# An id that a page chose, and that is somebody else's


def test_a_known_id_does_not_draw_a_child_from_another_location(desk, nursery, day):
    """S03 S04"""
    told = {
        "id": nursery.teun.pk, "first_name": nursery.teun.first_name,
        "last_name": nursery.teun.last_name, "born_on": nursery.teun.born_on,
        "group": nursery.kikkers.pk, "started_on": day, "confirmed": "yes",
    }  # fmt: skip
    assert desk.manager.post(address("child-new"), told).status_code == 404
    assert desk.manager.get(address("child", nursery.teun.pk)).status_code == 404


def test_a_known_id_does_not_draw_a_guardian_from_another_location(desk, nursery, day):
    """S03 S04"""
    father = make.guardian([nursery.teun], first_name="Ruben", email="ruben@home.test")
    told = {
        "id": father.pk, "first_name": "Ruben", "last_name": "X", "email": "other@home.test",
        "language": "nl", "relation": "parent", "started_on": day,
    }  # fmt: skip
    answer = desk.manager.post(address("guardian-new", nursery.noor.pk), told)
    assert answer.status_code == 404
    assert not Guardianship.objects.filter(child=nursery.noor, guardian=father).exists()


def test_a_known_id_does_not_give_a_role_to_who_stands_above(desk, nursery, day):
    """A4"""
    owner = desk.people["owner"]
    told = {
        "id": owner.pk, "first_name": "Eva", "last_name": "X", "email": "eva@x.test",
        "role": "caregiver", "group": nursery.kikkers.pk, "started_on": day,
    }  # fmt: skip
    assert desk.manager.post(address("colleague-new"), told).status_code == 404
    assert [role.name for role in owner.roles.all()] == ["owner"]


def test_a_form_that_was_sent_twice_still_makes_one_child(desk, nursery, day):
    told = {
        "id": uuid7(), "first_name": "Pim", "last_name": "Bos", "born_on": day,
        "group": nursery.kikkers.pk, "started_on": day,
    }  # fmt: skip
    answers = [desk.manager.post(address("child-new"), told) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert Child.objects.filter(first_name="Pim").count() == 1


# Two roles: the right of the narrow one does not get the width of the other


def test_a_manager_of_one_location_makes_no_manager_of_another(broad, nursery, day):
    """A4: a wide role of another kind adds no width."""
    colleague = make.caregiver(nursery.kikkers)
    for location in (nursery.there.pk, ""):
        told = {"role": "manager", "location": location, "started_on": day}
        assert broad.post(address("role-new", colleague.pk), told).status_code == 422
    told["location"] = nursery.here.pk
    assert broad.post(address("role-new", colleague.pk), told).status_code == 302
    assert [r.location_id for r in Role.objects.filter(name="manager", employee=colleague)] == [
        nursery.here.pk
    ]


def test_a_manager_of_one_location_gives_nobody_elsewhere_a_pin(broad, nursery):
    there = make.caregiver(nursery.otters)
    answer = broad.post(address("colleague-pin", there.pk), {"pin": "48261"})
    assert answer.status_code == 404
    there.refresh_from_db()
    assert not there.pin_hash


def test_a_manager_does_not_change_who_will_be_owner_tomorrow(desk, nursery, day):
    """A4: the address of a future owner is the way into the whole organisation."""
    colleague = make.caregiver(nursery.kikkers)
    role = make.role(colleague, "owner")
    Role.objects.filter(pk=role.pk).update(started_on=day + timedelta(days=1))
    assert desk.manager.get(address("colleague-edit", colleague.pk)).status_code == 404


def test_no_child_is_placed_where_one_may_not_change_children(broad, nursery, day):
    told = {"group": nursery.otters.pk, "started_on": day, "confirmed": "yes"}
    assert broad.post(address("placement", nursery.noor.pk), told).status_code == 422
    told |= {"id": uuid7(), "first_name": "Pim", "last_name": "Bos", "born_on": day}
    assert broad.post(address("child-new"), told).status_code == 422


def test_a_child_without_a_place_is_changed_by_who_reaches_everything(broad, nursery):
    waiting = Child.objects.create(
        organisation=nursery.organisation, first_name="Wim", last_name="Bos", born_on="2026-01-01"
    )
    assert broad.get(address("child", waiting.pk)).status_code == 200
    assert broad.get(address("child-edit", waiting.pk)).status_code == 404


def test_the_lists_hold_what_their_own_right_reaches(broad, nursery, now):
    visit = make.visit(nursery.teun)
    Visit.objects.filter(pk=visit.pk).update(left_at=now, closed_by_clock_at=now)
    without_account(make.guardian([nursery.teun], first_name="Ruben"))
    make.device(nursery.otters)
    for page in ("attendance", "consents", "invitations", "tablets", "today", "colleagues"):
        told = broad.get(address(page)).content.decode()
        assert CANARY not in told, page
        assert "Otters" not in told, page


def test_the_iban_of_a_company_is_for_the_office_of_the_whole(half, nursery):
    company = make.company(nursery.organisation)
    assert half.get(address("company-edit", company.pk)).status_code == 404
    assert half.get(address("location-new")).status_code == 404


# What a role may not see cannot be found out by searching, or by a way around


def test_searching_for_a_parent_is_for_who_sees_the_family(desk, nursery):
    """S11"""
    make.guardian([nursery.noor], first_name="Zuleika")
    found = {
        role: "Bakkali" in getattr(desk, role).get(address("children"), {"q": "Zule"}).content
        .decode()
        for role in ("office", "finance", "inspector")
    }  # fmt: skip
    assert found == {"office": True, "finance": True, "inspector": False}


def test_an_address_that_is_no_id_finds_nothing(desk):
    """S57"""
    assert desk.owner.get(address("today"), {"location": "abc"}).status_code == 404


def test_a_block_is_not_undone_by_ending_and_beginning_again(desk, nursery, day, now):
    """S10 S12: whoever may not unblock may not do it in two steps either."""
    father = make.guardian([nursery.noor], first_name="Ruben")
    relation = father.guardianships.get()
    relation.block(by=desk.people["manager"].actor(), at=now)
    desk.office.post(address("guardian-ending", nursery.noor.pk, relation.pk), {"on": day})
    told = {"guardian": father.pk, "relation": "father", "started_on": day,
            "receives_updates": "on"}  # fmt: skip
    desk.office.post(address("guardian-known", nursery.noor.pk), told)
    assert not Guardianship.objects.in_force(day).filter(guardian=father).exists()


# A mail that went to the wrong address


def test_a_corrected_address_makes_the_first_invitation_dead(desk, nursery, now):
    """S29: the mistyped address may belong to somebody."""
    new = make.employee(nursery.organisation, email="wrong@home.test")
    make.role(new, "manager", location=nursery.here)
    sent = inviting.invite(new, by=desk.people["owner"].actor(), at=now)
    told = {"first_name": "Eva", "last_name": "Mol", "email": "right@home.test"}
    assert desk.owner.post(address("colleague-edit", new.pk), told).status_code == 302
    sent.refresh_from_db()
    assert inviting.why_over(sent, at=now) == "revoked"


def test_a_corrected_address_of_a_parent_too(desk, nursery, now):
    """S29"""
    mother = without_account(make.guardian([nursery.noor], email="wrong@home.test"))
    sent = inviting.invite(mother, by=desk.people["owner"].actor(), at=now)
    mother.edit(by=desk.people["owner"].actor(), at=now, phone="06 12345678")
    sent.refresh_from_db()
    assert inviting.why_over(sent, at=now) == ""
    mother.edit(by=desk.people["owner"].actor(), at=now, email="right@home.test")
    sent.refresh_from_db()
    assert inviting.why_over(sent, at=now) == "revoked"
