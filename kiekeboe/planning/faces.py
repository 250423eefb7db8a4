"""Steady faces of a child (vaste gezichten, H3): who they are, named and ended."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import SteadyFace


def faces_on(children, first: date, last: date):
    """The steady faces of these children (ids) that hold on one of these days."""
    lasting = Q(last_day=None) | Q(last_day__gte=first)
    return SteadyFace.objects.filter(lasting, child__in=children, first_day__lte=last)


@transaction.atomic
def name_face(id: UUID, child, employee, *, first_day: date, by: Actor, at: datetime) -> SteadyFace:
    """A colleague becomes one of the steady faces of a child. Who is one already stays so.

    How many there may be is judged by `steady_faces`: too many is a warning in the roster.
    """
    locked_head(by.organisation)
    if known := SteadyFace.objects.filter(child=child, employee=employee, last_day=None).first():
        return known
    face, new = create_once(
        SteadyFace.objects, id, by.organisation, child=child, employee=employee,
        first_day=first_day,
    )  # fmt: skip
    if new:
        record("steady_face_named", face, by=by, at=at, children=[child.pk],
               employee=str(employee.pk))  # fmt: skip
    return face


@transaction.atomic
def end_face(face: SteadyFace, *, on: date, by: Actor, at: datetime) -> None:
    """The last day as a steady face. One that had not begun was never there."""
    locked_head(by.organisation)
    if not SteadyFace.objects.filter(pk=face.pk, last_day=None).exists():
        return
    record("steady_face_ended", face, by=by, at=at, children=[face.child_id],
           employee=str(face.employee_id))  # fmt: skip
    if on < face.first_day:
        SteadyFace.objects.filter(pk=face.pk).delete()
    else:
        SteadyFace.objects.filter(pk=face.pk).update(last_day=on)
        face.last_day = on
