"""What colleagues may do, from when to when: certificates and how far they count (H2)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import record
from kiekeboe.people.models import Employee, Qualification


class EndsBeforeItStarts(ValueError):
    """The last day is before the first one."""


@transaction.atomic
def qualify(
    id: UUID, employee: Employee, kind: str, *, first_day: date, last_day: date | None = None,
    counts: int = 100, note: str = "", by: Actor, at: datetime,
) -> Qualification:  # fmt: skip
    """Write down what a colleague may do; `counts` in hundredths of a professional.

    One of the same kind that is open ends the day before, or is replaced when it had not begun.
    The same id, or the same words again, changes nothing. Raises EndsBeforeItStarts.
    """
    if last_day and last_day < first_day:
        raise EndsBeforeItStarts(f"{first_day} – {last_day}")
    Employee.objects.select_for_update().get(pk=employee.pk)
    told = {"kind": kind, "counts": counts, "first_day": first_day, "last_day": last_day}
    told |= {"note": note}
    mine = employee.qualifications
    if known := mine.filter(Q(pk=id) | Q(**told)).first():
        return known
    for open_one in mine.filter(kind=kind, last_day=None):
        if open_one.first_day >= first_day:
            open_one.delete()
        else:
            open_one.last_day = first_day - timedelta(days=1)
            open_one.save(update_fields=["last_day"])
    row, _ = create_once(Qualification.objects, id, by.organisation, employee=employee, **told)
    record("colleague_qualified", row, by=by, at=at, kind=kind, employee=str(employee.pk))
    return row


@transaction.atomic
def end(row: Qualification, *, on: date, by: Actor, at: datetime) -> None:
    """The last day of a qualification. One that had not begun was never there."""
    if row.last_day is not None and row.last_day <= on:
        return
    told = {"kind": row.kind, "employee": str(row.employee_id)}
    if on < row.first_day:
        if Qualification.objects.filter(pk=row.pk).exists():
            record("qualification_ended", row, by=by, at=at, **told)
            Qualification.objects.filter(pk=row.pk).delete()
        return
    row.last_day = on
    row.save(update_fields=["last_day"])
    record("qualification_ended", row, by=by, at=at, **told)


def standing(employee: Employee, day: date):
    """What holds on a day or will, the first to begin first."""
    return employee.qualifications.exclude(last_day__lt=day).order_by("first_day", "kind")


def first_aiders(employees, day: date) -> set:
    """Those (ids) with a certificate of first aid for children on a day. One question."""
    held = Qualification.objects.filter(
        Q(last_day=None) | Q(last_day__gte=day),
        employee__in=employees, kind=Qualification.Kind.FIRST_AID, first_day__lte=day,
    )  # fmt: skip
    return set(held.values_list("employee", flat=True))
