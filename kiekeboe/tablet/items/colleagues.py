"""Colleagues on the tablet: clocking in and out, and asking for leave (H2)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Employee, Role
from kiekeboe.planning import clocking, staff_leave
from kiekeboe.planning.models import StaffAbsence, Stint
from kiekeboe.tablet.items.finding import Unknown
from kiekeboe.tablet.items.registry import Conflicting, Refused, Strange, kind

A_SHIFT = timedelta(hours=16)  # no longer ago is a clock told to be right


class NoColleague(Refused):
    """Nobody of this house."""

    def __init__(self):
        super().__init__(_("This colleague does not work in this house."))


@kind("clock_in")
def clock_in(item, writer):
    """A colleague is in a group from now on; who is logging may say it of another one."""
    employee, group = _colleague(item, writer), _group(item, writer)
    stint = clocking.clock_in(item.id_of("stint"), employee, group, by=writer.actor(), at=_at(item))
    return {"status": 201, "stint": str(stint.pk)}


@kind("clock_out")
def clock_out(item, writer):
    """A colleague leaves. Clocked in on two tablets at once, it is one stint: the one that goes on
    is meant."""
    stint = _stint(item, writer, or_going=True)
    clocking.clock_out(stint, ended_at=_at(item), by=writer.actor(), at=item.at)


@kind("undo_clock_in")
def undo_clock_in(item, writer):
    """It was a mistake: the colleague did not come in."""
    clocking.undo_clock_in(_stint(item, writer), by=writer.actor(), at=item.at)


@kind("undo_clock_out")
def undo_clock_out(item, writer):
    """It was a mistake: the colleague is still here."""
    try:
        clocking.undo_clock_out(_stint(item, writer), by=writer.actor(), at=item.at)
    except clocking.ClockedInSince as error:
        raise Conflicting(_("This colleague clocked in again since.")) from error


@kind("ask_leave", right=None)
def ask_leave(item, writer):
    """Ask for days off for oneself; a person decides."""
    first, last = _day(item.what.get("first_day")), _day(item.what.get("last_day"))
    if last < first:
        raise Refused(_("The last day is before the first day."))
    if first < writer.day:
        raise Refused(_("Choose a day from today on."))
    staff_leave.ask(
        item.id_of("leave"), writer.employee, first_day=first, last_day=last,
        words=item.text("words", 300), by=writer.actor(), at=item.at,
    )  # fmt: skip
    return {"status": 201}


@kind("withdraw_leave", right=None)
def withdraw_leave(item, writer):
    """Come after all."""
    found = StaffAbsence.objects.filter(
        organisation=writer.organisation_id, employee=writer.employee, pk=item.id_of("leave"),
        kind=StaffAbsence.Kind.LEAVE,
    ).first()  # fmt: skip
    if found is None:
        raise Unknown
    staff_leave.withdraw(found, by=writer.actor(), at=item.at)


def _at(item):
    at = item.moment("at")
    if at > item.now:
        raise Refused(_("This time is still to come."))
    if item.at - at > A_SHIFT:
        raise Refused(_("This is too long ago. Ask the office to write it down."))
    return at


def _colleague(item, writer) -> Employee:
    """Who is meant: a colleague with a role in this location on that day."""
    found = (
        Employee.objects.filter(organisation=writer.organisation_id, pk=item.id_of("employee"))
        .exclude(ended_on__lt=writer.day)
        .first()
    )
    here = Role.objects.in_force(writer.day).filter(
        employee=found, group__location=writer.device.location_id
    )
    if found is None or (found != writer.employee and not here.exists()):
        raise NoColleague
    return found


def _group(item, writer) -> Group:
    wanted = item.id_of("group")
    if wanted not in writer.group_ids:
        raise Refused(_("You may not do this in this group."))
    return Group.objects.get(pk=wanted)


def _stint(item, writer, *, or_going=False) -> Stint:
    here = Stint.objects.filter(
        organisation=writer.organisation_id, group__location=writer.device.location_id
    )
    found = here.filter(pk=item.id_of("stint")).first()
    if found is None and or_going:
        going = here.filter(ended_at=None, withdrawn_at=None)
        found = going.filter(employee=item.id_of("employee")).first()
    mine = found and (found.group_id in writer.group_ids or found.employee_id == writer.employee.pk)
    if not mine or item.at - found.started_at > 2 * A_SHIFT:
        raise Unknown
    return found


def _day(told) -> date:
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError):
        raise Strange from None
