"""The end of the day: nobody is left on the board overnight, and nobody pays for a forgotten tap.

B3: a reminder at closing time, an automatic close that is marked, a list for the next morning.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from kiekeboe.care.models import Visit
from kiekeboe.events import actors
from kiekeboe.events.models import Event
from kiekeboe.events.recording import locked_head, record
from kiekeboe.organisation.models import Location

AFTER = timedelta(hours=1)  # the reminder is at closing; an hour later we close


def closing_moment(location, day) -> datetime:
    """When this location closes on `day`."""
    return datetime.combine(day, location.closes_at, ZoneInfo(location.time_zone))


def is_past_closing(location, now) -> bool:
    """Whether the tablet reminds: still somebody here after closing time."""
    day = now.astimezone(ZoneInfo(location.time_zone)).date()
    return now >= closing_moment(location, day)


def close_forgotten(now) -> int:
    """Close the visits that are open an hour after closing time. Returns how many.

    The visit ends at closing time, or right after it began when the child came later, and is
    marked, so that somebody sets the true time before anybody pays for it.
    """
    closed = 0
    for location in Location.objects.all():
        for visit in _forgotten(location, now):
            day = visit.arrived_at.astimezone(ZoneInfo(location.time_zone)).date()
            until = closing_moment(location, day)
            at = max(until, visit.arrived_at + timedelta(minutes=1))
            by = actors.system(location.organisation_id).heard(now)
            visit.close_by_clock(by=by, at=at)
            closed += 1
    return closed


def to_correct(location, since):
    """Visits that the clock closed and nobody has looked at yet, newest first."""
    return (
        Visit.objects.standing()
        .filter(
            organisation=location.organisation_id,
            group__location=location.pk,
            closed_by_clock_at__isnull=False,
            corrected_at=None,
            arrived_at__gte=since,
        )
        .select_related("child", "group")
        .order_by("-arrived_at")
    )


def remind(now) -> int:
    """Record once per group and day that children are still here after closing. Returns how many.

    The event is the news that open boards hear; the sentence stands on the board itself.
    """
    told = 0
    for location in Location.objects.all():
        if is_past_closing(location, now):
            told += _remind_at(location, now)
    return told


@transaction.atomic
def _remind_at(location, now) -> int:
    """In the organisation's turn to write, so that several clocks remind once."""
    open_visits = Visit.objects.open().filter(
        organisation=location.organisation_id, group__location=location.pk
    )
    if not open_visits.exists():
        return 0
    locked_head(location.organisation_id)
    by = actors.system(location.organisation_id).heard(now)
    untold = [one for one in open_visits.select_related("child", "group") if not _was_told(one)]
    for visit in untold:
        record("still_here_at_closing", visit, by=by, at=now, children=[visit.child_id],
               group=visit.group_id)  # fmt: skip
    return len(untold)


def _forgotten(location, now):
    zone = ZoneInfo(location.time_zone)
    visits = Visit.objects.open().filter(
        organisation=location.organisation_id, group__location=location.pk
    )
    for visit in visits.select_related("child"):
        day = visit.arrived_at.astimezone(zone).date()
        closing = max(closing_moment(location, day), visit.arrived_at)
        if now >= closing + AFTER:
            yield visit


def _was_told(visit) -> bool:
    return Event.objects.filter(
        organisation=visit.organisation_id, verb="still_here_at_closing", subject_id=visit.pk
    ).exists()
