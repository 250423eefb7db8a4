"""The lines of growth."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.development.curves import HEIGHT, TOP, WIDTH, curves_of

BORN = date(2025, 7, 1)


class Measured(NamedTuple):
    day: date
    grams: int | None
    millimetres: int | None


def test_what_was_never_measured_has_no_line():
    assert curves_of([], BORN) == []
    assert [one.unit for one in curves_of([Measured(BORN, 3500, None)], BORN)] == ["kg"]


def test_a_line_says_what_was_measured():
    measured = [Measured(BORN, 3500, 510), Measured(BORN + timedelta(days=60), 5200, None)]
    weight, length = curves_of(measured, BORN)

    assert [one.number for one in weight.points] == [3.5, 5.2]
    assert [one.number for one in length.points] == [51.0]
    assert weight.points[0].y > weight.points[1].y  # heavier stands higher
    assert len(weight.ends) == 2
    assert len(length.ends) == 1


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(300, 60_000)), min_size=1))
def test_every_point_stands_inside_the_drawing_in_the_order_of_the_days(told):
    told.sort()
    measured = [Measured(BORN + timedelta(days=day), grams, None) for day, grams in told]
    points = curves_of(measured, BORN)[0].points

    assert all(0 <= one.x <= WIDTH and TOP <= one.y <= TOP + HEIGHT for one in points)
    assert [one.x for one in points] == sorted(one.x for one in points)
