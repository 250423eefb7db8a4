"""When a group may do with fewer staff for a while (drie-uursregeling), and who else must be there.

Pure: the stretches of one group and day in, a `Verdict` out. Counted per group, in whole minutes.
Source: Besluit kwaliteit kinderopvang art. 7 and 16, relaxed on 2023-07-01 (Stb. 2023, 144).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiekeboe.planning.ratio import Care

LONG_DAY = 10 * 60  # minutes that a location must be open for the three hours
THREE_HOURS, HALF_AN_HOUR = 180, 30


class Verdict(StrEnum):
    """What holds for a group and a day, the gravest first."""

    NOBODY = "nobody"  # children and no staff at all
    BELOW_HALF = "below_half"  # fewer than half of what is needed, be it a minute
    NOT_ALLOWED = "not_allowed"  # fewer staff on a day on which that may not be
    TOO_LONG = "too_long"  # longer than the day allows
    ALONE = "alone"  # one professional because of this rule, and no other adult in the building
    WITHIN = "within"  # fewer staff, within the rule
    MET = "met"  # the ratio was met all day

    @property
    def breaks_the_rule(self) -> bool:
        return self not in (Verdict.WITHIN, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many minutes on end with the same children and staff.

    `adults` is everybody of age in the building, those of the group too; None when not known.
    """

    minutes: int
    needed: int
    present: int
    adults: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict with its numbers, in minutes."""

    verdict: Verdict
    short: int
    allowed: int


def half(needed: int) -> int:
    """The fewest there may ever be: half of what is needed, rounded up."""
    return -(-needed // 2)


def minutes_allowed(care: Care | str, *, open_minutes: int, school_day: bool) -> int:
    """How long a group may have fewer staff on a day, in minutes.

    `open_minutes` is the longest stretch in which the location is open. The minutes are the same
    since 2019; what changed on 2023-07-01 is that they no longer have fixed times of the day.
    """
    if care == Care.BSO and school_day:
        return HALF_AN_HOUR
    return THREE_HOURS if open_minutes >= LONG_DAY else 0


def judge(stretches: Iterable[Stretch], *, allowed: int) -> Judged:
    """What the rule says of one group on one day, whatever the order of the stretches."""
    stretches = [one for one in stretches if one.minutes > 0]
    short = [one for one in stretches if one.present < one.needed]
    minutes = sum(one.minutes for one in short)
    return Judged(_verdict(short, minutes, allowed), minutes, allowed)


def _verdict(short: list[Stretch], minutes: int, allowed: int) -> Verdict:
    if not short:
        return Verdict.MET
    if any(one.present == 0 for one in short):
        return Verdict.NOBODY
    if any(one.present < half(one.needed) for one in short):
        return Verdict.BELOW_HALF
    if not allowed:
        return Verdict.NOT_ALLOWED
    if minutes > allowed:
        return Verdict.TOO_LONG
    if any(one.present == 1 and one.adults is not None and one.adults < 2 for one in short):
        return Verdict.ALONE
    return Verdict.WITHIN


class Second(StrEnum):
    """Which other adult there must be besides one professional."""

    NONE_NEEDED = "none_needed"
    WITHIN_REACH = "within_reach"  # by phone, and there within fifteen minutes
    IN_THE_BUILDING = "in_the_building"
    SEEN_OR_HEARD = "seen_or_heard"  # day care: another adult sees or hears what happens (art. 4.4)


def second_adult(care: Care | str, *, needed: int, present: int, adults: int) -> frozenset[Second]:
    """What to warn of when one professional stands alone; empty when it is well.

    `adults` is everybody of age in the building. Whether somebody is within reach by phone, or sees
    and hears through glass, no program knows: those are warnings, never verdicts.
    """
    if present != 1 or not needed:
        return frozenset()
    warnings = set()
    if needed > 1 and adults < 2:
        warnings.add(Second.IN_THE_BUILDING)
    elif adults < 2:
        warnings.add(Second.WITHIN_REACH)
    if care == Care.DAYCARE and adults < 2:
        warnings.add(Second.SEEN_OR_HEARD)
    return frozenset(warnings)
