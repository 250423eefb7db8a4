from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from kiekeboe.care.models import Visit
from kiekeboe.care.models.attendance import AlreadyHere, Overlaps, UnknownCollector
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


@pytest.fixture
def eva(noor):
    return make.caregiver(noor.placements.get().group).actor("caregiver")


def come(child, by, hour, id=None):
    group = child.placements.get().group
    return Visit.objects.check_in(id or uuid7(), child=child, group=group, by=by, at=make.at(hour))


def verbs(organisation):
    return list(Event.objects.after(organisation, 0).values_list("verb", flat=True))


def test_a_child_comes_in_once_however_often_the_tablet_says_so(noor, eva):
    """S27"""
    id = uuid7()

    first, second = come(noor, eva, 8, id), come(noor, eva, 8, id)

    assert first == second
    assert verbs(noor.organisation_id) == ["checked_in"]


def test_an_id_of_somebody_elses_stay_lets_nobody_in(noor, eva):
    """S03"""
    abroad = make.visit(make.child())

    with pytest.raises(Overlaps):
        come(noor, eva, 8, abroad.pk)

    assert Visit.objects.filter(child=noor).count() == 0


def test_a_second_check_in_tells_that_the_child_is_here(noor, eva):
    visit = come(noor, eva, 8)

    with pytest.raises(AlreadyHere) as refused:
        come(noor, eva, 9)

    assert refused.value.visit == visit


def test_a_child_may_come_twice_a_day_but_not_at_the_same_time(noor, eva):
    come(noor, eva, 8).check_out(by=eva, at=make.at(11))

    with pytest.raises(Overlaps):
        come(noor, eva, 10)
    come(noor, eva, 13)

    assert Visit.objects.filter(child=noor).count() == 2


def test_an_unknown_collector_must_be_confirmed(noor, eva):
    visit = come(noor, eva, 8)

    with pytest.raises(UnknownCollector):
        visit.check_out(collected_by="Oma", may_collect=False, by=eva, at=make.at(16))
    visit.check_out(collected_by="Oma", may_collect=False, confirmed=True, by=eva, at=make.at(16))

    assert (visit.collected_by, visit.collector_confirmed) == ("Oma", True)


def test_going_home_twice_keeps_the_first_time(noor, eva):
    visit = come(noor, eva, 8)

    visit.check_out(by=eva, at=make.at(16))
    visit.check_out(by=eva, at=make.at(17))

    assert visit.left_at == make.at(16)
    assert verbs(noor.organisation_id) == ["checked_in", "checked_out"]


def test_a_check_out_can_be_undone_unless_the_child_came_back(noor, eva):
    visit = come(noor, eva, 8)
    visit.check_out(by=eva, at=make.at(11))

    visit.reopen(by=eva, at=make.at(11, 1))
    assert visit.left_at is None

    visit.check_out(by=eva, at=make.at(11))
    later = come(noor, eva, 13)
    later.check_out(by=eva, at=make.at(15))
    with pytest.raises(AlreadyHere):
        visit.reopen(by=eva, at=make.at(15, 1))


def test_a_correction_may_not_touch_another_stay(noor, eva):
    morning = come(noor, eva, 8)
    morning.check_out(by=eva, at=make.at(11))
    come(noor, eva, 13).check_out(by=eva, at=make.at(16))

    with pytest.raises(Overlaps):
        morning.correct(arrived_at=make.at(8), left_at=make.at(14), by=eva, at=make.at(17))
    morning.correct(arrived_at=make.at(7), left_at=make.at(12), by=eva, at=make.at(17))

    assert (morning.arrived_at, morning.left_at) == (make.at(7), make.at(12))


def test_the_database_itself_keeps_one_open_stay(noor):
    make.visit(noor)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.visit(noor, arrived_at=make.at(9))


def test_postgresql_itself_refuses_overlapping_stays(noor):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no exclusion constraints; the verbs ask under the write lock")
    make.visit(noor, arrived_at=make.at(8), left_at=make.at(12))

    with pytest.raises(IntegrityError), transaction.atomic():
        make.visit(noor, arrived_at=make.at(11), left_at=make.at(13))


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_the_same_moment_let_a_child_in_once(noor, eva):
    start, answers = Barrier(2), []

    def tap():
        start.wait()
        try:
            answers.append(come(noor, eva, 8).pk)
        except AlreadyHere as refused:
            answers.append(refused.visit.pk)
        finally:
            connection.close()

    tablets = [Thread(target=tap) for _ in range(2)]
    for tablet in tablets:
        tablet.start()
    for tablet in tablets:
        tablet.join()

    assert len(set(answers)) == 1
    assert Visit.objects.filter(child=noor).count() == 1
