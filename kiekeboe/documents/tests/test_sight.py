"""Who may see which document, asked both ways."""

import pytest

from kiekeboe.documents import sight
from kiekeboe.documents.models import Document
from kiekeboe.documents.tests.shelf import Shelf
from kiekeboe.people.families import Family
from kiekeboe.people.models import Guardian, Guardianship
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
EVERYBODY = ("mother", "father", "sems", "daans")


@pytest.fixture
def shelf():
    return Shelf()


def readers(shelf, document) -> set[str]:
    """Who sees it; asked of each family, and of the document: both must agree."""
    asked = {
        name for name in EVERYBODY
        if document in sight.of_family(relations(getattr(shelf, name)), make.DAY)
    }  # fmt: skip
    told = set(sight.guardianships_of(document, make.DAY).values_list("guardian", flat=True))
    assert told == {getattr(shelf, name).pk for name in asked}
    return asked


def relations(guardian):
    return Family.of(guardian.account, make.DAY).guardianships


def test_a_document_reaches_the_families_of_its_place_and_no_other(shelf):
    """S02 Another group, another location and another family find nothing."""
    assert readers(shelf, shelf.add()) == set(EVERYBODY)
    assert readers(shelf, shelf.add(location=shelf.here)) == {"mother", "father", "sems"}
    assert readers(shelf, shelf.add(group=shelf.ducks)) == {"sems"}
    assert readers(shelf, shelf.add(child=shelf.noor)) == {"mother", "father"}


def test_separated_parents_see_what_their_own_rights_give(shelf):
    """S12 U35"""
    for_authority = shelf.add(child=shelf.noor, guardians="authority")
    for_signers = shelf.add(child=shelf.noor, guardians="contract")

    assert readers(shelf, for_authority) == {"mother"}
    assert readers(shelf, for_signers) == {"mother"}


@pytest.mark.parametrize("audience", ["caregivers", "office", "managers"])
def test_what_is_for_colleagues_is_not_for_parents(shelf, audience):
    assert readers(shelf, shelf.add(audience=audience)) == set()
    assert readers(shelf, shelf.add(audience=audience, child=shelf.noor)) == set()


@pytest.mark.parametrize("place", ["organisation", "group", "child"])
def test_blocked_relatives_and_those_without_updates_see_nothing(shelf, place):
    """S12 In whatever place the document stands."""
    where = {"group": {"group": shelf.frogs}, "child": {"child": shelf.noor}}.get(place, {})
    document = shelf.add(**where)
    grandma = make.relative(shelf.noor, shelf.mother)
    grandma = grandma if isinstance(grandma, Guardian) else grandma.guardian
    shelf.mother.guardianships.update(blocked_at=make.at(7), blocked_by=shelf.owner.pk)
    shelf.father.guardianships.update(receives_updates=False)
    everyone = Guardianship.objects.filter(guardian__in=[grandma, shelf.mother, shelf.father])

    seen = sight.of_family(Guardianship.objects.in_force(make.DAY).filter(
        pk__in=everyone), make.DAY)  # fmt: skip

    assert document not in seen
    told = sight.guardianships_of(document, make.DAY).filter(pk__in=everyone)
    assert not told.exists()


def test_who_left_sees_no_more_and_who_comes_later_sees_it_already(shelf):
    document = shelf.add(group=shelf.frogs)
    shelf.noor.placements.update(ended_on=make.DAY.replace(day=1), started_on=make.LONG_AGO)
    shelf.sem.placements.update(group=shelf.frogs, started_on=make.DAY.replace(year=2027))

    assert readers(shelf, document) == {"sems"}


def test_a_withdrawn_document_is_only_for_the_office(shelf):
    document = shelf.add()
    document.withdrawn_at, document.withdrawn_by = make.at(9), shelf.owner.pk
    document.save()

    assert readers(shelf, document) == set()
    assert document in sight.of_colleague(shelf.desk("office"))


def desk_sees(shelf, role, location=None) -> set[str]:
    found = sight.of_colleague(shelf.desk(role, location))
    return set(found.values_list("title", flat=True))


def test_the_office_sees_as_far_as_its_roles_reach(shelf):
    """S02 Managers only is for managers, and another location is for those who work there."""
    shelf.add("all")
    shelf.add("here", location=shelf.here)
    shelf.add("there", location=shelf.there)
    shelf.add("noor", child=shelf.noor, audience="office")
    shelf.add("daan", child=shelf.daan)
    shelf.add("secret", audience="managers", location=shelf.here)

    assert desk_sees(shelf, "owner") == {"all", "here", "there", "noor", "daan", "secret"}
    assert desk_sees(shelf, "office") == {"all", "here", "there", "noor", "daan"}
    assert desk_sees(shelf, "manager", shelf.here) == {"all", "here", "noor", "secret"}
    assert desk_sees(shelf, "manager", shelf.there) == {"all", "there", "daan"}
    assert desk_sees(shelf, "inspector") == desk_sees(shelf, "finance") == set()


def test_another_organisation_sees_nothing_of_it(shelf):
    """S06"""
    shelf.add()
    other = Shelf()

    assert not sight.of_colleague(other.member(other.owner)).exists()
    assert not sight.of_family(relations(other.mother), make.DAY).exists()
    assert Document.objects.count() == 1


def test_only_who_reaches_everything_changes_what_is_for_all(shelf):
    for_all, for_here = shelf.add(), shelf.add(location=shelf.here)
    manager = shelf.desk("manager", shelf.here)

    assert not sight.may_change(manager, for_all)
    assert sight.may_change(manager, for_here)
    assert sight.may_change(shelf.desk("office"), for_all)
