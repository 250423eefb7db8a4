"""Weight and length are written down, by a colleague or a parent, and taken back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kiekeboe.development.models import Measurement
from kiekeboe.development.models.growth import GRAMS, MILLIMETRES
from kiekeboe.development.noting import NotThatDay, practice_of
from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7


class NothingMeasured(Exception):
    """No weight and no length, or numbers that no child has."""


class NotKept(Exception):
    """This organisation does not keep growth."""


@transaction.atomic
def measure(
    id: UUID, child, *, day: date, grams: int | None = None, millimetres: int | None = None,
    by: Actor, at: datetime,
) -> Measurement:  # fmt: skip
    """Write down what was measured on `day`; another measurement of that day makes way for it.

    The same id again changes nothing. Raises NotKept, NothingMeasured or NotThatDay.
    """
    locked_head(by.organisation)
    if not practice_of(by.organisation).keeps_growth:
        raise NotKept
    if known := Measurement.objects.filter(pk=id, child=child).first():
        return known
    if not (_fits(grams, GRAMS) and _fits(millimetres, MILLIMETRES)) or not (grams or millimetres):
        raise NothingMeasured
    if not child.born_on <= day <= timezone.localtime(at).date():
        raise NotThatDay
    for former in Measurement.objects.standing().filter(child=child, day=day):
        withdraw(former, by=by, at=at)
    free = uuid7() if Measurement.objects.filter(pk=id).exists() else id  # of another child
    row, _new = create_once(
        Measurement.objects, free, by.organisation, child=child, day=day, grams=grams,
        millimetres=millimetres, person=by.person, noted_at=at,
    )  # fmt: skip
    record("measured", row, by=by, at=at, children=[child.pk])
    return row


@transaction.atomic
def withdraw(measurement: Measurement, *, by: Actor, at: datetime) -> None:
    """It was wrong. Twice changes nothing."""
    standing = Measurement.objects.standing().filter(pk=measurement.pk)
    if standing.update(withdrawn_at=at, withdrawn_by=by.person):
        record("measurement_withdrawn", measurement, by=by, at=at,
               children=[measurement.child_id])  # fmt: skip
    measurement.refresh_from_db()


def _fits(number: int | None, bounds: tuple[int, int]) -> bool:
    return number is None or bounds[0] <= number <= bounds[1]
