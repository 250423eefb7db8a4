"""An infectious illness in a group: told to its families, without a name (E3)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import Absence, Booking, InfectionNotice, OutbreakRule, Placement
from kiekeboe.planning.outbreaks import USUAL, Case, Threshold, hints

LONGEST = timedelta(days=60)  # that a notice stands


@transaction.atomic
def tell_infection(
    id: UUID, group, *, illness: str, until: date, words="", by: Actor, at: datetime
) -> InfectionNotice:
    """Tell all families of a group. Nobody is named: who is sick is not even read.

    Sent twice, it is told once.
    """
    locked_head(by.organisation)
    if known := InfectionNotice.objects.filter(pk=id, organisation=by.organisation).first():
        return known
    today = at.astimezone(group.location.zone).date()
    notice = InfectionNotice.objects.create(
        id=id,
        organisation_id=by.organisation,
        group=group,
        illness=illness,
        words=words,
        told_on=today,
        until=min(max(until, today), today + LONGEST),
        told_by=by.person,
        told_at=at,
    )
    record("infection_told", notice, by=by, at=at, group=group.pk,
           children=children_of(group, today, notice.until))  # fmt: skip
    return notice


@transaction.atomic
def withdraw_infection(notice: InfectionNotice, *, by: Actor, at: datetime) -> InfectionNotice:
    """It is over, or was a mistake. Twice changes nothing."""
    locked_head(by.organisation)
    notice = InfectionNotice.objects.get(pk=notice.pk, organisation=by.organisation)
    if notice.withdrawn_at is None:
        notice.withdrawn_at = at
        notice.save(update_fields=["withdrawn_at"])
        record("infection_withdrawn", notice, by=by, at=at, group=notice.group_id)
    return notice


def children_of(group, first: date, last: date) -> list[UUID]:
    """Who comes in a group between two days: placed there, or with a day booked."""
    lasting = Q(ended_on=None) | Q(ended_on__gte=first)
    placed = Placement.objects.filter(lasting, group=group, started_on__lte=last)
    booked = Booking.objects.standing().filter(group=group, day__gte=first, day__lte=last)
    return sorted(
        {*placed.values_list("child", flat=True), *booked.values_list("child", flat=True)}
    )


def infections_on(groups, day: date):
    """What is going round in these groups (ids) on a day, newest first. One question."""
    return InfectionNotice.objects.filter(
        group__in=groups, told_on__lte=day, until__gte=day, withdrawn_at=None
    ).order_by("-told_at")


def thresholds_on(location, day: date) -> tuple[Threshold, ...]:
    """What the GGD of this location wants to hear on a day: its own numbers, or the usual ones."""
    return _thresholds([location.pk], day).get(location.pk, USUAL)


def _thresholds(locations, day: date) -> dict:
    """{location: thresholds} of the locations with numbers of their own. One question."""
    kept = OutbreakRule.objects.filter(location__in=locations, since__lte=day).order_by("since")
    found: dict = {}
    for row in kept:
        known = found.setdefault(row.location_id, {one.sign: one for one in USUAL})
        known[row.sign] = Threshold(row.sign, row.days, row.cases, row.one_in)
    return {location: tuple(known.values()) for location, known in found.items()}


def hints_in(groups, day: date, *, at: datetime) -> dict:
    """{group id: hints} of what a manager might tell the GGD now. Three questions for any number
    of groups; `day` is today."""
    thresholds = _thresholds({one.location_id for one in groups}, day)
    longest = max(one.days for each in (USUAL, *thresholds.values()) for one in each)
    there: dict = {one.pk: set() for one in groups}
    placed = Placement.objects.in_force(day).filter(group__in=there)
    for group, child in placed.values_list("group", "child"):
        there[group].add(child)
    reports = Absence.objects.filter(
        child__in=set().union(*there.values()), kind=Absence.Kind.SICK, withdrawn_at=None,
        reported_at__gte=at - timedelta(days=longest),
    ).exclude(sign="")  # fmt: skip
    cases = [Case(*row) for row in reports.values_list("child", "sign", "reported_at")]
    return {
        one.pk: hints(
            [case for case in cases if case.child in there[one.pk]],
            len(there[one.pk]), at, thresholds.get(one.location_id, USUAL),
        )
        for one in groups
    }  # fmt: skip


@transaction.atomic
def set_thresholds(
    location, thresholds, *, since: date, by: Actor, at: datetime
) -> list[OutbreakRule]:
    """The numbers of the own GGD, from a day on. Only what differs is written; twice is once."""
    locked_head(by.organisation)
    standing = {one.sign: one for one in thresholds_on(location, since)}
    changed = [one for one in thresholds if standing.get(one.sign) != one]
    rows = [
        OutbreakRule.objects.update_or_create(
            organisation_id=location.organisation_id, location=location, sign=one.sign,
            since=since, defaults={"days": one.days, "cases": one.cases, "one_in": one.one_in},
        )[0]
        for one in changed
    ]  # fmt: skip
    if rows:
        record("thresholds_set", location, by=by, at=at, signs=[one.sign for one in changed])
    return rows
