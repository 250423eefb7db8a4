"""The three-hour rule, the second adult, the fixed faces: the vectors and what lies between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.planning.ratio import Care
from kiekeboe.planning.short_staffed import (
    Second,
    Stretch,
    Verdict,
    half,
    judge,
    minutes_allowed,
    second_adult,
)
from kiekeboe.planning.steady_faces import Face, judge_faces, too_many_rooms

LONG, SHORT = 11 * 60, 9 * 60 + 30


def allowed(care=Care.DAYCARE, open_minutes=LONG, school_day=False):
    return minutes_allowed(care, open_minutes=open_minutes, school_day=school_day)


@pytest.mark.parametrize(
    ("needed", "present", "minutes", "day", "adults", "verdict"),
    [
        (2, 1, [180], {}, 2, Verdict.WITHIN),
        (2, 1, [195], {}, 2, Verdict.TOO_LONG),
        (3, 1, [15], {}, 2, Verdict.BELOW_HALF),
        (3, 2, [60, 120], {}, 2, Verdict.WITHIN),
        (2, 1, [60], {"open_minutes": SHORT}, 2, Verdict.NOT_ALLOWED),
        (2, 1, [30], {"care": Care.BSO, "school_day": True}, 2, Verdict.WITHIN),
        (2, 1, [31], {"care": Care.BSO, "school_day": True}, 2, Verdict.TOO_LONG),
        (2, 1, [170], {"care": Care.BSO, "open_minutes": 630}, 2, Verdict.WITHIN),
        (1, 0, [1], {}, 2, Verdict.NOBODY),
        (2, 1, [60], {}, 1, Verdict.ALONE),
    ],
    ids="abcdefghij",
)
def test_the_law_on_fewer_staff(needed, present, minutes, day, adults, verdict):
    whole = [Stretch(LONG, needed, needed, adults)]
    fewer = [Stretch(one, needed, present, adults) for one in minutes]
    judged = judge(whole + fewer, allowed=allowed(**day))
    assert judged.verdict == verdict
    assert judged.short == sum(minutes)


@pytest.mark.parametrize(("needed", "least"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3)])
def test_half_of_the_staff_is_rounded_up(needed, least):
    assert half(needed) == least


STRETCHES = st.lists(
    st.builds(
        Stretch, st.integers(0, 300), st.integers(0, 4), st.integers(0, 4), st.integers(0, 6)
    ),
    max_size=12,
)


@given(STRETCHES, st.randoms())
def test_the_order_of_the_day_does_not_matter(stretches, chance):
    other = list(stretches)
    chance.shuffle(other)
    assert judge(stretches, allowed=180) == judge(other, allowed=180)


@given(STRETCHES)
def test_cutting_a_stretch_in_minutes_changes_nothing(stretches):
    minutes = [Stretch(1, *one) for one in ((s.needed, s.present, s.adults) for s in stretches
               for _ in range(s.minutes))]  # fmt: skip
    assert judge(stretches, allowed=180) == judge(minutes, allowed=180)


@given(STRETCHES)
def test_one_more_on_the_floor_never_makes_it_worse(stretches):
    grave = list(Verdict)
    more = [Stretch(s.minutes, s.needed, s.present + 1, s.adults + 1) for s in stretches]
    before, after = (judge(each, allowed=180).verdict for each in (stretches, more))
    assert grave.index(after) >= grave.index(before)


def test_who_stands_alone_is_told_who_else_must_be_there():
    def alone(care=Care.DAYCARE, **numbers):
        return second_adult(care, **({"needed": 1, "present": 1, "adults": 1} | numbers))

    assert alone() == {Second.WITHIN_REACH, Second.SEEN_OR_HEARD}
    assert alone(needed=2) == {Second.IN_THE_BUILDING, Second.SEEN_OR_HEARD}
    assert alone(Care.BSO) == {Second.WITHIN_REACH}
    assert alone(adults=2) == alone(present=2, needed=2) == alone(needed=0) == frozenset()


@pytest.mark.parametrize(
    ("faces", "age", "at_once", "today", "verdict"),
    [
        ("ab", 10, 2, "a", Face.WELL),
        ("abc", 10, 2, "a", Face.TOO_MANY),
        ("abc", 10, 3, "a", Face.WELL),
        ("abc", 14, 2, "a", Face.WELL),
        ("abcd", 14, 2, "a", Face.TOO_MANY),
        ("abcd", 14, 3, "a", Face.WELL),
        ("ab", 10, 2, "xy", Face.NONE_TODAY),
    ],
)
def test_a_child_has_few_faces_and_one_of_them_every_day(faces, age, at_once, today, verdict):
    assert judge_faces(faces, today, age_months=age, staff_at_once=at_once) == verdict


def test_two_rooms_a_week_unless_the_days_change():
    assert too_many_rooms("abc", changing_days=False)
    assert not too_many_rooms("aab", changing_days=False)
    assert not too_many_rooms("abc", changing_days=True)
