"""From a conversation to people and from a person to conversations: both say the same."""

from datetime import timedelta
from random import Random

import pytest

from kiekeboe.chat import opening
from kiekeboe.chat.models import Thread
from kiekeboe.chat.reaching import audience_of, threads_of_family, threads_of_staff
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.events.actors import system
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.models import Placement, RosterShift, Stint
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def a_town(dice: Random):
    """Two houses with two groups each, and children, parents and colleagues at random."""
    owner = make.organisation()
    houses = [make.location(owner) for _ in range(2)]
    groups = [make.group(house) for house in houses for _ in range(2)]
    for _ in range(6):
        child = make.child(dice.choice(groups))
        place(child, groups, dice)
        home = make.household(owner)
        for _ in range(dice.randint(1, 3)):
            parent = make.guardian([child], household=dice.choice([home, None]),
                                   receives_updates=dice.random() < 0.8)  # fmt: skip
            change(parent.guardianships.get(), dice)
            for _ in range(dice.randint(0, 1)):
                make.relative(child, parent)
            by = system(owner.pk)
            opening.with_group(child, parent.household_id, by=by, at=make.at(6))
            opening.with_office(parent.household_id, by=by, at=make.at(6))
    staff = [colleague(owner, houses, groups, dice) for _ in range(8)]
    return owner, staff


def place(child, groups, dice):
    Placement.objects.filter(child=child).delete()
    start = make.DAY + dice.randint(-40, 20) * DAY
    for _ in range(dice.randint(0, 3)):
        end = start + dice.randint(0, 30) * DAY
        Placement.objects.create(
            organisation=child.organisation, child=child, group=dice.choice(groups),
            started_on=start, ended_on=end,
        )  # fmt: skip
        start = end + dice.randint(1, 12) * DAY


def change(relation, dice):
    told = {"blocked_at": make.at(6), "blocked_by": relation.pk} if dice.random() < 0.2 else {}
    if dice.random() < 0.2:
        told["ended_on"] = make.DAY + dice.randint(-2, 2) * DAY
    Guardianship.objects.filter(pk=relation.pk).update(**told or {"has_authority": True})


def colleague(owner, houses, groups, dice):
    made = make.employee(owner)
    house, group = dice.choice([None, *houses]), dice.choice(groups)
    name = dice.choice(["caregiver", "trainee", "manager", "owner", "office", "finance", "mentor"])
    width = {"location": house} if name in ("manager", "owner", "office", "finance") else {}
    if name == "mentor":
        width = {"child": dice.choice(list(owner.child_set.all()))}
    elif not width:
        width = {"group": group}
    if name in ("manager", "owner", "office", "finance") and house is None:
        width = {}
    make.role(made, name, **width)
    where = {"organisation": owner, "employee": made, "group": dice.choice(groups)}
    if dice.random() < 0.3:
        RosterShift.objects.create(**where, day=make.DAY, starts_at="08:00", ends_at="17:00")
    if dice.random() < 0.3:
        Stint.objects.create(**where, started_at=make.at(6))
    if dice.random() < 0.1:
        type(made).objects.filter(pk=made.pk).update(ended_on=make.DAY - DAY)
    return made


@pytest.mark.parametrize("seed", range(8))
def test_who_is_in_a_conversation_has_it_and_nobody_else(seed):
    """S58 In a town at random, for everybody and every conversation."""
    owner, staff = a_town(Random(seed))
    threads = list(Thread.objects.filter(organisation=owner))
    heard = {one.pk: audience_of(one, make.DAY) for one in threads}
    for one in staff:
        mine = set(threads_of_staff(one.pk, owner.pk, make.DAY).values_list("pk", flat=True))
        assert mine == {pk for pk, who in heard.items() if one.pk in who.staff | who.managers}
    relations = Guardianship.objects.in_force(make.DAY).select_related("guardian")
    for guardian in {one.guardian for one in Guardianship.objects.select_related("guardian")}:
        through = [one for one in relations if one.guardian_id == guardian.pk]
        mine = set(threads_of_family(through).values_list("pk", flat=True))
        assert mine == {pk for pk, who in heard.items() if guardian.pk in who.family}


def test_another_organisation_has_none_of_it():
    frogs = Frogs()
    other = make.office_member(name="owner")
    theirs = threads_of_staff(other.pk, other.organisation_id, make.DAY)
    assert not theirs.exists()
    assert not threads_of_staff(other.pk, frogs.group.organisation_id, make.DAY).exists()


def test_an_inbox_asks_the_same_number_of_questions_for_one_and_for_three(
    django_assert_num_queries,
):
    frogs = Frogs()
    with django_assert_num_queries(3):
        list(threads_of_staff(frogs.petra.pk, frogs.group.organisation_id, make.DAY))
    for _ in range(2):
        Frogs(frogs.group)
    with django_assert_num_queries(3):
        found = list(threads_of_staff(frogs.petra.pk, frogs.group.organisation_id, make.DAY))
    assert len(found) == 6
