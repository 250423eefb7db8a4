"""A group and a day, judged: what lacks, from when, and whether that may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiekeboe.planning.group_day import judged_day
from kiekeboe.planning.ratio import Care, rules
from kiekeboe.planning.room import Presence, Shift, moments
from kiekeboe.planning.short_staffed import Second, Verdict

DAY = date(2026, 4, 14)
LAW = rules(Care.DAYCARE, DAY)
EIGHT, SIX = 480, 1080
OPEN = {"care": Care.DAYCARE, "places": 12, "opens": 450, "closes": 1110}


def toddlers(many, start=EIGHT, end=SIX):
    """Children of two: one colleague for eight of them."""
    return [Presence(start, end, 2, n) for n in range(many)]


def judged(there, shifts, adults=None, **told):
    if adults is None:
        adults = [(one.start, one.end) for one in shifts]
    return judged_day(moments(there, shifts, LAW), adults, **OPEN | told)


def test_a_day_with_enough_colleagues_is_well():
    day = judged(toddlers(9), [Shift(450, 1110), Shift(450, 1110)])
    assert (day.judged.verdict, day.lacks, day.alone, day.full) == (Verdict.MET, (), (), ())
    assert (day.children, day.busiest.needed.staff) == (9, 2)


def test_what_lacks_is_told_from_when_to_when():
    day = judged(toddlers(9), [Shift(450, 1110), Shift(540, 990)], [(450, 1110), (450, 1110)])
    assert [(one.start, one.end, one.short) for one in day.lacks] == [
        (480, 540, 1),
        (990, 1080, 1),
    ]
    assert (day.judged.verdict, day.judged.short) == (Verdict.WITHIN, 150)


def test_longer_than_three_hours_is_too_long():
    day = judged(toddlers(9), [Shift(450, 1110), Shift(690, 1110)], [(450, 1110)] * 2)
    assert (day.judged.verdict, day.judged.short) == (Verdict.TOO_LONG, 210)


def test_a_house_that_is_open_too_short_has_no_three_hours():
    day = judged(toddlers(9), [Shift(450, 1110)], [(450, 1110)] * 2, opens=480, closes=1050)
    assert day.judged.verdict == Verdict.NOT_ALLOWED


def test_one_alone_because_of_the_rule_needs_an_adult_in_the_building():
    shifts = [Shift(450, 1110), Shift(540, 1110)]
    alone = judged(toddlers(9), shifts)
    assert alone.judged.verdict == Verdict.ALONE
    assert alone.alone[0][:2] == (480, 540)
    assert Second.IN_THE_BUILDING in alone.alone[0][2]
    together = judged(toddlers(9), shifts, [(450, 1110), (450, 1110)])
    assert together.judged.verdict == Verdict.WITHIN
    assert together.alone == ()


def test_one_who_is_enough_still_needs_somebody_who_sees_or_hears():
    day = judged(toddlers(4), [Shift(450, 1110)])
    assert day.judged.verdict == Verdict.MET
    assert day.alone == ((480, 1080, frozenset({Second.WITHIN_REACH, Second.SEEN_OR_HEARD})),)


def test_the_adult_next_door_counts_while_it_is_there():
    day = judged(toddlers(4), [Shift(450, 1110)], [(450, 1110), (450, 900)])
    assert [one[:2] for one in day.alone] == [(900, 1080)]


def test_children_without_anybody_are_the_gravest():
    day = judged(toddlers(1), [])
    assert day.judged.verdict == Verdict.NOBODY
    assert day.alone == ()


def test_more_children_than_places_is_told():
    day = judged(toddlers(9) + toddlers(4, 600, 720), [Shift(450, 1110)] * 2)
    assert day.full == ((600, 720),)
    assert judged(toddlers(12), [Shift(450, 1110)] * 2).full == ()


def test_ages_that_may_not_be_together_lack_one_and_say_so():
    """Nine babies and four children of three: no row of the table takes them."""
    there = [Presence(EIGHT, SIX, 0, n) for n in range(9)]
    there += [Presence(EIGHT, SIX, 3, n) for n in range(4)]
    day = judged(there, [Shift(450, 1110)] * 5, places=16)
    assert not day.may_be_together
    assert [(one.start, one.end, one.short) for one in day.lacks] == [(EIGHT, SIX, 1)]


def test_a_quiet_day_is_not_short_of_anything():
    day = judged([], [])
    assert (day.judged.verdict, day.busiest, day.children) == (Verdict.MET, None, 0)
    assert len(day.quarters()) == 44


def test_the_quarters_reach_to_who_comes_early():
    day = judged(toddlers(1, start=445), [Shift(445, 1110)])
    assert day.quarters()[0].start == 435
    assert day.quarters()[0].children == 1


stretches = some.tuples(some.integers(420, 1000), some.integers(1, 200))
groups = some.lists(stretches.map(lambda one: Presence(one[0], sum(one), 2)), max_size=10)
teams = some.lists(stretches.map(lambda one: Shift(one[0], sum(one))), max_size=4)


@given(groups, teams)
def test_what_lacks_is_what_is_short_minute_by_minute(there, shifts):
    """Against a hand count of every minute of the day."""
    day = judged(there, shifts, places=16)
    short = 0
    for minute in range(400, 1300):
        here = sum(one.start <= minute < one.end for one in there)
        staff = sum(one.start <= minute < one.end for one in shifts)
        if here and staff < -(-here // 8):
            short += 1
            assert any(one.start <= minute < one.end for one in day.lacks)
    assert day.judged.short == sum(one.end - one.start for one in day.lacks) == short
    assert (day.judged.verdict == Verdict.MET) == (short == 0)


@pytest.mark.parametrize(("school_day", "verdict"), [(True, "too_long"), (False, "within")])
def test_out_of_school_care_has_half_an_hour_on_a_school_day(school_day, verdict):
    law = rules(Care.BSO, DAY)
    there = [Presence(EIGHT, 540, 0, n) for n in range(11)]
    day = judged_day(
        moments(there, [Shift(450, 1110)], law), [(450, 1110)] * 2, **OPEN | {"care": Care.BSO},
        school_day=school_day,
    )  # fmt: skip
    assert day.judged.verdict == verdict
