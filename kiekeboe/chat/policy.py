"""What holds in the chat of a location at a moment, and when somebody reads it (F2, F4).

Pure. A location has dated policies; the newest that began on or before a day holds on it, so that
a policy of next month switches by itself. Days and hours are those of the location's own clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HORIZON = 60  # days; a house that stays closed longer has no next opening
A_DAY = timedelta(days=1)
WORKING_WEEK = frozenset({1, 2, 3, 4, 5})


class Mode(StrEnum):
    URGENT_ONLY = "urgent_only"
    REGULAR = "regular"


class Way(StrEnum):
    """Another way to tell the house something."""

    REQUEST = "request"  # days, holidays, illness
    NOTE = "note"  # the note from home, for today
    OFFICE = "office"  # the conversation with the office
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Policy:
    """The agreement about chat from a day on. Without hours of its own: those of the location."""

    since: date = date.min
    mode: Mode = Mode.REGULAR
    text_nl: str = ""
    text_en: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    weekdays: frozenset[int] = WORKING_WEEK  # ISO: Monday is 1
    unseen_hours: int = 4  # of opening time, after which the manager hears of it
    urgent_hours: int = 1  # the same for what a parent called urgent

    def text(self, language: str) -> str:
        """What stands above the box; in the other language rather than nothing."""
        told = (self.text_nl, self.text_en)
        mine, other = told if language == "nl" else told[::-1]
        return mine or other


DEFAULT = Policy()


def holding(policies: Iterable[Policy], day: date) -> Policy:
    """The policy that holds on `day`: the newest that began by then."""
    begun = [one for one in policies if one.since <= day]
    return max(begun, key=lambda one: one.since, default=DEFAULT)


def next_switch(policies: Iterable[Policy], day: date) -> Policy | None:
    """The first policy after `day` under which another mode holds; for "until 1 February"."""
    policies = sorted(policies, key=lambda one: one.since)
    now = holding(policies, day).mode
    return next((one for one in policies if one.since > day and one.mode != now), None)


def must_confirm(policy: Policy) -> bool:
    """Whether a parent must say "this is urgent" before a message to the group is sent."""
    return policy.mode == Mode.URGENT_ONLY


def other_ways(policy: Policy) -> tuple[Way, ...]:
    """What is offered instead of a message to the group, the quickest first."""
    return tuple(Way) if must_confirm(policy) else ()


@dataclass(frozen=True, slots=True)
class House:
    """The hours in which a location reads its messages."""

    zone: ZoneInfo
    opens_at: time
    closes_at: time
    policies: tuple[Policy, ...] = ()
    closed: frozenset[date] = frozenset()

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def policy_at(self, moment: datetime) -> Policy:
        return holding(self.policies, self.day_of(moment))

    def hours_on(self, day: date) -> tuple[datetime, datetime] | None:
        """From when until when somebody reads on `day`, in UTC; None on a day that is closed."""
        policy = holding(self.policies, day)
        if day in self.closed or day.isoweekday() not in policy.weekdays:
            return None
        first = self._moment(day, policy.opens_at or self.opens_at)
        last = self._moment(day, policy.closes_at or self.closes_at)
        return (first, last) if first < last else None

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def openings(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the opening times from `moment` on, in order, in UTC, until the
        horizon."""
        first, moment = self.day_of(moment), moment.astimezone(UTC)
        for ahead in range(HORIZON + 1):
            hours = self.hours_on(first + ahead * A_DAY)
            if hours and hours[1] > moment:
                yield max(hours[0], moment), hours[1]

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody reads at this moment; at closing time it is closed."""
        return next(self.openings(moment), (None,))[0] == moment

    def opens_next(self, moment: datetime) -> datetime | None:
        """When somebody reads again: `moment` itself while it is open; None beyond the horizon."""
        return next(self.openings(moment), (None,))[0]
