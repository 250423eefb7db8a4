"""Colleagues, children and rules as a snapshot holds them, without a question."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from kiekeboe.care import kinds, policy, sleepchecks
from kiekeboe.people.models import Role
from kiekeboe.planning.weighing import Worth, worth


@dataclass
class Colleague:
    """Somebody with a role in this house, and when they work in these two days."""

    id: object
    first_name: str
    last_name: str
    portrait: str
    roles: dict = field(default_factory=dict)  # (name, group), in order
    shifts: dict = field(default_factory=dict)  # (group, from, until), in order
    skills: set = field(default_factory=set)
    away: dict = field(default_factory=dict)  # id → (kind, state, first day, last day, reason)

    def is_away(self, day: date) -> bool:
        return any(
            state == "approved" and first <= day and (last is None or day <= last)
            for _kind, state, first, last, _reason in self.away.values()
        )

    def worth(self, day: date, care) -> Worth:
        """What this colleague counts for in the ratio."""
        learning = any(name == Role.Name.TRAINEE for name, _group in self.roles)
        return worth(self.skills, day, care, learning=learning)

    def works_at(self, now) -> bool:
        return any(start <= now < end for _group, start, end in self.shifts)


@dataclass
class Stay:
    """One visit, from door to door."""

    id: object
    group: object
    arrived_at: datetime
    left_at: datetime | None
    brought_by: str
    collected_by: str
    by_clock: bool
    let_in_by: object


@dataclass
class Kid:
    """One child in a snapshot."""

    id: object
    first_name: str
    last_name: str
    born_on: date
    portrait: str
    started_on: date | None
    feeding: str
    group: object = None  # where it is placed today
    tomorrow: object = None
    patterns: set = field(default_factory=set)  # of the contract
    bookings: list = field(default_factory=list)
    partly: list = field(default_factory=list)  # absences of a part of a day
    lent: list = field(default_factory=list)
    home: object = None  # where it is placed, also while it is lent
    runs: list = field(default_factory=list)  # (school, when it is out), today and tomorrow
    fetched: tuple | None = None  # (id, school, moment)
    slots: set = field(default_factory=set)  # (group, from, until)
    stays: list = field(default_factory=list)
    allergies: list = field(default_factory=list)
    absences: list = field(default_factory=list)
    guardians: list = field(default_factory=list)
    collectors: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    reactions: list = field(default_factory=list)
    remembered: dict = field(default_factory=dict)  # kind → (amount, details)
    nap: tuple | None = None  # (entry, since), while the child sleeps


@dataclass(frozen=True)
class Rules:
    """What is logged and how often sleeping children are looked at, in this location."""

    log: tuple
    sleep: tuple

    def levels(self, kid: Kid, group, months) -> dict:
        """How hard each kind is asked for, for one child in this group."""
        mine = kid.id if any(row[4] == kid.id for row in self.log) else None
        return _levels(self.log, months, group, mine)

    def interval(self, months) -> int | None:
        """Minutes between two looks at a sleeping child, or None."""
        return sleepchecks.interval_minutes(months, self.sleep or sleepchecks.DEFAULT_INTERVALS)


@lru_cache(maxsize=512)
def _levels(rows, months, group, child):
    def wishes(fits):
        return [policy.Row(*row[:4]) for row in rows if fits(row[5], row[4])]

    decided = policy.levels(
        kinds.DEFAULTS,
        wishes(lambda g, c: g is None and c is None),
        wishes(lambda g, c: g is not None and g == group),
        wishes(lambda g, c: c is not None and c == child),
        months,
    )
    return {kind: one.level for kind, one in decided.items()}
