from dataclasses import replace
from decimal import Decimal

import pytest

from kiekeboe.care.drafts import Draft, Outcome
from kiekeboe.care.logging import log
from kiekeboe.care.models import Entry
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
NINE, TEN = make.at(9), make.at(10)


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


@pytest.fixture
def eva(noor):
    return make.caregiver(noor.placements.get().group).actor("caregiver", heard_at=TEN)


@pytest.fixture
def groups(noor):
    return {noor.pk: noor.placements.get().group_id}


def bottle(child, **said):
    given = {"kind": "bottle", "started_at": NINE, "amount": Decimal(150)} | said
    return Draft(id=uuid7(), child=child.pk, details={"milk": "formula"}, **given)


def nap(child, **said):
    given = {"kind": "sleep", "started_at": NINE} | said
    return Draft(id=uuid7(), child=child.pk, details={"position": "back"}, **given)


def outcomes(drafts, groups, by):
    return [answer.outcome for answer in log(drafts, groups=groups, by=by)]


def test_saying_it_again_changes_nothing(noor, eva, groups):
    draft = bottle(noor)

    assert outcomes([draft], groups, eva) == [Outcome.CREATED]
    assert outcomes([draft], groups, eva) == [Outcome.SAME]
    assert Event.objects.filter(verb="logged").count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"amount": Decimal(90)},
        {"note": "Half"},
        {"details": {"milk": "breast"}},
        {"started_at": make.at(8)},
        {"kind": "drink"},
    ],
)
def test_something_else_under_the_same_id_is_a_conflict_that_loses_nothing(
    noor, eva, groups, other
):
    draft = bottle(noor)
    log([draft], groups=groups, by=eva)

    [answer] = log([replace(draft, **other)], groups=groups, by=eva)

    assert (answer.outcome, answer.standing.pk) == (Outcome.CONFLICT, draft.id)
    assert Entry.objects.get(pk=draft.id).amount == 150


def test_what_was_corrected_since_is_still_the_same_when_it_arrives_again(noor, eva, groups):
    draft = bottle(noor)
    [answer] = log([draft], groups=groups, by=eva)
    answer.entry.revise(based_on=1, amount=Decimal(120), by=eva, at=TEN)

    assert outcomes([draft], groups, eva) == [Outcome.SAME]
    assert Entry.objects.get(pk=draft.id).amount == 120


def test_a_nap_that_ended_meanwhile_is_the_same_nap(noor, eva, groups):
    draft = nap(noor)
    [answer] = log([draft], groups=groups, by=eva)
    answer.entry.end(by=eva, at=TEN)

    assert outcomes([draft], groups, eva) == [Outcome.SAME]


def test_what_arrived_before_the_child_moved_is_not_refused_afterwards(noor, eva, groups):
    draft = bottle(noor)
    log([draft], groups=groups, by=eva)

    assert outcomes([draft], {}, eva) == [Outcome.SAME]
    assert outcomes([replace(draft, amount=Decimal(1))], {}, eva) == [Outcome.REFUSED]


def test_an_id_of_another_organisation_tells_nothing(noor, eva, groups):
    """S03"""
    abroad = make.entry(make.child(), kind="bottle", amount=Decimal(150))
    draft = replace(bottle(noor), id=abroad.pk)

    [answer] = log([draft], groups=groups, by=eva)

    assert (answer.outcome, answer.standing, answer.entry) == (Outcome.REFUSED, None, None)


def test_an_id_of_a_child_of_another_group_tells_nothing(noor, eva, groups):
    """S04"""
    other = make.child(make.group(noor.placements.get().group.location))
    entry = make.entry(other, kind="bottle", amount=Decimal(150), note="secret")

    [answer] = log([replace(bottle(noor), id=entry.pk)], groups=groups, by=eva)

    assert (answer.outcome, answer.standing, answer.entry) == (Outcome.REFUSED, None, None)


def test_a_second_running_nap_is_a_conflict_with_the_first(noor, eva, groups):
    first, second = nap(noor), nap(noor, started_at=make.at(9, 30))

    assert outcomes([first, second], groups, eva) == [Outcome.CREATED, Outcome.CONFLICT]


def test_each_item_has_its_own_answer(noor, eva, groups):
    good, stranger = bottle(noor), bottle(make.child(), amount=Decimal(100))
    tomorrow = bottle(noor, started_at=make.at(23))

    assert outcomes([good, stranger, tomorrow], groups, eva) == [
        Outcome.CREATED,
        Outcome.REFUSED,
        Outcome.REFUSED,
    ]
    assert Entry.objects.count() == 1
