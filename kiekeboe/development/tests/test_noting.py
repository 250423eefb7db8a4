"""Writing down what was seen."""

from datetime import date, timedelta

import pytest

from kiekeboe.development import noting
from kiekeboe.development.models import Observation
from kiekeboe.events.models import Event, Mention
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make


def test_an_observation_keeps_the_age_of_that_day(ward):
    ward.noor.born_on = date(2025, 7, 2)
    row = ward.note(seen_on=date(2026, 1, 1), wellbeing=4, involvement=5)

    assert (row.months, row.wellbeing, row.involvement) == (5, 4, 5)
    assert row.shared_at is None


def test_several_children_get_an_observation_each(ward):
    """One that is sent twice is written once, and what it says is told of each child."""
    seen = ward.seen()
    for _twice in range(2):
        rows = noting.note(seen, [ward.noor, ward.finn], by=ward.by, at=make.at(10))

    assert {one.child for one in rows} == {ward.noor, ward.finn}
    assert (
        Observation.objects.count() == Event.objects.filter(verb="observation_noted").count() == 2
    )
    told = Mention.objects.filter(event__verb="observation_noted").values_list("child", flat=True)
    assert set(told) == {ward.noor.pk, ward.finn.pk}


@pytest.mark.parametrize("fields", [{"text": " \0 "}, {"area": "maths"}])
def test_an_observation_needs_words_and_an_area(ward, fields):
    with pytest.raises(noting.NothingSaid):
        ward.note(**fields)


def test_nothing_was_seen_tomorrow_or_before_the_birth(ward):
    for day in (make.DAY + timedelta(days=1), ward.noor.born_on - timedelta(days=1)):
        with pytest.raises(noting.NotThatDay):
            ward.note(seen_on=day)


def test_an_observation_comes_from_a_moment_of_the_child_itself(ward):
    """S02 The entry or photo of another child is refused, also in a group: then for nobody."""
    mine, other = make.entry(ward.noor), make.entry(ward.finn)
    photo = make.photo([ward.noor])
    with pytest.raises(noting.NotOfThisChild):  # nobody said yes to photos yet
        ward.note(photo=photo.pk)
    make.consent(ward.noor, own=True, now=make.at(6))

    assert ward.note(entry=mine.pk).entry == mine
    assert ward.note(photo=photo.pk).photo == photo
    for wrong in ({"entry": other.pk}, {"entry": mine.pk, "photo": photo.pk}, {"photo": uuid7()}):
        with pytest.raises(noting.NotOfThisChild):
            ward.note(**wrong)
    with pytest.raises(noting.NotOfThisChild):
        ward.note(ward.noor, ward.finn, entry=mine.pk)
    assert Observation.objects.count() == 2


def test_what_parents_read_no_longer_changes(ward):
    row = ward.note()
    noting.rewrite(row, area="motor", text="Ze loopt.", wellbeing=9, by=ward.by, at=make.at(11))
    assert (row.area, row.text, row.wellbeing) == ("motor", "Ze loopt.", None)

    for _twice in range(2):
        noting.share(row, by=ward.by, at=make.at(12))
    noting.rewrite(row, area="motor", text="Ze rent.", by=ward.by, at=make.at(13))

    assert row.text == "Ze loopt."
    assert Event.objects.filter(verb="observation_shared").count() == 1


def test_where_the_manager_shares_a_caregiver_waits(ward):
    noting.choose(keeps_growth=False, manager_shares=True, by=ward.desk, at=make.at(9))
    row = ward.note()

    with pytest.raises(noting.WaitsForManager):
        noting.share(row, by=ward.by, at=make.at(11))
    noting.share(row, by=ward.desk, at=make.at(11))

    assert row.shared_by == ward.owner.pk


def test_the_practice_is_said_once(ward):
    for _twice in range(2):
        noting.choose(keeps_growth=True, manager_shares=False, by=ward.desk, at=make.at(9))

    assert noting.practice_of(ward.organisation.pk).keeps_growth
    assert Event.objects.filter(verb="development_chosen").count() == 1
    assert not noting.practice_of(make.organisation().pk).keeps_growth
