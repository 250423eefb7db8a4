"""Who is in a conversation on a day: one rule, computed anew at every question (F1).

Pure. Nobody is ever added to a conversation: who is in it follows from where the child has its
place, who lives in the household, and who works in the group. There is no list of receivers, so a
reply can reach nobody whom the first message could not.

A group hears of a child from 14 days before its place starts until and including its last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

BEFORE = timedelta(days=14)
GROUP_ROLES = frozenset({"caregiver"})
MANAGER_ROLES = frozenset({"manager", "owner"})
OFFICE_ROLES = frozenset({"manager", "owner", "office"})


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both inclusive; without a last day it goes on."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the child in a group."""

    group: Any
    location: Any
    days: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """What an adult is to the child. `sees`: whether news of the child is for this adult at all."""

    guardian: Any
    household: Any
    days: Span
    blocked: bool = False
    relative: bool = False
    sees: bool = True

    def counts(self, day: date) -> bool:
        """A relative reads along in the diary, and in no conversation (A6)."""
        return self.days.holds(day) and self.sees and not self.blocked and not self.relative


@dataclass(frozen=True, slots=True)
class Post:
    """A role of a colleague at its width; empty is everywhere."""

    employee: Any
    role: str
    days: Span
    location: Any = None
    group: Any = None
    child: Any = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads and writes. `managers` may look, and hear of what stays unseen.

    `group` is where the child has its place. `is_open`: whether something can be said now.
    """

    family: frozenset = frozenset()
    staff: frozenset = frozenset()
    managers: frozenset = frozenset()
    group: Any = None
    is_open: bool = False

    @property
    def everybody(self) -> frozenset:
        return self.family | self.staff | self.managers


NOBODY = Audience()


def place_on(places: Iterable[Place], day: date) -> Place | None:
    """Where the child belongs on `day`, or will within 14 days; the place it has goes first."""
    places = list(places)
    now = [one for one in places if one.days.holds(day)]
    soon = [one for one in places if day < one.days.first <= day + BEFORE]
    latest = max(now, key=lambda one: one.days.first, default=None)
    return latest or min(soon, key=lambda one: one.days.first, default=None)


def household_on(relations: Iterable[Relation], household, day: date) -> frozenset:
    """The guardians of one household who may talk about the child on `day`."""
    return frozenset(
        one.guardian for one in relations if one.household == household and one.counts(day)
    )


def with_group(places, relations, posts: Iterable[Post], *, household, child, day) -> Audience:
    """Who is in the conversation about a child between one household and its group."""
    family, place = household_on(relations, household, day), place_on(places, day)
    if place is None:
        return Audience(family=family)
    posts = [one for one in posts if one.days.holds(day)]
    staff = {one.employee for one in posts if _in_group(one, place, child)}
    managers = {
        one.employee
        for one in posts
        if one.role in MANAGER_ROLES and one.location in (None, place.location)
    }
    return Audience(family, frozenset(staff), frozenset(managers), place.group, bool(family))


def _in_group(post: Post, place: Place, child) -> bool:
    if post.role == "mentor":
        return post.child == child
    return post.role in GROUP_ROLES and post.group == place.group


def with_office(families, posts: Iterable[Post], *, household, day) -> Audience:
    """Who is in the conversation of a household with the office.

    `families`: per child of the household its places and relations. The office of every location
    where one of them has, had or will have a place; it goes on after the last day (the last
    invoice comes later). Where no child has a place yet: who reaches the whole organisation.
    """
    family: set = set()
    locations: set = set()
    for places, relations in families:
        mine = household_on(relations, household, day)
        family |= mine
        locations |= {one.location for one in places if mine}
    staff = {
        one.employee
        for one in posts
        if one.role in OFFICE_ROLES
        and one.days.holds(day)
        and (one.location is None or one.location in locations)
    }
    readers = frozenset(staff)
    return Audience(frozenset(family), readers, readers, is_open=bool(family and readers))
