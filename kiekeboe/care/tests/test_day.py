"""A child's day as its parents may know it."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiekeboe.care.day import Care, State, day_of
from kiekeboe.care.models import SleepLook
from kiekeboe.planning.models import ClosedDay
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def the_day(child, day=make.DAY, now=None):
    location = child.placements.first().group.location_id
    return day_of(child.pk, day, zone=AMSTERDAM, location_id=location, now=now or make.at(12))


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


def test_a_day_holds_what_staff_shared_newest_first(noor):
    make.entry(noor, kind="bottle", started_at=make.at(9), amount=150)
    make.entry(noor, kind="nappy", started_at=make.at(11))
    assert [line.kind for line in the_day(noor).lines] == ["nappy", "bottle"]


def test_nothing_of_another_child_a_care_note_or_a_withdrawn_entry_is_in_it(noor):
    other = make.child(group=noor.placements.first().group)
    make.entry(other, kind="bottle", note="of the other")
    make.entry(noor, kind="care_note", note="for colleagues only")
    hidden = make.entry(noor, kind="food", visible_to_parents=False)
    gone = make.entry(noor, kind="nappy", withdrawn_at=make.at(11))
    assert {hidden.pk, gone.pk}
    assert the_day(noor).lines == ()


def test_a_nappy_of_yesterday_is_not_in_today_but_a_night_of_sleep_is(noor):
    yesterday = make.at(20) - timedelta(days=1)
    make.entry(noor, kind="nappy", started_at=yesterday)
    make.entry(noor, kind="sleep", started_at=yesterday, ended_at=make.at(4))
    assert [line.kind for line in the_day(noor).lines] == ["sleep"]


def test_a_day_begins_at_midnight_where_the_child_is(noor):
    make.entry(noor, kind="nappy", started_at=make.at(22, 30))  # 00:30 the next day in Amsterdam
    assert the_day(noor).lines == ()
    assert len(the_day(noor, make.DAY + timedelta(days=1)).lines) == 1


def test_how_the_day_stands(noor):
    assert the_day(noor).state is State.NONE
    make.contract_day(noor)
    assert the_day(noor, now=make.at(5)).state is State.EXPECTED
    assert the_day(noor, now=make.at(20)).state is State.MISSED
    visit = make.visit(noor)
    assert the_day(noor).state is State.HERE
    nap = make.entry(noor, kind="sleep", started_at=make.at(10))
    assert the_day(noor).state is State.ASLEEP
    nap.end(by=nap.author.actor(), at=make.at(11))
    visit.check_out(collected_by="mama", by=nap.author.actor(), at=make.at(15))
    day = the_day(noor)
    assert day.state is State.HOME
    assert (day.stays[0].collected_by, day.stays[0].left_at) == ("mama", make.at(15))


def test_an_absence_and_a_closed_day_say_why_nobody_comes(noor):
    make.contract_day(noor)
    absence = make.absence(noor, kind="sick")
    assert the_day(noor).state is State.SICK
    absence.withdrawn_at = make.at(6)
    absence.save()
    assert the_day(noor).state is State.EXPECTED
    location = noor.placements.first().group.location
    ClosedDay.objects.create(
        organisation=noor.organisation, location=location, day=make.DAY, name="Koningsdag"
    )
    assert (the_day(noor).plan.care, the_day(noor).plan.name) == (Care.CLOSED, "Koningsdag")


def test_the_next_day_of_care_skips_closed_days_and_absences(noor):
    make.contract_day(noor, starts_at=time(8, 30))
    next_week = make.DAY + timedelta(days=7)
    make.absence(noor, kind="leave", first_day=next_week, last_day=next_week)
    found = the_day(noor).planning.next_after(make.DAY)
    assert found[0] == date(2026, 4, 28)
    assert found[1].starts_at == time(8, 30)


def test_looks_at_a_nap_come_with_who_looked(noor):
    nap = make.entry(noor, kind="sleep", started_at=make.at(10))
    SleepLook.objects.create(
        organisation=noor.organisation, entry=nap, looked_at=make.at(10, 15),
        looked_by=nap.author, heard_at=make.at(10, 15),
    )  # fmt: skip
    looks = the_day(noor).looks
    assert looks[nap.pk] == [(make.at(10, 15), nap.author.first_name)]


def test_a_note_from_home_tells_who_read_it(noor):
    mother = make.guardian([noor], first_name="Marit")
    note = make.home_note(noor, mother)
    eva = make.caregiver(noor.placements.first().group, first_name="Eva")
    note.see(by=eva.actor(), at=make.at(5, 50))
    [told] = the_day(noor).from_home
    assert (told.writer, told.seen_by, told.seen_at) == ("Marit", "Eva", make.at(5, 50))


def test_a_day_takes_three_questions_with_one_entry_and_with_three(noor, django_assert_num_queries):
    location = noor.placements.first().group.location_id
    hours = iter(range(5, 12))  # one stay after the other
    for number in (1, 2):
        for _ in range(number):
            make.entry(noor, kind="nappy")
            start = next(hours)
            make.visit(noor, arrived_at=make.at(start), left_at=make.at(start, 59))
        with django_assert_num_queries(3):
            day_of(noor.pk, make.DAY, zone=AMSTERDAM, location_id=location, now=make.at(12))
