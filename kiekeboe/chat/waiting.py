"""How long something from a parent may stay unseen before the manager hears of it (F3). Pure."""

from datetime import UTC, datetime, timedelta

from kiekeboe.chat.policy import House

LONGEST = timedelta(days=7)  # also where the house never opens, somebody hears of it


def due_at(house: House, heard_at: datetime, *, urgent: bool = False) -> datetime:
    """When the manager hears of a message that nobody saw, in UTC.

    After so many hours of opening time as the policy says that held when we heard the message,
    and never later than a week.
    """
    policy = house.policy_at(heard_at)
    left = timedelta(hours=policy.urgent_hours if urgent else policy.unseen_hours)
    latest = heard_at.astimezone(UTC) + LONGEST
    for begins, ends in house.openings(heard_at):
        if ends - begins >= left:
            return min(latest, begins + left)
        left -= ends - begins
    return latest


def is_overdue(house: House, heard_at: datetime, now: datetime, *, urgent: bool = False) -> bool:
    """Whether a message that is still unseen at `now` is one for the manager."""
    return due_at(house, heard_at, urgent=urgent) <= now
