"""In which state a child is on the board. Derived from what is known, never stored (B1).

Pure: plain values and the clock in, a state with its moment out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE = timedelta(minutes=30)  # expected and not here: somebody calls the parents


class State(StrEnum):
    EXPECTED = "expected"
    LATE = "late"
    PRESENT = "present"
    ASLEEP = "asleep"
    COLLECTED = "collected"
    SICK = "sick"
    LEAVE = "leave"
    NOT_ANNOUNCED = "not_announced"
    CLOSED = "closed"
    OFF = "off"


HERE = frozenset({State.PRESENT, State.ASLEEP})
ON_THE_BOARD = HERE | {State.EXPECTED, State.LATE}
AWAY = frozenset({State.COLLECTED, State.SICK, State.LEAVE, State.NOT_ANNOUNCED, State.CLOSED})
ABSENCES = {
    "sick": State.SICK,
    "leave": State.LEAVE,
    "unannounced": State.NOT_ANNOUNCED,
    "closed": State.CLOSED,
}


@dataclass(frozen=True)
class Stay:
    """One visit: from door to door; `left_at` is empty while the child is here."""

    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True)
class Slot:
    """A stretch of today's contract."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Standing:
    """A state and the moment it tells: since, at, or from when the child is expected."""

    state: State
    moment: datetime | None = None


def standing(
    *,
    now: datetime,
    stays: Sequence[Stay] = (),
    slots: Sequence[Slot] = (),
    absence: str | None = None,
    asleep_since: datetime | None = None,
) -> Standing:
    """What the board says of a child at `now`.

    Who is here is here, whatever was reported. After that a report from home wins over the
    contract; a child that went home is expected again only for a later stretch of the day. A
    stretch that ended without the child leaves it not announced.
    """
    if any(stay.left_at is None for stay in stays):
        return _here(stays, asleep_since)
    left = max((stay.left_at for stay in stays), default=None)
    if absence and left is None:
        return Standing(ABSENCES[absence])
    ahead = [slot for slot in slots if slot.ends_at > now and not _used(slot, stays)]
    if ahead:
        first = min(slot.starts_at for slot in ahead)
        return Standing(State.LATE if now - first >= LATE else State.EXPECTED, first)
    if left is not None:
        return Standing(State.COLLECTED, left)
    if slots:
        return Standing(State.NOT_ANNOUNCED, min(slot.starts_at for slot in slots))
    return Standing(State.OFF)


def group_of_today(*, open_visit=None, visited=None, contract=None, placed=None):
    """In which one group a child appears: where it is, then was, then is planned, then belongs."""
    return open_visit or visited or contract or placed


def _here(stays, asleep_since) -> Standing:
    if asleep_since is not None:
        return Standing(State.ASLEEP, asleep_since)
    return Standing(State.PRESENT, max(s.arrived_at for s in stays if s.left_at is None))


def _used(slot: Slot, stays: Sequence[Stay]) -> bool:
    """Whether a stay touches the stretch: the child came for it, early or late."""
    return any(
        stay.arrived_at < slot.ends_at and (stay.left_at is None or stay.left_at > slot.starts_at)
        for stay in stays
    )
