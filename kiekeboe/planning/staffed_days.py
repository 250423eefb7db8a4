"""The days of a planning, judged per group: what the week grid of the office shows (H1, H2).

Reads no rows itself: everything comes from a `Plan`.
"""

from collections.abc import Iterable
from datetime import date

from kiekeboe.planning.group_day import GroupDay, judged_day
from kiekeboe.planning.ratio import BSO_GROUP_MOST
from kiekeboe.planning.reading import Plan, minute
from kiekeboe.planning.room import Presence, Shift, moments
from kiekeboe.planning.slices import DayType

OF_SCHOOL = (DayType.SCHOOL, DayType.FREE_AFTERNOON)


def staffed(plan: Plan, group, day: date) -> GroupDay:
    """One group on one day. Where the law counts a whole location, ask `whole_location` too."""
    there, shifts = plan.presences(group.pk, day), plan.shifts.get((group.pk, day), ())
    return judged_as(plan, day, there, shifts, adults(plan, day), places_of(plan, group, day))


def whole_location(plan: Plan, groups: Iterable, day: date) -> GroupDay | None:
    """All groups together, where the law counts them so (out-of-school care since 2024-07-01);
    None where each group is counted by itself."""
    if not plan.law(day).whole_location:
        return None
    there: list[Presence] = []
    shifts: list[Shift] = []
    places = 0
    for group in groups:
        there += plan.presences(group.pk, day)
        shifts += plan.shifts.get((group.pk, day), ())
        places += places_of(plan, group, day)
    return judged_as(plan, day, there, shifts, adults(plan, day), places)


def places_of(plan: Plan, group, day: date) -> int:
    """How many children a group may have that day: its places, and never more than the law."""
    if plan.law(day).whole_location:
        return min(group.capacity, BSO_GROUP_MOST)
    return group.capacity


def is_school_day(plan: Plan, day: date) -> bool:
    """Whether the shorter rule of a school day holds: when one of the schools teaches, and when
    we know of no school."""
    if not plan.schools:
        return True
    kinds = {plan.kind_of_day(child, day) for child in plan.schools} - {None}
    return not kinds or any(kind in OF_SCHOOL for kind in kinds)


def adults(plan: Plan, day: date) -> list[tuple[int, int]]:
    """From when to when each colleague is in the building: everybody, whatever they count for."""
    return [(one.start, one.end) for one in plan.duties.get(day, ())]


def judged_as(plan: Plan, day: date, there, shifts, adults, places: int) -> GroupDay:
    """A day of these children, shifts and adults, by the rules of a planning: what was planned, or
    what really was."""
    place = plan.location
    return judged_day(
        moments(there, shifts, plan.law(day)),
        adults,
        care=plan.care,
        places=places,
        opens=minute(place.opens_at),
        closes=minute(place.closes_at),
        school_day=is_school_day(plan, day),
    )
