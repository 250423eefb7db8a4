"""What is wrong with the steady faces and the rooms of children in a week (H3).

Pure, over what `steady_faces` judges day by day; the sentences are in the office.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiekeboe.people.ages import age_in_months
from kiekeboe.planning.slices import Agreed
from kiekeboe.planning.steady_faces import ONE_YEAR, Face, judge_faces, most_faces, too_many_rooms


@dataclass(frozen=True, slots=True)
class FaceWarning:
    """A child with too many steady faces (`most` is how many it may have), or none that day."""

    child: Any
    face: Face
    days: tuple[date, ...]
    most: int


def face_warnings(
    child: Any,
    born_on: date,
    faces: Mapping[date, Collection],
    days: Mapping[date, Collection],
    *,
    at_once: Mapping[date, int],
) -> list[FaceWarning]:
    """`faces` are the steady faces of each day, `days` who works in its group on each day that the
    child comes, `at_once` how many professionals work there at the same time."""
    wrong: dict[Face, list[date]] = {}
    most = 99
    for day, working in days.items():
        age = age_in_months(born_on, day)
        found = judge_faces(
            faces.get(day, ()), working, age_months=age, staff_at_once=at_once.get(day, 0)
        )
        if found != Face.WELL:
            wrong.setdefault(found, []).append(day)
        if found == Face.TOO_MANY:
            most = min(most, most_faces(age, staff_at_once=at_once.get(day, 0)))
    return [FaceWarning(child, face, tuple(on), most) for face, on in wrong.items()]


def needs_faces(born_on: date, day: date) -> bool:
    """Whether the office is told when no steady face was named: for children under one year."""
    return age_in_months(born_on, day) < ONE_YEAR


def moves_too_much(agreed: Agreed, rooms: Collection) -> bool:
    """Whether a child is in more rooms this week than it may be."""
    return too_many_rooms(rooms, changing_days=has_changing_days(agreed))


def has_changing_days(agreed: Agreed) -> bool:
    """Whether the days of a contract change: flexible care, or weeks that differ."""
    fixed = [one for one in agreed.patterns if one.every == 1 and one.days is None]
    return len(fixed) < len(agreed.patterns) or not fixed
