"""Who no longer belongs to a conversation, and who never did: nothing of it is left for them."""

from datetime import timedelta

import pytest

from kiekeboe.chat import finding, inbox, receiving, writing
from kiekeboe.chat.reaching import NotInConversation, threads_of_family, threads_of_staff
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.events.actors import Kind
from kiekeboe.people.models import Child
from kiekeboe.planning.models import Placement
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def frogs():
    frogs = Frogs()
    frogs.said = say(frogs.thread, "Zeldzaam woord", frogs.mother.actor())
    return frogs


def moves(child, group, day=make.DAY):
    """From `day` on the child has its place in another group, and the day before its last here."""
    Placement.objects.filter(child=child).update(ended_on=day - DAY)
    Placement.objects.create(
        organisation=child.organisation, child=child, group=group, started_on=day
    )


def boss_of(location):
    return make.office_member(location.organisation, "manager", location=location)


def finds(threads) -> tuple[int, int, int, int]:
    """Conversations (Noor has two homes), found messages, unseen ones, lines of an inbox."""
    return (
        threads.count(),
        len(finding.search(threads, "zeldzaam")),
        threads.unseen().count(),
        len(inbox.lines(threads, Child.objects.none(), at=make.at(9))),
    )


def staff_finds(employee, day=make.DAY):
    return finds(threads_of_staff(employee.pk, employee.organisation_id, day))


def is_shut_out(frogs, by, at=None):
    """Neither says something in it, nor sees it, nor looks what stood there."""
    at = at or make.at(9)
    with pytest.raises(NotInConversation):
        say(frogs.thread, "Ik ook", by, at=at)
    with pytest.raises(NotInConversation):
        receiving.read(frogs.thread, 1, by=by, at=at)
    with pytest.raises(NotInConversation):
        receiving.deliver(frogs.thread, 1, by=by, at=at)
    with pytest.raises(NotInConversation):
        writing.evidence(frogs.said, by=by, at=at)


def test_a_child_that_moves_takes_its_conversation_along(frogs):
    """F1 The old group, its tablet and its manager have nothing left; the new ones all of it."""
    old_boss = boss_of(frogs.group.location)
    there = make.group(make.location(frogs.group.organisation))
    eva, new_boss, tablet = make.caregiver(there), boss_of(there.location), make.device(there)
    both = [(frogs.petra, Kind.CAREGIVER), (old_boss, Kind.OFFICE)]
    assert [staff_finds(one) for one, _ in both] == [(2, 1, 1, 1)] * 2
    assert [staff_finds(one) for one in (eva, new_boss)] == [(0, 0, 0, 0)] * 2
    moves(frogs.noor, there)
    for one, kind in both:
        assert staff_finds(one) == (0, 0, 0, 0)
        is_shut_out(frogs, one.actor(kind))
    for one in (eva, new_boss):
        assert staff_finds(one) == (2, 1, 1, 1)
    assert tablet.location == there.location
    receiving.read(frogs.thread, 1, by=eva.actor(Kind.CAREGIVER), at=make.at(9))
    assert staff_finds(new_boss) == (2, 1, 0, 1)


def test_in_another_group_of_the_house_only_the_manager_stays(frogs):
    """F1"""
    boss, bees = boss_of(frogs.group.location), make.group(frogs.group.location)
    eva = make.caregiver(bees)
    moves(frogs.noor, bees)
    assert [staff_finds(one) for one in (frogs.petra, eva, boss)] == [
        (0, 0, 0, 0), (2, 1, 1, 1), (2, 1, 1, 1),
    ]  # fmt: skip
    is_shut_out(frogs, frogs.petra_actor)


def family_finds(guardian):
    relations = guardian.guardianships.in_force(make.DAY).select_related("guardian")
    threads = threads_of_family(list(relations))
    return (*finds(threads), receiving.unread(threads, guardian.pk))


def test_who_comes_to_live_there_reads_all_that_was_said_and_nobody_else_does(frogs):
    """F1 Of one home there is one conversation: it is of who lives there, on the day of asking."""
    partner = make.guardian([frogs.noor], household=frogs.mother.household)
    later = make.guardian([frogs.noor], household=frogs.mother.household, started_on=make.DAY + DAY)
    assert family_finds(partner) == (1, 1, 1, 1, {frogs.thread.pk: 1})
    receiving.read(frogs.thread, 1, by=partner.actor(), at=make.at(9))
    assert family_finds(later) == (0, 0, 0, 0, {})
    is_shut_out(frogs, later.actor())
    elsewhere = make.guardian([frogs.noor])
    read_along = make.relative(frogs.noor, frogs.mother, household=frogs.mother.household)
    for one in (elsewhere, read_along.guardian):
        assert family_finds(one) == (0, 0, 0, 0, {})
        is_shut_out(frogs, one.actor())


def test_the_other_home_of_a_child_has_nothing_of_it(frogs):
    """F1"""
    assert family_finds(frogs.father) == (1, 0, 0, 0, {})
    is_shut_out(frogs, frogs.father.actor())


def test_what_was_deleted_is_found_by_nobody(frogs):
    """F1 Only a manager looks what stood there."""
    boss = boss_of(frogs.group.location)
    writing.delete(frogs.said, by=frogs.mother.actor(), at=make.at(9))
    assert staff_finds(frogs.petra)[1] == staff_finds(boss)[1] == family_finds(frogs.mother)[1] == 0
    with pytest.raises(NotInConversation):
        writing.evidence(frogs.said, by=frogs.petra_actor, at=make.at(10))
    [stood] = writing.evidence(frogs.said, by=boss.actor(Kind.OFFICE), at=make.at(10))
    assert stood.text == "Zeldzaam woord"
