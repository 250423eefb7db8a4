"""How long a sign-in lasts (S22). Pure: moments in, moments out; the edge itself is over."""

from datetime import datetime, timedelta

ROLLING = timedelta(days=90)  # a parent's phone, counted from its last use
ABSOLUTE = timedelta(days=365)  # and never longer than this
OFFICE_IDLE = timedelta(minutes=30)
OFFICE_ABSOLUTE = timedelta(hours=12)
STEP_UP = timedelta(minutes=5)  # "is it you?" for passwords, passkeys and addresses
HALFWAY = timedelta(minutes=10)  # from the first proof to the second one
NOBODY = timedelta(hours=1)  # a session in which nobody signed in
SEEN_STEP = timedelta(minutes=5)  # the last use of a session is written no more often


def ends_at(began_at: datetime, seen_at: datetime) -> datetime:
    """When a sign-in is over: 90 days after its last use, 365 days after its start."""
    return min(seen_at + ROLLING, began_at + ABSOLUTE)


def office_ends_at(began_at: datetime, seen_at: datetime) -> datetime:
    """When the office asks again: 30 minutes after its last use, 12 hours after its start."""
    return min(seen_at + OFFICE_IDLE, began_at + OFFICE_ABSOLUTE)


def is_fresh(proved_at: datetime | None, at: datetime) -> bool:
    """Whether a person proved who they are less than five minutes ago."""
    return proved_at is not None and proved_at <= at < proved_at + STEP_UP
