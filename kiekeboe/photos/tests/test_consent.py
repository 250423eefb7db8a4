"""Who may see a photo: the table of the law, and the same rule asked of the database."""

from datetime import timedelta
from itertools import product

import pytest

from kiekeboe.people.models import Consent, Guardianship
from kiekeboe.photos.consent import Allowed, allowed, may_publish, receivers, untaggable, verdict
from kiekeboe.photos.consents import consents_of, publishable
from kiekeboe.photos.models import Photo
from kiekeboe.testing import make

Y, N, SILENT = True, False, None


def answers(own, together):
    given = [("own_portal", own), ("group_portal", together)]
    return allowed((purpose, yes) for purpose, yes in given if yes is not None)


# nl-rules §6.1: (own, together) per child, and whose parents receive the photo.
VECTORS = [
    (1, {"A": (Y, Y)}, "A"),
    (2, {"A": (N, SILENT)}, ""),
    (3, {"A": (Y, Y), "B": (Y, Y)}, "AB"),
    (4, {"A": (Y, Y), "B": (Y, N)}, "B"),
    (5, {"A": (Y, N), "B": (Y, N)}, ""),
    (6, {"A": (N, Y), "B": (Y, Y)}, "B"),
    (7, {"A": (Y, Y), "B": (SILENT, SILENT)}, ""),
    (8, {"A": (Y, Y), "B": (Y, Y), "C": (Y, N)}, "C"),
    (10, {"A": (Y, Y), "B": (Y, N)}, "B"),
]


@pytest.mark.parametrize(("number", "children", "who"), VECTORS)
def test_a_photo_goes_to_whom_the_table_says(number, children, who):
    """S38"""
    consents = {name: answers(*given) for name, given in children.items()}
    assert receivers(list(children), consents) == frozenset(who)


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "children", "who"), VECTORS)
def test_the_database_says_the_same_as_the_table(number, children, who):
    """S38"""
    group = make.group()
    made = {name: make.child(group) for name in children}
    for name, (own, together) in children.items():
        make.consent(made[name], own=own, together=together)
    make.photo(list(made.values()))
    assert {name for name, child in made.items() if _shown(child).exists()} == set(who)


@pytest.mark.django_db
def test_one_no_of_two_parents_hides_it_from_both():
    """S38, vector 9, asked of the database."""
    child = make.child()
    make.consent(child, own=True, together=True)
    make.photo([child])
    assert _shown(child).exists()
    make.consent(child, guardian=make.guardian([child]), own=False)
    assert not _shown(child).exists()


@pytest.mark.django_db
def test_a_child_in_the_background_without_a_tag_brings_its_parents_nothing():
    """S38, vector 11, asked of the database."""
    tagged = make.child()
    unseen = make.child(tagged.placements.get().group)
    for child in (tagged, unseen):
        make.consent(child, own=True, together=True)
    make.photo([tagged])
    assert not _shown(unseen).exists()


PUBLISHED = [
    ({"A": True, "B": True}, "AB", True),
    ({"A": True, "B": False}, "AB", False),
    ({"A": True, "B": None}, "AB", False),
    ({"A": True, "B": True}, "A", False),
    ({}, "", False),
]


@pytest.mark.parametrize(("website", "placed", "goes"), PUBLISHED)
def test_a_photo_goes_on_the_website_only_with_every_yes_of_children_who_are_here(
    website, placed, goes
):
    """S38, vector 12; consent to publish ends when a child leaves."""
    consents = {one: {"website"} if yes else set() for one, yes in website.items()}
    assert may_publish("website", website, consents, placed) is goes
    assert not may_publish("press", website, consents, placed)
    assert not may_publish("own_portal", website, {one: {"own_portal"} for one in website}, placed)


@pytest.mark.django_db
@pytest.mark.parametrize(("website", "placed", "goes"), PUBLISHED[:4])
def test_the_database_publishes_what_the_rule_publishes(website, placed, goes):
    """S38, vector 12"""
    group = make.group()
    made = {name: make.child(group) for name in website}
    photo = make.photo(list(made.values()))
    for name, child in made.items():
        if website[name] is not None:
            say(child, "website", website[name])
        if name not in placed:
            child.placements.update(ended_on=make.DAY - timedelta(days=1))
    ids = [child.pk for child in made.values()]
    found = Photo.objects.publishable("website", make.DAY)
    assert found.filter(pk=photo.pk).exists() is goes
    assert publishable("website", ids, make.DAY) is goes
    assert not Photo.objects.publishable("press", make.DAY).exists()
    assert not Photo.objects.publishable("own_portal", make.DAY).exists()


def say(child, purpose, allowed):
    parent = make.guardian([child])
    Consent.objects.answer(
        child=child, guardian=parent, purpose=purpose, allowed=allowed, wording="2026-1",
        said="", channel="paper", by=parent.actor(), at=make.at(9),
    )  # fmt: skip


def test_a_child_that_may_not_be_photographed_cannot_be_tagged():
    """S38, vector 2"""
    assert untaggable(["A", "B"], {"A": answers(N, SILENT), "B": answers(Y, N)}) == {"A"}


def test_two_parents_who_differ_give_the_stricter_answer():
    """S38, vector 9"""
    both = [("own_portal", True), ("own_portal", False), ("group_portal", True)]
    assert allowed(both) == Allowed(own=False, together=True)
    assert not verdict("A", ["A"], {"A": allowed(both)}).shown


def test_a_child_that_is_not_tagged_brings_its_parents_nothing():
    """S38, vector 11"""
    assert not verdict("X", ["A"], {"A": answers(Y, Y), "X": answers(Y, Y)}).shown


def test_a_yes_for_the_website_of_one_child_says_nothing_about_our_portal():
    """S38, vector 12: each purpose stands alone."""
    assert allowed([("website", True), ("social_media", True)]) == Allowed()


@pytest.mark.django_db
def test_a_withdrawn_answer_hides_the_photo_from_others_at_once():
    """S38, vector 10: A loses the photo from that moment, B keeps it."""
    a = make.child()
    b = make.child(group=a.placements.first().group)
    make.consent(a, own=True, together=True)
    parent_of_b = make.consent(b, own=True, together=True)
    make.photo([a, b])
    assert _shown(a).count() == _shown(b).count() == 1
    make.consent(b, guardian=parent_of_b, together=False, now=make.at(12))
    assert (_shown(a).count(), _shown(b).count()) == (0, 1)


def _shown(child, day=make.DAY):
    relations = Guardianship.objects.in_force(day).filter(child=child)
    return Photo.objects.shown_to(relations, day)


def test_every_pair_of_answers_gives_one_of_four_outcomes():
    for own, together in product([Y, N, SILENT], repeat=2):
        assert answers(own, together) == Allowed(own=own is Y, together=together is Y)


@pytest.mark.django_db
def test_an_answer_of_a_parent_whose_relation_ended_no_longer_counts():
    child = make.child()
    parent = make.consent(child, own=True)
    assert consents_of([child.pk], make.DAY)[child.pk].own
    yesterday = make.DAY - timedelta(days=1)
    parent.guardianships.get().end(on=yesterday, by=parent.actor(), at=make.at(9))
    assert not consents_of([child.pk], make.DAY)[child.pk].own
