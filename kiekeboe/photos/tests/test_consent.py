"""Who may see a photo: the table of the law, and the same rule asked of the database."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiekeboe.people.models import Guardianship
from kiekeboe.photos.consent import Allowed, allowed, receivers, untaggable, verdict
from kiekeboe.photos.consents import consents_of
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


ANSWER = st.sampled_from([Y, N, SILENT])
PARENT = st.tuples(ANSWER, ANSWER, st.booleans())  # own, together, legal authority
GRAPH = st.fixed_dictionaries(
    {
        "children": st.lists(st.lists(PARENT, min_size=1, max_size=2), min_size=1, max_size=4),
        "tags": st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True),
        "withdrawn": st.booleans(),
    }
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=GRAPH)
def test_the_database_shows_what_the_rule_says(graph):
    """S38: verdict and shown_to agree on any graph of consents."""
    _compare(graph)


@pytest.mark.deep
@pytest.mark.django_db
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=GRAPH)
def test_the_database_shows_what_the_rule_says_ten_thousand_times(graph):
    """S38"""
    _compare(graph)


def _compare(graph):
    group = make.group()
    children = []
    for parents in graph["children"]:
        child = make.child(group)
        children.append(child)
        for own, together, authority in parents:
            parent = make.guardian([child], has_authority=authority, account=_account())
            make.consent(child, guardian=parent, own=own, together=together)
    tagged = [children[number % len(children)] for number in graph["tags"]]
    tagged = list({child.pk: child for child in tagged}.values())
    photo = make.photo(tagged, withdrawn_at=make.at(12) if graph["withdrawn"] else None)
    consents = consents_of([child.pk for child in children], make.DAY)
    ids = [child.pk for child in tagged]
    for child in children:
        says = verdict(child.pk, ids, consents, withdrawn=graph["withdrawn"])
        assert _shown(child).filter(pk=photo.pk).exists() == says.shown, says


def _account():
    """An account without the cost of a password."""
    from kiekeboe.accounts.models import User

    return User.objects.create(email=f"{uuid4().hex}@example.test", name="Ouder")


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
