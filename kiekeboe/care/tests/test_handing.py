"""Notes between colleagues: for as long as they are useful, with who read them."""

from datetime import timedelta

import pytest

from kiekeboe.care import handing
from kiekeboe.care.models import HandoverNote, HandoverRead
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.testing import make
from kiekeboe.testing.make import DAY


@pytest.fixture
def group(db):
    return make.group()


@pytest.fixture
def iris(group):
    return make.caregiver(group, first_name="Iris")


@pytest.fixture
def bo(group):
    return make.caregiver(group, first_name="Bo")


def write(group, author, *, id=None, until=DAY, text="De buggy is stuk."):
    return handing.write(
        id or uuid7(),
        group=group,
        text=text,
        until=until,
        day=DAY,
        by=author.actor(),
        at=make.at(16),
    )


def test_a_note_stands_until_and_including_its_day(group, iris):
    """B13"""
    write(group, iris, until=DAY + timedelta(days=1))
    for days, stands in ((0, True), (1, True), (2, False)):
        standing = HandoverNote.objects.standing_on(DAY + timedelta(days=days))
        assert standing.exists() == stands


def test_written_twice_under_one_id_is_once(group, iris):
    """R02"""
    id = uuid7()
    for _again in range(2):
        write(group, iris, id=id)
    assert HandoverNote.objects.count() == 1
    assert Event.objects.filter(verb="handover_written").count() == 1


def test_the_id_of_somebody_elses_note_writes_nothing(group, iris, bo):
    note = write(group, iris)
    with pytest.raises(handing.NotYours):
        write(group, bo, id=note.pk, text="Iets anders")
    assert HandoverNote.objects.get().text == "De buggy is stuk."


@pytest.mark.parametrize(("until", "kept"), [(-3, 0), (0, 0), (6, 6), (400, 31)])
def test_a_note_stands_at_least_today_and_at_most_a_month(group, iris, until, kept):
    note = write(group, iris, until=DAY + timedelta(days=until))
    assert note.until == DAY + timedelta(days=kept)


def test_who_read_it_is_kept_once_with_the_first_moment(group, iris, bo):
    """B13"""
    note = write(group, iris)
    for minute in (1, 5):
        handing.read(note, by=bo.actor(), at=make.at(17, minute))
    read = HandoverRead.objects.get()
    assert (read.employee, read.at) == (bo, make.at(17, 1))
    assert Event.objects.filter(verb="handover_read").count() == 1


def test_ones_own_note_needs_no_reading(group, iris):
    handing.read(write(group, iris), by=iris.actor(), at=make.at(17))
    assert not HandoverRead.objects.exists()


def test_only_who_wrote_it_or_a_manager_takes_it_back(group, iris, bo):
    note = write(group, iris)
    with pytest.raises(handing.NotYours):
        handing.withdraw(note, by=bo.actor(), at=make.at(17))
    assert HandoverNote.objects.standing_on(DAY).exists()
    handing.withdraw(note, is_manager=True, by=bo.actor(), at=make.at(17))
    assert not HandoverNote.objects.standing_on(DAY).exists()
    assert (note.withdrawn_by, note.text) == (bo.pk, "De buggy is stuk.")


def test_taken_back_twice_is_once(group, iris):
    """R02"""
    note = write(group, iris)
    for minute in (0, 5):
        handing.withdraw(note, by=iris.actor(), at=make.at(17, minute))
    assert note.withdrawn_at == make.at(17)
    assert Event.objects.filter(verb="handover_withdrawn").count() == 1


def test_no_parent_hears_of_it(group, iris, bo):
    """S30"""
    make.guardian([make.child(group)])
    note = write(group, iris)
    handing.read(note, by=bo.actor(), at=make.at(17))
    assert not Notice.objects.exists()
    assert not Event.objects.filter(mentions__isnull=False).exists()
    assert set(Event.objects.values_list("group_id", flat=True)) == {group.pk}


def test_the_record_never_holds_the_text(group, iris):
    write(group, iris, text="KANARIE")
    assert "KANARIE" not in str(Event.objects.values_list("payload", flat=True))
