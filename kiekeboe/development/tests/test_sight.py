"""Who sees what of a child's development."""

import pytest

from kiekeboe.development import noting, sight
from kiekeboe.people.families import Family
from kiekeboe.testing import make


def through(guardian):
    return Family.of(guardian.account, make.DAY).guardianships


def readers(ward, ask, row):
    people = ("mother", "father", "grandmother", "finns", "sems")
    return {one for one in people if row in ask(through(getattr(ward, one)))}


def test_parents_read_what_was_shared_and_relatives_nothing(ward):
    """S02 A grandmother who reads the diary along sees no observation and no talk."""
    row, talk = ward.note(shared=True), ward.talk(shared=True)

    assert through(ward.grandmother)
    assert readers(ward, sight.observations_for, row) == {"mother", "father"}
    assert readers(ward, sight.talks_for, talk) == {"mother", "father"}


def test_nobody_reads_what_is_not_shared(ward):
    row, talk = ward.note(), ward.talk()

    assert readers(ward, sight.observations_for, row) == set()
    assert readers(ward, sight.talks_for, talk) == set()


def test_what_was_taken_back_is_gone(ward):
    row = ward.note(shared=True)
    noting.withdraw(row, by=ward.by, at=make.at(12))

    assert readers(ward, sight.observations_for, row) == set()


@pytest.mark.parametrize(
    "change", [{"ended_on": make.DAY.replace(year=2020)}, {"blocked_at": make.at(8)},
               {"receives_updates": False}],
)  # fmt: skip
def test_a_relation_that_gives_nothing_gives_no_development(ward, change):
    row = ward.note(shared=True)
    if "ended_on" in change:
        change |= {"started_on": change["ended_on"]}
    if "blocked_at" in change:
        change |= {"blocked_by": ward.owner.pk}
    ward.mother.guardianships.update(**change)

    assert readers(ward, sight.observations_for, row) == {"father"}


@pytest.mark.parametrize(
    ("role", "sees"),
    [("owner", True), ("manager", True), ("office", False), ("finance", False),
     ("inspector", False)],
)  # fmt: skip
def test_at_the_desk_managers_follow_development(ward, role, sees):
    member = ward.member(make.office_member(ward.organisation, role))

    assert sight.children_at_desk(member).filter(pk=ward.noor.pk).exists() == sees


def test_a_manager_of_another_location_does_not(ward):
    elsewhere = make.location(ward.organisation)
    member = ward.member(make.office_member(ward.organisation, "manager", location=elsewhere))

    assert ward.noor not in sight.children_at_desk(member)
