"""Fixed faces and rooms of a child (vaste gezichten, stamgroepruimtes; Besluit kwaliteit art. 9).

Pure: who worked with a child and where it was, in; what is wrong, out.
"""

from collections.abc import Iterable
from enum import StrEnum

ONE_YEAR = 12  # months
ROOMS_A_WEEK = 2


class Face(StrEnum):
    WELL = "well"
    TOO_MANY = "too_many"
    NONE_TODAY = "none_today"


def most_faces(age_months: int, *, staff_at_once: int) -> int:
    """How many fixed faces a child may have at most.

    `staff_at_once` is how many professionals work in its group at the same time.
    """
    base = 2 if age_months < ONE_YEAR else 3
    return base + (staff_at_once >= 3)


def judge_faces(
    faces: Iterable, today: Iterable, *, age_months: int, staff_at_once: int, child_comes=True
) -> Face:
    """Whether the fixed faces of a child are few enough, and one of them works today."""
    faces = set(faces)
    if len(faces) > most_faces(age_months, staff_at_once=staff_at_once):
        return Face.TOO_MANY
    if faces and child_comes and not faces & set(today):
        return Face.NONE_TODAY
    return Face.WELL


def too_many_rooms(rooms_this_week: Iterable, *, changing_days: bool) -> bool:
    """Whether a child was in more rooms than a week allows; a changing contract is free of it."""
    return not changing_days and len(set(rooms_this_week)) > ROOMS_A_WEEK
