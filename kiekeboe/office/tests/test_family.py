"""Guardians: added, blocked, apart, protected, and what they answered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people import moving
from kiekeboe.people.families import Family
from kiekeboe.people.models import Consent, Guardian, Guardianship
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
STREET = "Geheimlaan 13"


def person(**changed):
    return {
        "id": uuid7(),
        "first_name": "Bilal",
        "last_name": "Bakkali",
        "email": "bilal@example.test",
        "phone": "",
        "language": "nl",
        "relation": "father",
        "has_authority": "on",
        "receives_updates": "on",
        "started_on": timezone.localdate(),
    } | changed


def relation_of(desk, nursery):
    return Guardianship.objects.get(guardian=desk.mother, child=nursery.noor)


def test_a_new_guardian_lives_in_a_household_of_their_own_and_is_announced(desk, nursery):
    """S30"""
    address = reverse("office:guardian-new", args=[nursery.noor.pk])
    for form in [person()] * 2:
        assert desk.manager.post(address, form).status_code == 302
    father = Guardian.objects.get(first_name="Bilal")
    assert father.household != desk.mother.household
    assert not father.guardianships.get().may_collect
    event = Event.objects.get(verb="guardian_added")
    assert event.payload == {"guardian": str(father.pk)}


def test_two_parents_may_share_one_household(desk, nursery):
    form = person(household=desk.mother.household_id)
    desk.manager.post(reverse("office:guardian-new", args=[nursery.noor.pk]), form)
    assert Guardian.objects.get(first_name="Bilal").household == desk.mother.household


def test_a_household_of_another_family_cannot_be_chosen(desk, nursery):
    """S04"""
    other = make.guardian([nursery.teun])
    form = person(household=other.household_id)
    answer = desk.owner.post(reverse("office:guardian-new", args=[nursery.noor.pk]), form)
    assert answer.status_code == 422


def test_one_e_mail_address_is_one_person(desk, nursery):
    make.guardian([nursery.teun], email="bilal@example.test")
    answer = desk.manager.post(reverse("office:guardian-new", args=[nursery.noor.pk]), person())
    assert answer.status_code == 422
    assert "bilal@example.test" in answer.content.decode()


def test_a_known_parent_is_added_to_a_brother(desk, nursery):
    brother = make.child(nursery.kikkers)
    form = person(guardian=desk.mother.pk, relation="mother")
    desk.manager.post(reverse("office:guardian-known", args=[brother.pk]), form)
    assert brother.guardianships.get().guardian == desk.mother


def test_a_blocked_guardian_sees_nothing_and_unblocking_gives_it_back(desk, nursery):
    """S10 S12"""
    relation, day = relation_of(desk, nursery), timezone.localdate()
    block = reverse("office:guardian-block", args=[nursery.noor.pk, relation.pk])
    assert desk.office.post(block).status_code == 404
    assert Family.of(desk.mother.account, day).children
    for _again in range(2):
        assert desk.manager.post(block).status_code == 302
    assert not Family.of(desk.mother.account, day).children
    assert Event.objects.filter(verb="guardian_blocked").count() == 1
    unblock = reverse("office:guardian-unblock", args=[nursery.noor.pk, relation.pk])
    desk.manager.post(unblock)
    assert Family.of(desk.mother.account, day).children


def test_a_relation_of_another_child_cannot_be_reached_through_this_one(desk, nursery):
    """S04"""
    other = make.guardian([nursery.teun])
    relation = other.guardianships.get()
    for page in ("guardian-edit", "guardian-block", "guardian-address", "guardian-ending"):
        address = reverse(f"office:{page}", args=[nursery.noor.pk, relation.pk])
        assert desk.owner.post(address, person()).status_code == 404


def test_a_protected_address_is_shown_to_finance_and_nobody_else(desk, nursery):
    """S12 A5"""
    home = desk.mother.household
    home.street, home.is_protected = STREET, True
    home.save()
    relation = relation_of(desk, nursery)
    pages = [
        reverse("office:family", args=[nursery.noor.pk]),
        reverse("office:child", args=[nursery.noor.pk]),
        reverse("office:guardian-address", args=[nursery.noor.pk, relation.pk]),
        reverse("office:guardian-new", args=[nursery.noor.pk]),
        reverse("office:guardian-edit", args=[nursery.noor.pk, relation.pk]),
    ]
    for role in ("owner", "manager", "office", "inspector"):
        for page in pages:
            assert STREET not in getattr(desk, role).get(page).content.decode()
    assert STREET in desk.finance.get(pages[0]).content.decode()


def test_an_address_ahead_is_as_protected_as_the_one_that_holds(desk, nursery):
    """S12 A8"""
    told = {"street": STREET, "postcode": "1234 AB", "town": "Ede", "alone": False}
    day = timezone.localdate() + timedelta(days=3)
    moving.plan(desk.mother, first_day=day, by=desk.mother.actor(), at=timezone.now(), **told)
    page = reverse("office:family", args=[nursery.noor.pk])
    assert STREET in desk.office.get(page).content.decode()
    desk.mother.household.edit(is_protected=True, by=desk.mother.actor(), at=timezone.now())
    assert STREET not in desk.office.get(page).content.decode()
    assert STREET in desk.finance.get(page).content.decode()


def test_a_protected_address_is_opened_only_by_replacing_it(desk, nursery):
    """S12"""
    home = desk.mother.household
    home.street, home.is_protected = STREET, True
    home.save()
    address = reverse(
        "office:guardian-address", args=[nursery.noor.pk, relation_of(desk, nursery).pk]
    )
    assert desk.office.post(address, {"street": ""}).status_code == 422
    desk.office.post(address, {"street": "", "is_protected": "on"})
    home.refresh_from_db()
    assert (home.street, home.is_protected) == (STREET, True)
    desk.office.post(address, {"street": "Dorpsstraat 1"})
    home.refresh_from_db()
    assert (home.street, home.is_protected) == ("Dorpsstraat 1", False)


def test_parents_who_separate_get_two_households(desk, nursery):
    father = make.guardian([nursery.noor], household=desk.mother.household)
    relation = father.guardianships.get()
    for _again in range(2):
        desk.manager.post(reverse("office:guardian-household", args=[nursery.noor.pk, relation.pk]))
    father.refresh_from_db()
    assert father.household != desk.mother.household
    assert Event.objects.filter(verb="household_left").count() == 1


def test_an_answer_on_paper_names_who_wrote_it_down(desk, nursery):
    """C2"""
    address = reverse("office:answer", args=[nursery.noor.pk, desk.mother.pk, "own_portal"])
    assert desk.office.post(address, {}).status_code == 422
    assert desk.office.post(address, {"answer": "yes", "channel": "paper"}).status_code == 302
    consent = Consent.objects.get()
    assert (consent.allowed, consent.answered_by_kind) == (True, "office")
    page = desk.manager.get(reverse("office:consent", args=[nursery.noor.pk])).content.decode()
    assert desk.people["office"].first_name in page


def test_the_stricter_answer_of_two_parents_decides_and_is_named(desk, nursery):
    """C2"""
    from kiekeboe.office.questions.consents import questions_of

    father = make.guardian([nursery.noor])
    make.consent(nursery.noor, guardian=desk.mother, own=True)
    make.consent(nursery.noor, guardian=father, own=False)
    own, together, *_others = questions_of(nursery.noor, timezone.localdate())
    assert (own.allowed, own.deciders) == (False, [father])
    assert together.is_missing
    assert not together.allowed


def test_a_parent_without_authority_cannot_be_answered_for(desk, nursery):
    stepfather = make.guardian([nursery.noor], has_authority=False)
    address = reverse("office:answer", args=[nursery.noor.pk, stepfather.pk, "own_portal"])
    assert desk.office.post(address, {"answer": "yes"}).status_code == 404
