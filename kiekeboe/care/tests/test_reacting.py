"""A heart or a few words back to the group (D3): who says it, to what, and who reads it."""

from datetime import timedelta

import pytest

from kiekeboe.care import reacting
from kiekeboe.care.models import Reaction
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardianship
from kiekeboe.testing import make
from kiekeboe.testing.make import DAY

pytestmark = pytest.mark.django_db
NOW = make.at(11)


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


@pytest.fixture
def luuk(noor):
    return make.child(noor.placements.first().group, first_name="Luuk")


@pytest.fixture
def mark(noor):
    relation = make.guardian([noor], first_name="Mark").guardianships.get()
    make.consent(noor, guardian=relation.guardian, own=True, together=True)
    return relation


def say(relation, text="", *, at=NOW, id=None, **thing):
    by = relation.guardian.actor()
    return reacting.react(relation, **thing, text=text, id=id, day=DAY, by=by, at=at)


def said(relation, *things, now=NOW):
    return reacting.said_to(relation, [one.pk for one in things], now=now)


def test_a_second_heart_is_the_same_heart(noor, mark):
    entry = make.entry(noor, kind="food")
    assert say(mark, entry=entry.pk) == say(mark, entry=entry.pk)
    assert Event.objects.filter(verb="reacted").count() == 1


def test_a_heart_goes_and_comes_back(noor, mark):
    entry = make.entry(noor, kind="food")
    heart = say(mark, entry=entry.pk)
    for _twice in range(2):
        reacting.take_back(heart, by=mark.guardian.actor(), at=NOW)
    assert not said(mark, entry)[entry.pk].heart
    say(mark, entry=entry.pk)
    assert said(mark, entry)[entry.pk].heart
    verbs = [one.verb for one in Event.objects.filter(verb__startswith="rea").order_by("sequence")]
    assert verbs == ["reacted", "reaction_taken_back", "reacted"]


def test_a_reply_sent_twice_is_said_once_and_no_longer_than_fits(noor, mark):
    entry, id = make.entry(noor), uuid7()
    assert say(mark, "Wat fijn!", id=id, entry=entry.pk) == say(mark, "?", id=id, entry=entry.pk)
    assert len(say(mark, "a" * 900, entry=entry.pk).text) == reacting.LONGEST


def test_a_reply_can_be_taken_back_for_five_minutes_and_stays_marked(noor, mark):
    entry, by = make.entry(noor), mark.guardian.actor()
    first, second = (say(mark, text, entry=entry.pk, id=uuid7()) for text in ("Een", "Twee"))
    late = NOW + timedelta(minutes=5, seconds=1)
    with pytest.raises(reacting.TooLate):
        reacting.take_back(first, by=by, at=late)
    reacting.take_back(second, by=by, at=NOW + timedelta(minutes=5))
    replies = said(mark, entry, now=late)[entry.pk].replies
    assert [(one.text, one.taken_back) for one in replies] == [("Een", False), ("", True)]
    assert not any(one.may_take_back for one in replies)


def test_somebody_who_goes_on_is_asked_to_call(noor, mark):
    entry = make.entry(noor)
    for number in range(reacting.MOST):
        say(mark, f"En {number}", entry=entry.pk, id=uuid7())
    with pytest.raises(reacting.TooMany):
        say(mark, "En nog iets", entry=entry.pk, id=uuid7())


@pytest.mark.parametrize("hide", ["withdrawn", "not shared", "of another child", "blocked"])
def test_what_a_parent_does_not_see_cannot_be_reacted_to(noor, luuk, mark, hide):
    """S03"""
    shared = hide != "not shared"
    entry = make.entry(luuk if hide == "of another child" else noor, visible_to_parents=shared)
    by = make.employee(noor.organisation).actor()
    if hide == "withdrawn":
        entry.withdraw(by=by, at=NOW)
    if hide == "blocked":
        Guardianship.objects.get(pk=mark.pk).block(by=by, at=NOW)
    with pytest.raises(reacting.OutOfReach):
        say(mark, entry=entry.pk)
    assert not Reaction.objects.exists()


def test_a_photo_that_the_rule_hides_cannot_be_reacted_to(noor, luuk, mark):
    """S35 The other child may not be shown together."""
    hidden, shown = make.photo([noor, luuk]), make.photo([noor])
    assert say(mark, photo=shown.pk)
    with pytest.raises(reacting.OutOfReach):
        say(mark, photo=hidden.pk)
    with pytest.raises(reacting.OutOfReach):
        say(mark, photo=make.photo([luuk]).pk)


def test_a_relative_hearts_a_meal_and_not_a_fever(noor, mark):
    """A6"""
    grandma = make.relative(noor, mark.guardian)
    meal = make.entry(noor, kind="food")
    fever = make.entry(noor, kind="temperature", amount=39, details={"method": "ear"})
    assert say(grandma, "Smakelijk", entry=meal.pk)
    with pytest.raises(reacting.OutOfReach):
        say(grandma, entry=fever.pk)
    assert say(mark, entry=fever.pk)


def test_a_family_sees_its_own_words_and_that_somebody_else_at_home_reacted(noor, mark):
    entry = make.entry(noor)
    other = make.guardian([noor]).guardianships.get()
    say(other, "Geheim", entry=entry.pk)
    found = said(mark, entry)[entry.pk]
    assert (found.heart, found.others, found.replies) == (False, True, [])


def test_two_families_on_one_photo_see_nothing_of_each_other(noor, luuk, mark):
    """S03 S35"""
    buur = make.guardian([luuk]).guardianships.get()
    make.consent(luuk, guardian=buur.guardian, own=True, together=True)
    photo = make.photo([noor, luuk])
    say(buur, photo=photo.pk)
    say(buur, "Wat een lieve foto", photo=photo.pk)
    found = said(mark, photo)[photo.pk]
    assert (found.heart, found.others, found.replies) == (False, False, [])


def test_nobody_takes_back_what_somebody_else_said(noor, mark):
    entry = make.entry(noor)
    other = make.guardian([noor]).guardianships.get()
    with pytest.raises(reacting.OutOfReach):
        reacting.take_back(say(other, entry=entry.pk), by=mark.guardian.actor(), at=NOW)


def test_the_first_colleague_who_sees_it_stays(noor, mark):
    heart = say(mark, entry=make.entry(noor).pk)
    first, second = (make.caregiver(noor.placements.first().group) for _ in range(2))
    for colleague in (first, second):
        reacting.see(heart, by=colleague.actor(), at=NOW)
    assert heart.seen_by == first
    assert Event.objects.filter(verb="reaction_seen").count() == 1


def test_three_things_cost_one_question(noor, mark, django_assert_num_queries):
    entries = [make.entry(noor, kind="food") for _ in range(3)]
    for one in entries:
        say(mark, entry=one.pk)
    for some in (entries[:1], entries):
        with django_assert_num_queries(1):
            assert all(each.heart for each in said(mark, *some).values())
    with django_assert_num_queries(0):
        said(mark)
