"""A child's day out of what was agreed: patterns, calendar, bookings and absences."""

import itertools
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.planning.slices import (
    DAY,
    Agreed,
    Away,
    Booking,
    DayType,
    Kind,
    Leave,
    Lent,
    Pattern,
    Slot,
    lasting,
    slices_of,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
START, END = 8 * 60, 18 * 60
FIRST = date(2026, 1, 1)


def mondays(**fields):
    return Pattern(**({"group": "kikkers", "weekday": 1, "start": START, "end": END,
                       "first": FIRST} | fields))  # fmt: skip


def told(slices):
    return [(one.start, one.end, one.kind.value, one.away and one.away.value) for one in slices]


def test_a_contract_day_is_one_slice():
    agreed = Agreed(patterns=(mondays(),))
    assert told(slices_of(agreed, MONDAY)) == [(START, END, "fixed", None)]
    assert slices_of(agreed, TUESDAY) == []


@pytest.mark.parametrize(("day", "comes"), [(FIRST, False), (date(2026, 1, 5), True)])
def test_a_contract_begins_on_its_first_day_and_ends_on_its_last(day, comes):
    agreed = Agreed(patterns=(mondays(last=date(2026, 1, 5)),))
    assert bool(slices_of(agreed, day)) == comes
    assert not slices_of(agreed, date(2026, 1, 12))


def test_every_other_week_goes_on_over_new_year():
    """Week 53 and week 1 are both odd: the weeks are counted, their numbers are not asked."""
    agreed = Agreed(patterns=(mondays(every=2, first=date(2026, 12, 21)),))
    days = [date(2026, 12, 21) + timedelta(weeks=week) for week in range(5)]
    assert [bool(slices_of(agreed, day)) for day in days] == [True, False, True, False, True]


def test_a_pattern_may_be_for_school_days_only():
    agreed = Agreed(patterns=(mondays(days=frozenset({DayType.SCHOOL})),))
    assert slices_of(agreed, MONDAY, kind_of_day=DayType.SCHOOL)
    assert not slices_of(agreed, MONDAY, kind_of_day=DayType.HOLIDAY)
    assert not slices_of(agreed, MONDAY)


def test_a_closed_day_is_closed_for_a_sick_child_too():
    agreed = Agreed(patterns=(mondays(),), absences=(Leave(Away.SICK, MONDAY),))
    assert told(slices_of(agreed, MONDAY, closed="Kerst")) == [(START, END, "fixed", "closed")]
    assert told(slices_of(agreed, MONDAY)) == [(START, END, "fixed", "sick")]


def test_sick_lasts_until_better():
    open_ended = Agreed(patterns=(mondays(),), absences=(Leave(Away.SICK, MONDAY),))
    better = Agreed(patterns=(mondays(),), absences=(Leave(Away.SICK, MONDAY, MONDAY),))
    later = MONDAY + timedelta(weeks=3)
    assert slices_of(open_ended, later)[0].away == Away.SICK
    assert slices_of(better, later)[0].comes


def test_leave_of_an_afternoon_leaves_the_morning():
    half = Leave(Away.LEAVE, MONDAY, MONDAY, start=13 * 60, end=DAY)
    agreed = Agreed(patterns=(mondays(),), absences=(half,))
    assert told(slices_of(agreed, MONDAY)) == [
        (START, 780, "fixed", None), (780, END, "fixed", "leave")
    ]  # fmt: skip


def test_a_swap_takes_the_old_day_away_and_is_no_absence():
    swap = Booking("kikkers", Kind.SWAP, FRIDAY, START, END, instead_of=Slot(MONDAY, START, END))
    agreed = Agreed(patterns=(mondays(),), bookings=(swap,))
    assert slices_of(agreed, MONDAY) == []
    assert told(slices_of(agreed, FRIDAY)) == [(START, END, "swap", None)]


def test_a_swap_of_half_a_day_leaves_the_other_half():
    swap = Booking("k", Kind.SWAP, FRIDAY, START, 780, instead_of=Slot(MONDAY, START, 780))
    agreed = Agreed(patterns=(mondays(),), bookings=(swap,))
    assert told(slices_of(agreed, MONDAY)) == [(780, END, "fixed", None)]


def test_an_extra_hour_counts_where_nothing_was_planned():
    """A child is never there twice."""
    extra = Booking("kikkers", Kind.EXTRA, MONDAY, 17 * 60, 19 * 60)
    agreed = Agreed(patterns=(mondays(),), bookings=(extra,))
    assert told(slices_of(agreed, MONDAY)) == [
        (START, END, "fixed", None), (END, 19 * 60, "extra", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2026, 3, 29), 23 * 60), (date(2026, 10, 25), 25 * 60), (MONDAY, 24 * 60)],
)
def test_two_days_a_year_have_another_hour(day, minutes):
    assert lasting(day, 0, DAY, AMSTERDAM) == minutes
    assert lasting(day, START, END, AMSTERDAM) == 600
    assert lasting(day, 60, 4 * 60, AMSTERDAM) == 180 + (minutes - 24 * 60)


MINUTES = st.integers(0, 96).map(lambda quarter: quarter * 15)
TIMES = st.tuples(MINUTES, MINUTES).map(sorted).filter(lambda pair: pair[0] < pair[1])
DAYS = st.integers(0, 20).map(lambda n: MONDAY + timedelta(days=n))
PATTERNS = st.builds(
    lambda weekday, times, every: mondays(
        weekday=weekday, start=times[0], end=times[1], every=every
    ),
    st.integers(1, 7), TIMES, st.integers(1, 3),
)  # fmt: skip
BOOKINGS = st.builds(
    lambda kind, day, times: Booking("k", kind, day, *times),
    st.sampled_from([one for one in Kind if one != Kind.SWAP]), DAYS, TIMES,
)  # fmt: skip
ABSENCES = st.builds(
    lambda kind, first, many, times: Leave(
        kind, first, None if many is None else first + timedelta(days=many), *times
    ),
    st.sampled_from([one for one in Away if one != Away.CLOSED]), DAYS,
    st.none() | st.integers(0, 9), st.just((0, DAY)) | TIMES,
)  # fmt: skip
AGREED = st.builds(
    Agreed,
    st.lists(PATTERNS, max_size=4).map(tuple),
    st.lists(BOOKINGS, max_size=4).map(tuple),
    st.lists(ABSENCES, max_size=3).map(tuple),
    st.builds(
        lambda first, many: (Lent("vlinders", first, first + timedelta(days=many)),),
        DAYS, st.integers(0, 5),
    ) | st.just(()),
)  # fmt: skip


def covered(slices):
    return sorted(minute for one in slices for minute in range(one.start, one.end))


@given(AGREED, DAYS)
def test_slices_are_in_order_and_never_overlap(agreed, day):
    slices = slices_of(agreed, day)
    assert slices == sorted(slices, key=lambda one: one.start)
    assert all(one.start < one.end for one in slices)
    assert all(a.end <= b.start for a, b in itertools.pairwise(slices))


@given(AGREED, DAYS)
def test_staying_away_takes_no_minute_from_the_plan(agreed, day):
    """Absence marks; it never makes or loses time. So does a closed day."""
    nobody_away = Agreed(agreed.patterns, agreed.bookings)
    planned = covered(slices_of(nobody_away, day))
    assert covered(slices_of(agreed, day)) == planned
    assert covered(slices_of(agreed, day, closed="dicht")) == planned


def test_a_lent_child_is_in_the_other_group_and_nowhere_else():
    """Times, kind and absence stay; only the group is another, and it says whose child it is."""
    agreed = Agreed((mondays(),), absences=(Leave(Away.LEAVE, MONDAY, MONDAY, 480, 600),),
                    lent=(Lent("vlinders", MONDAY, TUESDAY),))  # fmt: skip
    home = Agreed(agreed.patterns, absences=agreed.absences)
    lent = slices_of(agreed, MONDAY)
    assert told(lent) == told(slices_of(home, MONDAY))
    assert {(one.group, one.lent_from) for one in lent} == {("vlinders", "kikkers")}
    assert {one.group for one in slices_of(agreed, MONDAY + timedelta(weeks=1))} == {"kikkers"}


@given(AGREED, DAYS)
def test_lending_makes_and_loses_no_minute(agreed, day):
    home = Agreed(agreed.patterns, agreed.bookings, agreed.absences)
    assert told(slices_of(agreed, day)) == told(slices_of(home, day))


@given(AGREED, DAYS)
def test_every_minute_is_there_because_something_says_so(agreed, day):
    """Against a minute by minute count."""
    said = {
        minute
        for one in agreed.patterns if one.falls_on(day, None)
        for minute in range(one.start, one.end)
    } | {
        minute for one in agreed.bookings if one.day == day
        for minute in range(one.start, one.end)
    }  # fmt: skip
    assert set(covered(slices_of(agreed, day))) == said
    away = {
        minute for one in agreed.absences if one.holds_on(day)
        for minute in range(one.start, one.end)
    }  # fmt: skip
    gone = covered(one for one in slices_of(agreed, day) if not one.comes)
    assert set(gone) == said & away


@given(AGREED, TIMES, DAYS)
def test_a_swap_of_equal_length_makes_and_loses_no_minute(agreed, times, other):
    """Hours before are hours after, over both days, when the other day was free."""
    free = Agreed(agreed.patterns)
    days = [MONDAY + timedelta(days=n) for n in range(21)]
    for day in days:
        if day == other or slices_of(free, other):
            continue
        for one in slices_of(free, day)[:1]:
            swap = Booking("k", Kind.SWAP, other, one.start, one.end,
                           instead_of=Slot(day, one.start, one.end))  # fmt: skip
            swapped = Agreed(agreed.patterns, (swap,))
            before = sum(len(covered(slices_of(free, each))) for each in days)
            after = sum(len(covered(slices_of(swapped, each))) for each in days)
            assert before == after
            return
