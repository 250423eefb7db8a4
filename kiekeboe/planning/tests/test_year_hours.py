"""The hours of a year: nothing twice, nothing forgotten."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as some

from kiekeboe.planning.slices import Agreed, Away, Booking, Kind, Leave, Pattern, Slot, slices_of
from kiekeboe.planning.year_hours import hours_of

ZONE = ZoneInfo("Europe/Amsterdam")
FIRST = date(2026, 3, 16)  # two weeks around the night in which the clock goes forward
DAYS = [FIRST + timedelta(days=n) for n in range(21)]
stretches = some.tuples(some.integers(0, 95), some.integers(1, 96)).filter(lambda s: s[0] < s[1])
times = stretches.map(lambda s: (s[0] * 15, s[1] * 15))
days = some.sampled_from(DAYS)


SPRING = date(2026, 3, 29)  # 02:00 is 03:00 at once


@some.composite
def agreements(draw):
    patterns = tuple(
        Pattern("g", draw(some.integers(1, 7)), *draw(times), FIRST)
        for _ in range(draw(some.integers(0, 5)))
    )
    bookings = []
    for _ in range(draw(some.integers(0, 4))):
        kind = draw(some.sampled_from([Kind.EXTRA, Kind.SWAP, Kind.CREDIT, Kind.BONUS]))
        old = Slot(draw(days), *draw(times)) if kind == Kind.SWAP else None
        bookings.append(Booking("g", kind, draw(days), *draw(times), instead_of=old))
    absences = tuple(
        Leave(draw(some.sampled_from([Away.SICK, Away.LEAVE, Away.UNANNOUNCED])), day, day)
        for day in draw(some.lists(days, max_size=4))
    )
    return Agreed(patterns, tuple(bookings), absences)


@given(agreements(), some.sets(days, max_size=3))
def test_every_planned_minute_stands_under_one_heading(agreed, shut):
    """R15 Counted minute by minute in UTC by another hand: the same sum, and none twice.

    A time that the clock skips is no time to begin or end: nobody agrees on 02:15 that night.
    """
    night = [one for one in slices_of(agreed, SPRING) if shut.isdisjoint({SPRING})]
    assume(not any(120 < edge < 180 for one in night for edge in (one.start, one.end)))
    closed = dict.fromkeys(shut, "dicht")
    found = hours_of(agreed, DAYS[0], DAYS[-1], ZONE, closed=closed)
    minutes: dict = {}
    for day in DAYS:
        for one in slices_of(agreed, day, closed=closed.get(day)):
            for quarter in range(one.start, one.end):
                wall = (day, quarter)
                assert wall not in minutes
                minutes[wall] = one.away or one.kind
    gone = {(SPRING, minute) for minute in range(120, 180)}  # 02:00 is 03:00 at once
    for heading in (*Kind, *Away):
        counted = sum(1 for at, each in minutes.items() if each == heading and at not in gone)
        told = found.came if isinstance(heading, Kind) else found.away
        assert told[heading] == counted, heading
    assert found.total == sum(1 for at in minutes if at not in gone)


@given(agreements(), some.integers(0, 19))
def test_a_year_in_two_parts_is_the_same_year(agreed, cut):
    """R15"""
    whole = hours_of(agreed, DAYS[0], DAYS[-1], ZONE, closed={})
    before = hours_of(agreed, DAYS[0], DAYS[cut], ZONE, closed={})
    after = hours_of(agreed, DAYS[cut + 1], DAYS[-1], ZONE, closed={})
    assert whole.came == before.came + after.came
    assert whole.away == before.away + after.away


def test_the_night_in_which_the_clock_goes_back_has_an_hour_more():
    """R15"""
    night = Pattern("g", 7, 0, 6 * 60, date(2026, 10, 25))
    found = hours_of(Agreed((night,)), night.first, night.first, ZONE, closed={})
    assert found.came[Kind.FIXED] == 7 * 60
