"""Setting what is logged at which age, and how often we look at who sleeps (B5, B6)."""

from django.db import transaction

from kiekeboe.care.models import LogRule, SleepCheckRule
from kiekeboe.events.recording import record


def rules_at(location, group=None, child=None):
    """The rows of one level: of the location itself, of a group in it, or of a child."""
    return LogRule.objects.filter(
        organisation=location.organisation_id, location=location, group=group, child=child
    )


@transaction.atomic
def set_levels(location, wishes, *, group=None, child=None, by, at):
    """Replace the rows of one level by `wishes` (anything like `policy.Row`).

    The same wishes again change nothing; no wishes gives the level back to the one above it.
    """
    rows = rules_at(location, group, child)
    wanted = {(wish.kind, wish.level, wish.from_month, wish.until_month) for wish in wishes}
    if wanted == set(rows.values_list("kind", "level", "from_month", "until_month")):
        return
    rows.delete()
    width = {"organisation_id": location.organisation_id, "location": location}
    LogRule.objects.bulk_create(
        LogRule(
            kind=kind,
            level=level,
            from_month=from_month,
            until_month=until_month,
            group=group,
            child=child,
            **width,
        )
        for kind, level, from_month, until_month in sorted(wanted, key=str)
    )
    record(
        "log_policy_set",
        child or group or location,
        by=by,
        at=at,
        children=[child.pk] if child else (),
        group=group.pk if group else None,
    )


@transaction.atomic
def set_sleep_checks(location, intervals, *, by, at):
    """Replace the sleep checks of a location by (from month, minutes or None) pairs."""
    rows = SleepCheckRule.objects.filter(location=location)
    if set(intervals) == set(rows.values_list("from_month", "minutes")):
        return
    rows.delete()
    SleepCheckRule.objects.bulk_create(
        SleepCheckRule(
            organisation_id=location.organisation_id,
            location=location,
            from_month=from_month,
            minutes=minutes,
        )
        for from_month, minutes in intervals
    )
    record("sleep_checks_set", location, by=by, at=at)
