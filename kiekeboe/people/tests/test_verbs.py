"""Children, guardians and colleagues: each verb once, with one event, and its own constraint."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kiekeboe.events.actors import Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.members import OfficeMember
from kiekeboe.people.models import (
    Allergy,
    Child,
    Employee,
    Guardian,
    Guardianship,
    Household,
    Role,
)
from kiekeboe.people.rights import GIVES, TABLE, Right
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
NOW = make.at(9)


@pytest.fixture
def group():
    return make.group()


@pytest.fixture
def by(group):
    return make.employee(group.organisation).actor(Kind.OFFICE)


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_registering_a_child_twice_under_one_id_is_once(by):
    id, facts = uuid7(), {"first_name": "Noor", "last_name": "B", "born_on": date(2026, 1, 1)}
    first = Child.objects.register(id, by=by, at=NOW, **facts)
    assert Child.objects.register(id, by=by, at=NOW, **facts) == first
    assert verbs() == ["child_registered"]


def test_an_id_of_another_organisation_gives_a_child_of_our_own(by):
    """S03"""
    theirs = make.child()
    facts = {"first_name": "Noor", "last_name": "B", "born_on": date(2026, 1, 1)}
    ours = Child.objects.register(theirs.pk, by=by, at=NOW, **facts)
    assert ours.pk != theirs.pk
    assert ours.organisation_id == by.organisation
    theirs.refresh_from_db()
    assert theirs.first_name != "Noor"


def test_changing_a_child_records_the_names_of_the_columns_only(group, by):
    child = make.child(group, first_name="Noor")
    for _again in range(2):
        child.edit(by=by, at=NOW, first_name="Nora", last_name=child.last_name)
    event = Event.objects.get(verb="child_changed")
    assert event.payload == {"changed": ["first_name"]}
    assert "Nora" not in str(event.payload)


def test_the_same_name_and_birth_date_is_found_in_any_case(group):
    child = make.child(group, first_name="Noor", last_name="Bakkali")
    assert Child.objects.like("NOOR", "bakkali", child.born_on).get() == child
    assert not Child.objects.like("Noor", "Bakkali", child.born_on + timedelta(1)).exists()


def test_a_known_allergy_gets_new_facts_instead_of_a_double(group, by):
    child = make.child(group)
    for severity in ("mild", "serious", "serious"):
        Allergy.objects.note(child, "Pinda", severity=severity, plan="", by=by, at=NOW)
    assert child.allergies.get().severity == "serious"
    assert verbs() == ["allergy_noted", "allergy_changed"]


def test_an_allergy_ends_once(group, by):
    allergy = make.allergy(make.child(group))
    for _again in range(2):
        allergy.end(on=make.DAY, by=by, at=NOW)
    assert verbs() == ["allergy_ended"]


def test_a_guardian_is_written_down_once_with_a_household(by):
    id = uuid7()
    for _again in range(2):
        Guardian.objects.register(id, first_name="Marit", last_name="W", by=by, at=NOW)
    assert Household.objects.count() == 1
    assert verbs() == ["guardian_registered"]


def test_relating_twice_announces_once(group, by):
    """S30"""
    child, mother = make.child(group), make.guardian(organisation=group.organisation)
    for _again in range(2):
        Guardianship.objects.relate(
            child=child, guardian=mother, relation="mother", started_on=make.DAY, by=by, at=NOW
        )
    assert verbs() == ["guardian_added"]


def test_relating_a_blocked_guardian_again_does_not_unblock(group, by):
    """A5: a block survives being added again."""
    child = make.child(group)
    mother = make.guardian([child])
    mother.guardianships.get().block(by=by, at=NOW)
    again = Guardianship.objects.relate(
        child=child, guardian=mother, relation="mother", started_on=make.DAY, by=by, at=NOW
    )
    assert again.blocked_at


def test_switches_change_once_and_only_what_differs(group, by):
    relation = make.guardian([make.child(group)]).guardianships.get()
    for _again in range(2):
        relation.edit(by=by, at=NOW, may_collect=False, relation="mother")
    assert Event.objects.get().payload == {"changed": ["may_collect"]}


def test_an_address_never_stands_in_an_event(group, by):
    """S12"""
    home = make.household(group.organisation)
    home.edit(by=by, at=NOW, street="Geheimlaan 13", is_protected=True)
    assert Event.objects.get().payload == {"changed": ["is_protected", "street"]}


def test_a_role_is_given_and_taken_away_once(group, by):
    eva = make.employee(group.organisation)
    for _again in range(2):
        role = Role.objects.give(eva, "caregiver", group=group, started_on=make.DAY, by=by, at=NOW)
    for _again in range(2):
        role.end(on=make.DAY, by=by, at=NOW)
    assert verbs() == ["role_given", "role_ended"]


def test_hiring_twice_is_once(by):
    id = uuid7()
    for _again in range(2):
        Employee.objects.hire(
            id, first_name="Eva", last_name="S", started_on=make.DAY, by=by, at=NOW
        )
    assert verbs() == ["colleague_hired"]


@pytest.mark.parametrize("role", TABLE)
def test_nobody_gives_a_role_with_more_rights_except_the_owner(role):
    """A4"""
    for given in GIVES.get(role, ()):
        assert role == "owner" or TABLE[given] <= TABLE[role] | {Right.EDIT_ORGANISATION}


def test_only_finance_sees_a_protected_address():
    """S12"""
    assert [role for role in TABLE if Right.SEE_PROTECTED_ADDRESS in TABLE[role]] == ["finance"]


def test_a_manager_may_change_who_works_here_but_not_who_stands_above(group):
    manager = make.office_member(group.organisation, "manager", location=group.location)
    owner = make.office_member(group.organisation, "owner")
    member = OfficeMember.of(manager.account, make.DAY)
    assert member.may_change(make.caregiver(group))
    assert not member.may_change(owner)
    assert not member.may_change(make.caregiver(make.group(organisation=group.organisation)))


def refused(make_it):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_it()


def test_a_child_leaves_after_it_starts(group):
    refused(lambda: make.child(group, started_on=make.DAY, ended_on=make.LONG_AGO))


def test_a_guardian_has_one_open_relation_to_a_child(group):
    child = make.child(group)
    mother = make.guardian([child])
    refused(lambda: make.guardianship(mother, child))


def test_a_relation_ends_after_it_starts(group):
    child, mother = make.child(group), make.guardian(organisation=group.organisation)
    refused(lambda: make.guardianship(mother, child, started_on=make.DAY, ended_on=make.LONG_AGO))


def test_a_block_names_who_did_it(group):
    child, mother = make.child(group), make.guardian(organisation=group.organisation)
    refused(lambda: make.guardianship(mother, child, blocked_at=NOW))


def test_an_account_is_one_guardian_and_one_employee_per_organisation(group):
    account = make.user()
    make.employee(group.organisation, account=account)
    refused(lambda: make.employee(group.organisation, account=account))
    make.guardian(organisation=group.organisation, account=account)
    refused(lambda: make.guardian(organisation=group.organisation, account=account))


def test_a_substance_is_one_allergy(group):
    child = make.child(group)
    make.allergy(child)
    refused(lambda: make.allergy(child))


def test_a_role_is_as_wide_as_it_may_be_and_given_once(group):
    eva = make.employee(group.organisation)
    refused(lambda: make.role(eva, "caregiver"))
    refused(lambda: make.role(eva, "owner", group=group))
    make.role(eva, "caregiver", group=group)
    refused(lambda: make.role(eva, "caregiver", group=group))
