"""The mentor of a child, and which talk is due."""

from datetime import date, timedelta

import pytest

from kiekeboe.development import mentors
from kiekeboe.people.models import Child, Role
from kiekeboe.testing import make


def appoint(ward, colleague, day=make.DAY):
    mentors.appoint(ward.noor, colleague, started_on=day, by=ward.desk, at=make.at(9))


def of_noor(ward, day=make.DAY):
    return mentors.followed([ward.noor], day)[0]


def test_there_is_one_mentor_at_a_time_and_the_former_stays_in_the_books(ward):
    """H3"""
    lot = make.caregiver(ward.frogs)
    appoint(ward, ward.eva, make.DAY - timedelta(days=30))
    appoint(ward, lot)
    appoint(ward, lot)

    assert mentors.mentor_of(ward.noor.pk, make.DAY) == lot
    assert mentors.mentor_of(ward.noor.pk, make.DAY - timedelta(days=1)) == ward.eva
    assert Role.objects.filter(child=ward.noor, name="mentor").count() == 2


def test_a_colleague_who_left_is_no_mentor(ward):
    appoint(ward, ward.eva, make.DAY - timedelta(days=30))
    type(ward.eva).objects.filter(pk=ward.eva.pk).update(ended_on=make.DAY - timedelta(days=1))

    assert mentors.mentor_of(ward.noor.pk, make.DAY) is None
    assert of_noor(ward).mentor is None


def test_a_child_that_moves_asks_for_a_mentor_of_its_group(ward):
    """H3 The mentor has to work with the child."""
    appoint(ward, ward.eva)
    assert of_noor(ward).works_here

    ward.noor.placements.update(group=ward.ducks)

    assert of_noor(ward).mentor == ward.eva
    assert not of_noor(ward).works_here


@pytest.mark.parametrize(
    ("care_type", "due"), [("daycare", "yearly"), ("playgroup", "yearly"), ("after_school", None)]
)
def test_a_talk_is_due_around_the_birthday(ward, care_type, due):
    ward.location.__class__.objects.update(care_type=care_type)
    day = ward.noor.born_on.replace(year=ward.noor.born_on.year + 2)

    found = of_noor(ward, day).due

    assert (found and found.kind) == due


def test_a_talk_that_was_shared_is_not_due(ward):
    type(ward.noor).objects.filter(pk=ward.noor.pk).update(
        born_on=date(make.DAY.year - 2, make.DAY.month, 20)
    )
    assert of_noor(ward).due.kind == "yearly"

    ward.talk()
    assert of_noor(ward).draft is not None
    assert of_noor(ward).due

    ward.noor.talks.get().__class__.objects.update(shared_at=make.at(13), shared_by=ward.owner.pk)
    assert of_noor(ward).due is None
    assert of_noor(ward).draft is None


def test_the_desk_counts_what_it_lists(ward):
    """However a child stands: with and without mentor, talk, and one that was shared."""
    children = Child.objects.all()
    mentors.appoint(ward.noor, ward.eva, started_on=make.DAY, by=ward.desk, at=make.at(9))
    mentors.appoint(ward.sem, ward.eva, started_on=make.DAY, by=ward.desk, at=make.at(9))
    Child.objects.filter(pk__in=[ward.noor.pk, ward.finn.pk]).update(
        born_on=make.DAY - timedelta(days=800), started_on=make.DAY - timedelta(days=500)
    )

    def listed():
        return sum(map(mentors.asks, mentors.followed(children, make.DAY)))

    counts = [listed()]
    assert mentors.how_many_ask(children, make.DAY) == counts[0]
    ward.talk(shared=True)
    counts.append(listed())
    assert mentors.how_many_ask(children, make.DAY) == counts[1]
    assert counts == [3, 2], "Noor has a mentor who works here and had her talk"
