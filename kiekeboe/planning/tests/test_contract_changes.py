"""Other days, more or fewer hours, or an end (E12): asked by a family, answered by the office."""

from datetime import date, time, timedelta

import pytest

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning import asking, contract_changes
from kiekeboe.planning.models import (
    Booking,
    ContractChange,
    ContractDay,
    Placement,
    Request,
    RosterShift,
)
from kiekeboe.planning.request_policy import Ask
from kiekeboe.planning.week_room import room_for_week
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TODAY = make.DAY  # Tuesday 14 April 2026
NOW = make.at(8)
NOTICE = date(2026, 5, 14)
EIGHT, SIX = time(8), time(18)
BORN = date(2023, 7, 1)


def office(child):
    return Actor(child.organisation_id, Kind.OFFICE, uuid7())


@pytest.fixture
def frogs():
    return make.group(name="Kikkers", capacity=8)


@pytest.fixture
def noor(frogs):
    """A child of two years who comes on Tuesday and Thursday."""
    child = make.child(frogs, born_on=BORN, first_name="Noor")
    for weekday in (2, 4):
        make.contract_day(child, weekday=weekday)
    return child


@pytest.fixture
def marit(noor):
    return make.guardian([noor])


def ask_days(child, parent, week, day, *, id=None, at=NOW):
    location = child.placements.get().group.location
    return contract_changes.ask_days(
        id or uuid7(), child, parent, week, location=location, day=day, by=parent.actor(), at=at
    )  # fmt: skip


def ask_end(child, parent, day, *, at=NOW):
    location = child.placements.get().group.location
    return contract_changes.ask_end(
        uuid7(), child, parent, location=location, day=day, by=parent.actor(), at=at
    )  # fmt: skip


def approve(change):
    return contract_changes.approve(change, by=office(change.child), at=NOW)


def week_on(child, day):
    return contract_changes.standing_on(child.pk, day).week


def test_fewer_days_start_after_the_notice_and_not_before(noor, marit):
    only_tuesday = {2: (EIGHT, SIX)}
    with pytest.raises(contract_changes.TooEarly) as early:
        ask_days(noor, marit, only_tuesday, NOTICE)
    assert early.value.first == NOTICE + timedelta(days=1)
    assert not ContractChange.objects.exists()
    approve(ask_days(noor, marit, only_tuesday, early.value.first))
    assert week_on(noor, NOTICE) == {2: (EIGHT, SIX), 4: (EIGHT, SIX)}
    assert week_on(noor, NOTICE + timedelta(days=1)) == only_tuesday


def test_more_days_may_start_tomorrow(noor, marit):
    three = {2: (EIGHT, SIX), 3: (EIGHT, SIX), 4: (EIGHT, SIX)}
    with pytest.raises(contract_changes.TooEarly):
        ask_days(noor, marit, three, TODAY)
    change = ask_days(noor, marit, three, TODAY + timedelta(days=1))
    assert week_on(noor, TODAY + timedelta(days=1)).keys() == {2, 4}
    for _ in range(2):
        approve(change)
    assert week_on(noor, TODAY + timedelta(days=1)) == three
    assert ContractDay.objects.filter(child=noor, last_day=None).count() == 3


def test_the_same_week_is_no_change_and_one_question_waits_at_a_time(noor, marit):
    with pytest.raises(contract_changes.NothingChanges):
        ask_days(noor, marit, {2: (EIGHT, SIX), 4: (EIGHT, SIX)}, NOTICE)
    same = uuid7()
    first = ask_days(noor, marit, {1: (EIGHT, SIX)}, date(2026, 6, 1), id=same)
    assert ask_days(noor, marit, {1: (EIGHT, SIX)}, date(2026, 6, 1), id=same) == first
    with pytest.raises(contract_changes.AskedAlready) as asked:
        ask_end(noor, marit, date(2026, 6, 1))
    assert asked.value.change == first
    contract_changes.withdraw(first, by=marit.actor(), at=NOW)
    assert ask_end(noor, marit, date(2026, 6, 1)).state == "requested"


def test_what_the_other_home_asks_holds_up_nobody(noor, marit):
    """U35 Nor does it tell that the other home asked something."""
    father = make.guardian([noor])
    theirs = ask_days(noor, father, {1: (EIGHT, SIX)}, date(2026, 6, 1))
    mine = ask_end(noor, marit, date(2026, 6, 1))
    assert (theirs.state, mine.state) == ("requested", "requested")
    partner = make.guardian([noor], household=marit.household)
    with pytest.raises(contract_changes.AskedAlready):
        ask_end(noor, partner, date(2026, 6, 2))


def test_a_week_that_is_not_plain_is_for_a_person(noor, marit):
    ContractDay.objects.filter(child=noor, weekday=4).update(every_weeks=2)
    with pytest.raises(contract_changes.SpecialWeek):
        ask_days(noor, marit, {2: (EIGHT, SIX)}, date(2026, 6, 1))


def test_an_end_is_a_month_after_the_notice_on_any_day(noor, marit):
    with pytest.raises(contract_changes.TooEarly) as early:
        ask_end(noor, marit, NOTICE - timedelta(days=1))
    assert early.value.first == NOTICE
    approve(ask_end(noor, marit, NOTICE))
    noor.refresh_from_db()
    assert noor.ended_on == NOTICE
    assert Placement.objects.get(child=noor).ended_on == NOTICE
    assert week_on(noor, NOTICE).keys() == {2, 4}
    assert week_on(noor, NOTICE + timedelta(days=1)) == {}


def test_day_care_may_end_on_the_eve_of_the_fourth_birthday(frogs):
    child = make.child(frogs, born_on=date(2022, 4, 25))
    parent = make.guardian([child])
    assert ask_end(child, parent, date(2026, 4, 24)).day == date(2026, 4, 24)
    club = make.group(make.location(care_type="after_school"))
    older = make.child(club, born_on=date(2022, 4, 25))
    with pytest.raises(contract_changes.TooEarly):
        ask_end(older, make.guardian([older]), date(2026, 4, 24))


def test_notice_counts_from_the_day_it_came_in_at_the_location(noor, marit):
    late = make.at(22, 30)  # half past midnight in Amsterdam: the 15th
    with pytest.raises(contract_changes.TooEarly) as early:
        ask_end(noor, marit, NOTICE, at=late)
    assert early.value.first == NOTICE + timedelta(days=1)


def test_after_an_end_nothing_that_was_booked_stands(noor, marit, frogs):
    after = NOTICE + timedelta(days=4)
    shift(frogs, after)
    wish = asking.Wish(
        id=uuid7(), child=noor, guardian=marit, group=frogs, ask=Ask.EXTRA, day=after,
        starts_at=EIGHT, ends_at=SIX,
    )  # fmt: skip
    asking.ask(wish, by=marit.actor(), at=NOW)
    make.booking(noor, day=after + timedelta(days=7))
    earlier = make.booking(noor, day=NOTICE)
    approve(ask_end(noor, marit, NOTICE))
    assert list(Booking.objects.standing()) == [earlier]
    assert Request.objects.get().state == "cancelled"


def test_who_goes_on_to_after_school_care_does_not_leave(noor, marit):
    club = make.group(make.location(noor.organisation, care_type="after_school"))
    Placement.objects.create(
        organisation=noor.organisation, child=noor, group=club,
        started_on=NOTICE + timedelta(days=1), ended_on=date(2030, 1, 1),
    )  # fmt: skip
    make.contract_day(noor, weekday=1, group=club, first_day=NOTICE + timedelta(days=1))
    here = noor.placements.get(ended_on=None).group.location
    change = contract_changes.ask_end(
        uuid7(), noor, marit, location=here, day=NOTICE, by=marit.actor(), at=NOW
    )
    approve(change)
    noor.refresh_from_db()
    assert noor.ended_on is None
    assert week_on(noor, NOTICE + timedelta(days=1)).keys() == {1}


def test_a_no_has_a_reason_and_an_end_is_never_refused(noor, marit):
    change = ask_days(noor, marit, {1: (EIGHT, SIX)}, date(2026, 6, 1))
    for _ in range(2):
        contract_changes.decline(change, reason="Maandag is vol.", by=office(noor), at=NOW)
    change.refresh_from_db()
    assert (change.state, change.reason) == ("declined", "Maandag is vol.")
    with pytest.raises(contract_changes.Decided):
        approve(change)
    end = ask_end(noor, marit, NOTICE)
    with pytest.raises(ValueError, match="notice"):
        contract_changes.decline(end, reason="Nee", by=office(noor), at=NOW)


def test_only_who_asked_hears_the_answer(noor, marit):
    other = make.guardian([noor])
    approve(ask_days(noor, marit, {1: (EIGHT, SIX)}, date(2026, 6, 1)))
    heard = Notice.objects.filter(kind="request", channel="app").values_list("account", flat=True)
    assert list(heard) == [marit.account_id]
    assert other.account_id not in heard


def test_a_family_that_waits_is_offered_the_day_that_comes_free(noor, marit, frogs):
    frogs.capacity = 1
    frogs.save()
    day = date(2026, 5, 19)  # a Tuesday after the notice
    shift(frogs, day)
    teun = make.child(frogs, born_on=BORN)
    waiting = Request.objects.create(
        organisation=teun.organisation, child=teun, guardian=make.guardian([teun]), group=frogs,
        ask="extra", state="waiting", day=day, last_day=day, starts_at=EIGHT, ends_at=SIX,
        asked_at=NOW,
    )  # fmt: skip
    approve(ask_days(noor, marit, {4: (EIGHT, SIX)}, NOTICE + timedelta(days=1)))
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def shift(group, day):
    return RosterShift.objects.create(
        organisation=group.organisation, employee=make.caregiver(group), group=group, day=day,
        starts_at=time(7, 30), ends_at=time(18, 30),
    )  # fmt: skip


def test_room_is_told_per_weekday_over_the_coming_weeks(noor, frogs):
    wednesday = date(2026, 4, 15)
    for week in range(6):
        shift(frogs, wednesday + timedelta(weeks=week))
    full = make.group(frogs.location, capacity=1)
    make.contract_day(make.child(full, born_on=BORN), weekday=3)
    asked = {3: (EIGHT, SIX), 5: (EIGHT, SIX)}
    wed, fri = room_for_week(noor, frogs, asked, day=wednesday, today=TODAY)
    assert (wed.fits, wed.days, wed.first_full) == (True, 6, None)
    assert (fri.free, fri.days, fri.room.why) == (0, 6, "too_few_staff")
    for week in range(6):
        shift(full, wednesday + timedelta(weeks=week))
    wed, _ = room_for_week(noor, full, asked, day=wednesday, today=TODAY)
    assert (wed.free, wed.room.why, wed.first_full) == (0, "full", wednesday)


def test_a_child_does_not_stand_in_its_own_way(noor, frogs):
    frogs.capacity = 1
    frogs.save()
    tuesday = TODAY + timedelta(days=7)
    for week in range(6):
        shift(frogs, tuesday + timedelta(weeks=week))
    (one,) = room_for_week(noor, frogs, {2: (EIGHT, SIX)}, day=tuesday, today=TODAY)
    assert one.fits


def test_the_record_tells_what_was_asked_and_answered(noor, marit):
    change = ask_days(noor, marit, {1: (EIGHT, SIX)}, date(2026, 6, 1))
    approve(change)
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["contract_change_asked", "contract_days_agreed", "contract_change_approved"]
