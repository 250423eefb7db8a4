"""Weight and length as lines: numbers for a drawing, and the same in words for a table.

Only the child's own measurements; no line of other children. Pure.
"""

from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT = 320, 140
LEFT, TOP, FOOT = 8, 22, 24  # room for the words around the line


class Point(NamedTuple):
    """Where a measurement stands in the drawing, and what it says."""

    x: int
    y: int
    day: date
    number: float  # kilos or centimetres


class Curve(NamedTuple):
    """A line through the points; `unit` is `kg` or `cm`."""

    unit: str
    points: list[Point]

    @property
    def path(self) -> str:
        """The points as the drawing takes them."""
        return " ".join(f"{one.x},{one.y}" for one in self.points)

    @property
    def ends(self) -> list[Point]:
        """The first and the last point, which carry their number."""
        return [self.points[0]] if len(self.points) == 1 else [self.points[0], self.points[-1]]


def curves_of(measured, born_on: date) -> list[Curve]:
    """Weight and length over the age; what was never measured has no line.

    `measured` has `day`, `grams` and `millimetres`, the oldest first.
    """
    weights = [(one.day, one.grams / 1000) for one in measured if one.grams]
    lengths = [(one.day, one.millimetres / 10) for one in measured if one.millimetres]
    made = (("kg", weights), ("cm", lengths))
    return [Curve(unit, _points(rows, born_on)) for unit, rows in made if rows]


def _points(rows, born_on) -> list[Point]:
    days = [(day - born_on).days for day, _number in rows]
    numbers = [number for _day, number in rows]
    across = _place(days, WIDTH - 2 * LEFT)
    up = _place(numbers, HEIGHT)
    return [
        Point(LEFT + x, TOP + HEIGHT - y, day, number)
        for x, y, (day, number) in zip(across, up, rows, strict=True)
    ]


def _place(values, room: int) -> list[int]:
    """Where each value stands between the least and the most, in whole steps; alone: halfway."""
    least, most = min(values), max(values)
    if least == most:
        return [room // 2] * len(values)
    return [round((value - least) / (most - least) * room) for value in values]
