"""Steady faces and rooms of a week."""

from datetime import date, timedelta

import pytest

from kiekeboe.planning.slices import Agreed, DayType, Pattern
from kiekeboe.planning.steady_faces import Face
from kiekeboe.planning.steady_week import (
    face_warnings,
    has_changing_days,
    moves_too_much,
    needs_faces,
)

MONDAY = date(2026, 4, 13)
TUESDAY = MONDAY + timedelta(days=1)
BABY = date(2025, 7, 1)


def warned(faces, days, born_on=BABY, at_once=2):
    return face_warnings(
        "noor", born_on, dict.fromkeys(days, faces), days, at_once=dict.fromkeys(days, at_once)
    )


def test_a_day_without_a_steady_face_is_warned_of():
    days = {MONDAY: {"eva", "riet"}, TUESDAY: {"riet"}}
    (one,) = warned({"eva", "joris"}, days)
    assert (one.child, one.face, one.days) == ("noor", Face.NONE_TODAY, (TUESDAY,))


def test_three_faces_are_too_many_for_a_baby_but_not_in_a_large_group():
    days = {MONDAY: {"eva"}}
    (one,) = warned({"eva", "joris", "riet"}, days)
    assert (one.face, one.most) == (Face.TOO_MANY, 2)
    assert warned({"eva", "joris", "riet"}, days, at_once=3) == []
    assert warned({"eva", "joris", "riet"}, days, born_on=date(2024, 7, 1)) == []


def test_a_child_without_named_faces_is_no_warning_but_a_baby_needs_them():
    assert warned(set(), {MONDAY: {"eva"}}) == []
    assert needs_faces(BABY, MONDAY)
    assert not needs_faces(BABY, date(2026, 7, 1))


def pattern(**told):
    return Pattern("kikkers", 1, 480, 1080, MONDAY, **told)


def test_three_rooms_in_a_week_are_too_many_for_fixed_days():
    fixed = Agreed((pattern(),))
    assert moves_too_much(fixed, ["a", "b", "c"])
    assert not moves_too_much(fixed, ["a", "b", "a"])


@pytest.mark.parametrize(
    "agreed",
    [Agreed(), Agreed((pattern(every=2),)), Agreed((pattern(days=frozenset({DayType.STUDY})),))],
)
def test_changing_days_are_free_of_the_two_rooms(agreed):
    assert has_changing_days(agreed)
    assert not moves_too_much(agreed, ["a", "b", "c"])
