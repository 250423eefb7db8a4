"""When nobody is disturbed (G3): quiet hours of a person, over midnight if need be."""

from datetime import datetime, time, timedelta
from uuid import UUID

from kiekeboe.notifications.models import PushSubscription, QuietHours

USUAL = (time(19), time(7))


def quiet_hours_of(account_ids: set[UUID]) -> dict[UUID, tuple[time, time]]:
    """(from, until) of each of these accounts that has a browser to push to. One question."""
    rows = PushSubscription.objects.filter(account__in=account_ids).values_list(
        "account", "account__quiet_hours__starts_at", "account__quiet_hours__ends_at"
    )
    return {account: USUAL if starts is None else (starts, ends) for account, starts, ends in rows}


def after_quiet(now: datetime, quiet: tuple[time, time] | None) -> datetime:
    """`now` (local), or the end of the quiet hours that it lies in."""
    if quiet is None or not is_quiet(now.time(), *quiet):
        return now
    ends = now.replace(hour=quiet[1].hour, minute=quiet[1].minute, second=0, microsecond=0)
    return ends if ends > now else ends + timedelta(days=1)


def is_quiet(at: time, starts: time, ends: time) -> bool:
    """Whether a time of the day lies from `starts` until `ends`. The same time twice is never."""
    if starts <= ends:
        return starts <= at < ends
    return at >= starts or at < ends


def quiet_hours(account) -> tuple[time, time]:
    """(from, until) as this person chose, or as usual."""
    own = QuietHours.objects.filter(account=account).first()
    return (own.starts_at, own.ends_at) if own else USUAL


def keep_quiet(account, starts: time, ends: time) -> None:
    """The choice of a person."""
    QuietHours.objects.update_or_create(
        account=account, defaults={"starts_at": starts, "ends_at": ends}
    )
