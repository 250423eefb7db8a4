"""Colleagues who are away: leave and training are asked for, sickness is told (H2)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import RosterShift, StaffAbsence

Kind, State = StaffAbsence.Kind, StaffAbsence.State
OPEN = (State.REQUESTED, State.APPROVED)


class EndsBeforeItStarts(ValueError):
    """The last day is before the first one."""


class Decided(Exception):
    """This was decided already; `absence` is how it stands."""

    def __init__(self, absence: StaffAbsence):
        super().__init__(absence.state)
        self.absence = absence


def standing(first: date, last: date):
    """Absences that were agreed and fall on one of these days."""
    lasting = Q(last_day=None) | Q(last_day__gte=first)
    return StaffAbsence.objects.filter(lasting, state=State.APPROVED, first_day__lte=last)


@transaction.atomic
def ask(
    id: UUID, employee, *, first_day: date, last_day: date, kind: str = Kind.LEAVE, words: str = "",
    by: Actor, at: datetime,
) -> StaffAbsence:  # fmt: skip
    """A colleague asks to be away on these days, both inclusive. A person decides.

    Asking again changes nothing, under the same id or for the very same days.
    Raises EndsBeforeItStarts.
    """
    if last_day < first_day:
        raise EndsBeforeItStarts(f"{first_day} – {last_day}")
    if kind == Kind.SICK:
        raise ValueError("who is sick tells it, and does not ask")
    locked_head(by.organisation)
    same = StaffAbsence.objects.filter(
        employee=employee, kind=kind, first_day=first_day, last_day=last_day, state__in=OPEN
    )
    if known := same.first():
        return known
    absence, new = create_once(
        StaffAbsence.objects, id, by.organisation, employee=employee, kind=kind,
        first_day=first_day, last_day=last_day, words=words, asked_at=at,
    )  # fmt: skip
    if new:
        _tell("leave_asked", absence, by=by, at=at)
    return absence


@transaction.atomic
def approve(absence: StaffAbsence, *, reason: str = "", by: Actor, at: datetime) -> StaffAbsence:
    """Yes. Shifts on these days stay in the roster and count for nobody: the roster shows them.

    Raises Decided when somebody said no before, or it was withdrawn.
    """
    return _decide(absence, State.APPROVED, reason, by=by, at=at)


@transaction.atomic
def decline(absence: StaffAbsence, *, reason: str, by: Actor, at: datetime) -> StaffAbsence:
    """No, with the reason that the colleague reads. Raises Decided."""
    return _decide(absence, State.DECLINED, reason, by=by, at=at)


def _decide(absence, state, reason, *, by, at) -> StaffAbsence:
    locked_head(by.organisation)
    absence.refresh_from_db()
    if absence.state == state:
        return absence
    if absence.state != State.REQUESTED:
        raise Decided(absence)
    absence.state, absence.reason = state, reason
    absence.decided_at, absence.decided_by = at, by.person
    absence.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    _tell(f"leave_{state}", absence, by=by, at=at)
    return absence


@transaction.atomic
def withdraw(absence: StaffAbsence, *, by: Actor, at: datetime) -> StaffAbsence:
    """The colleague comes after all. Withdrawing again changes nothing; a no stays a no."""
    locked_head(by.organisation)
    absence.refresh_from_db()
    if absence.state in OPEN:
        absence.state = State.WITHDRAWN
        absence.save(update_fields=["state"])
        _tell("leave_withdrawn", absence, by=by, at=at)
    return absence


@transaction.atomic
def report_sick(id: UUID, employee, *, first_day: date, by: Actor, at: datetime) -> StaffAbsence:
    """A colleague is sick until further notice. Who is sick already stays so.

    What it is that somebody has is never asked or kept.
    """
    locked_head(by.organisation)
    sick = StaffAbsence.objects.filter(
        employee=employee, kind=Kind.SICK, last_day=None, state=State.APPROVED
    )
    if known := sick.first():
        return known
    absence, new = create_once(
        StaffAbsence.objects, id, by.organisation, employee=employee, kind=Kind.SICK,
        state=State.APPROVED, first_day=first_day, asked_at=at, decided_at=at,
        decided_by=by.person,
    )  # fmt: skip
    if new:
        _tell("colleague_sick", absence, by=by, at=at)
    return absence


@transaction.atomic
def report_better(employee, *, back_on: date, by: Actor, at: datetime) -> StaffAbsence | None:
    """The colleague works again from `back_on`. Better before the first day takes it back.

    Nothing to end changes nothing (None).
    """
    locked_head(by.organisation)
    absence = StaffAbsence.objects.filter(
        employee=employee, kind=Kind.SICK, last_day=None, state=State.APPROVED
    ).first()
    if absence is None:
        return None
    if back_on <= absence.first_day:
        absence.state = State.WITHDRAWN
    else:
        absence.last_day = back_on - timedelta(days=1)
    absence.save(update_fields=["state", "last_day"])
    _tell("colleague_better", absence, by=by, at=at)
    return absence


def _tell(verb: str, absence: StaffAbsence, *, by, at) -> None:
    """The event, at the group in which the colleague was to work first: its pages listen."""
    next_shift = RosterShift.objects.filter(
        employee=absence.employee_id, day__gte=absence.first_day
    ).order_by("day", "starts_at")
    group = next_shift.values_list("group", flat=True).first()
    record(verb, absence, by=by, at=at, group=group, employee=str(absence.employee_id))
