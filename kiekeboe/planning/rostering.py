"""The roster (rooster): who is planned when in which group (H2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.changing import change
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import Happening, locked_head, record, record_all
from kiekeboe.lib.writing import insert
from kiekeboe.planning.models import ClosedDay, RosterShift, StaffAbsence
from kiekeboe.planning.staff_leave import standing

WEEK = timedelta(days=7)


class Overlaps(Exception):
    """The colleague works elsewhere at that time; `shift` is where."""

    def __init__(self, shift: RosterShift):
        super().__init__(f"{shift.day} {shift.starts_at}–{shift.ends_at}")
        self.shift = shift


class Beware(StrEnum):
    """What makes a shift unusual. A warning, never a refusal."""

    AWAY = "away"  # on leave, in training or sick: the shift counts for nobody
    NOT_EMPLOYED = "not_employed"  # does not work here yet, or no longer
    CLOSED = "closed"  # the location is closed that day
    OUTSIDE_HOURS = "outside_hours"  # before opening or after closing


def cautions(employee, group, day: date, starts_at: time, ends_at: time) -> set[Beware]:
    """What to tell before a shift like this is written. Two questions."""
    place, found = group.location, set()
    if standing(day, day).filter(employee=employee).exists():
        found.add(Beware.AWAY)
    if day < employee.started_on or (employee.ended_on and day > employee.ended_on):
        found.add(Beware.NOT_EMPLOYED)
    if ClosedDay.objects.filter(location=place, day=day).exists():
        found.add(Beware.CLOSED)
    if starts_at < place.opens_at or ends_at > place.closes_at:
        found.add(Beware.OUTSIDE_HOURS)
    return found


@transaction.atomic
def plan_shift(
    id: UUID, employee, group, *, day: date, starts_at: time, ends_at: time, by: Actor,
    at: datetime,
) -> RosterShift:  # fmt: skip
    """Plan a colleague in a group. The same id again changes nothing. Raises Overlaps."""
    locked_head(by.organisation)
    if known := RosterShift.objects.filter(pk=id, organisation=by.organisation).first():
        return known
    _refuse_overlap(employee, day, starts_at, ends_at)
    shift, _ = create_once(
        RosterShift.objects, id, by.organisation, employee=employee, group=group, day=day,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    record("shift_planned", shift, by=by, at=at, group=group.pk, employee=str(employee.pk))
    return shift


@transaction.atomic
def change_shift(
    shift: RosterShift, *, group, day: date, starts_at: time, ends_at: time, by: Actor,
    at: datetime,
) -> bool:  # fmt: skip
    """Another group, day or time; who works stays. Whether anything changed. Raises Overlaps."""
    locked_head(by.organisation)
    _refuse_overlap(shift.employee, day, starts_at, ends_at, but=shift.pk)
    before, told = shift.group_id, {"by": by, "at": at}
    changed = change(
        shift, "shift_changed", group=group.pk, **told, group_id=group.pk, day=day,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    if changed and before != group.pk:
        record("shift_left", shift, group=before, **told)
    return changed


@transaction.atomic
def remove_shift(shift: RosterShift, *, by: Actor, at: datetime) -> None:
    """Take a shift out of the roster. Doing it again changes nothing."""
    locked_head(by.organisation)
    if RosterShift.objects.filter(pk=shift.pk).exists():
        record("shift_removed", shift, by=by, at=at, group=shift.group_id,
               employee=str(shift.employee_id), day=shift.day.isoformat())  # fmt: skip
        RosterShift.objects.filter(pk=shift.pk).delete()


def _refuse_overlap(employee, day, starts_at, ends_at, but=None) -> None:
    other = (
        RosterShift.objects.filter(
            employee=employee, day=day, starts_at__lt=ends_at, ends_at__gt=starts_at
        )
        .exclude(pk=but)
        .select_related("group")
        .first()
    )
    if other:
        raise Overlaps(other)


class Skipped(StrEnum):
    """Why a shift was not copied."""

    AWAY = "away"
    NOT_EMPLOYED = "not_employed"
    CLOSED = "closed"
    TAKEN = "taken"  # the colleague works at that time already


@dataclass(frozen=True)
class Copied:
    """What came of copying a week: the new shifts, and (shift of before, why not)."""

    made: tuple[RosterShift, ...]
    skipped: tuple[tuple[RosterShift, Skipped], ...]


@transaction.atomic
def copy_week(groups: Iterable, *, source: date, target: date, by: Actor, at: datetime) -> Copied:
    """Copy the shifts of these groups from the week of `source` to that of `target`, Mondays.

    What stands there stays; copying again makes nothing twice. Who is away that day, works here
    no longer, or works elsewhere at that time is skipped, and so are closed days.
    """
    locked_head(by.organisation)
    groups, ahead = list(groups), target - source
    rows = list(
        RosterShift.objects.filter(group__in=groups, day__gte=source, day__lt=source + WEEK)
        .select_related("employee", "group__location")
        .order_by("day", "starts_at", "employee__first_name", "pk")
    )
    known = _known_of_week(rows, target)
    made, skipped = [], []
    for row in rows:
        copy = _copy(row, ahead)
        if why := known.why_not(copy):
            skipped.append((row, why))
        else:
            made.append(copy)
            known.busy.append(copy)
    insert(made)
    touched = [one for one in groups if any(copy.group_id == one.pk for copy in made)]
    payload = {"source": source.isoformat(), "target": target.isoformat()}
    record_all(
        [Happening("week_copied", one, at, group=one.pk, payload=payload) for one in touched],
        by=by,
    )
    return Copied(tuple(made), tuple(skipped))


def _copy(row: RosterShift, ahead: timedelta) -> RosterShift:
    """The same shift so many days later."""
    return RosterShift(
        organisation_id=row.organisation_id, employee=row.employee, group=row.group,
        day=row.day + ahead, starts_at=row.starts_at, ends_at=row.ends_at,
    )  # fmt: skip


@dataclass
class _Week:
    """What stands in a week already."""

    busy: list
    away: list
    closed: set

    def why_not(self, copy: RosterShift) -> Skipped | None:
        mine, day = copy.employee, copy.day
        if day < mine.started_on or (mine.ended_on and day > mine.ended_on):
            return Skipped.NOT_EMPLOYED
        if (copy.group.location_id, day) in self.closed:
            return Skipped.CLOSED
        if any(one.employee_id == mine.pk and _covers(one, day) for one in self.away):
            return Skipped.AWAY
        taken = any(
            one.employee_id == mine.pk
            and one.day == day
            and one.starts_at < copy.ends_at
            and one.ends_at > copy.starts_at
            for one in self.busy
        )
        return Skipped.TAKEN if taken else None


def _known_of_week(rows, target: date) -> _Week:
    people = {row.employee_id for row in rows}
    places = {row.group.location_id for row in rows}
    until = target + WEEK - timedelta(days=1)
    closed = ClosedDay.objects.filter(location__in=places, day__range=(target, until))
    return _Week(
        list(RosterShift.objects.filter(employee__in=people, day__range=(target, until))),
        list(standing(target, until).filter(employee__in=people)),
        set(closed.values_list("location", "day")),
    )


def _covers(one: StaffAbsence, day: date) -> bool:
    return one.first_day <= day and (one.last_day is None or day <= one.last_day)
