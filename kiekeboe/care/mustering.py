"""Everybody out (B12): begin, tick, end. Fire waits for no PIN and for no network.

Phones may begin apart, and tell it late: what overlaps in one location is one muster. No verb here
mentions a child or is news for parents, because nobody at home is to be alarmed by a drill.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from kiekeboe.care.models import Muster, MusterTick, Visit
from kiekeboe.events.recording import locked_head, record
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child, Employee
from kiekeboe.planning.models import Placement, RosterShift

LONGEST = timedelta(hours=12)  # what was not ended by then was forgotten
SOON = timedelta(minutes=30)  # two phones that begin this near each other mean the same alarm
SHOWN = timedelta(hours=1)  # how long a report stays on the tablets


class Stranger(Exception):
    """This person does not belong to the house."""


@transaction.atomic
def begin(id, *, location, mode, by, at, group=None) -> Muster:
    """Begin a muster under the id that the phone chose, or answer with the one that goes on.

    A real alarm during a drill makes it real. The same id again changes nothing.
    """
    locked_head(by.organisation)
    here = Muster.objects.filter(organisation=by.organisation, location=location)
    if known := here.filter(pk=id).first():
        return known
    if standing := at_moment(location, at):
        return _joined(standing, mode=mode, by=by, at=at, group=group)
    running = here.filter(ended_at=None).first()
    ended_at = None
    if running and running.began_at < at:  # of another day, and forgotten
        Muster.objects.filter(pk=running.pk).update(ended_at=running.began_at + LONGEST)
    elif running:  # told days later
        ended_at = min(at + LONGEST, running.began_at)
    muster = Muster.objects.create(
        id=id,
        organisation_id=by.organisation,
        location=location,
        mode=mode,
        began_at=at,
        began_by_id=by.person,
        device_id=by.device,
        ended_at=ended_at,
    )
    record("muster_begun", muster, by=by, at=at, group=group, mode=mode)
    return muster


@transaction.atomic
def tick(id, *, muster, person, what, safe, by, at, group=None) -> None:
    """Somebody is safe, or is not after all. The same id again changes nothing.

    Raises Stranger for who does not belong to this house.
    """
    locked_head(by.organisation)
    if MusterTick.objects.filter(pk=id).exists():
        return
    if not _belongs(muster, person, what):
        raise Stranger
    made = MusterTick.objects.create(
        id=id,
        organisation_id=by.organisation,
        muster=muster,
        what=what,
        person=person,
        safe=safe,
        at=at,
        by_id=by.person,
        device_id=by.device,
    )
    record("muster_ticked", made, by=by, at=at, group=group, safe=safe)


@transaction.atomic
def end(muster, *, name, by, at, group=None) -> None:
    """Put a name under it. The first name stays; ending it again changes nothing."""
    locked_head(by.organisation)
    running = Muster.objects.filter(pk=muster.pk, ended_name="").filter(
        Q(ended_at=None) | Q(ended_at__gte=at)
    )
    at = max(at, muster.began_at)
    if running.update(ended_at=at, ended_name=name, ended_by=by.person):
        record("muster_ended", muster, by=by, at=at, group=group)
    muster.refresh_from_db()


def at_moment(location, at) -> Muster | None:
    """The muster that went on at this moment, or began so shortly after that it is the same."""
    near = Muster.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=at),
        organisation=location.organisation_id,
        location=location,
        began_at__gt=at - LONGEST,
        began_at__lt=at + SOON,
    )
    return near.order_by("began_at").first()


def newest_ticks(muster) -> dict:
    """What counts for each person: the tick of the newest moment."""
    ticks = muster.ticks.select_related("by", "device").order_by("at", "id")
    return {one.person: one for one in ticks}


def _joined(standing, *, mode, by, at, group) -> Muster:
    """Two phones, one muster: the first moment counts, and the alarm that is real."""
    changed = {}
    if at < standing.began_at:
        changed["began_at"] = at
    if mode == Muster.Mode.REAL != standing.mode:
        changed["mode"] = mode
    if changed:
        Muster.objects.filter(pk=standing.pk).update(**changed)
        record("muster_joined", standing, by=by, at=at, group=group, mode=mode)
        standing.refresh_from_db()
    return standing


def _belongs(muster, person, what) -> bool:
    """Whether this is a child or a colleague of the house. Wide on purpose: nobody who stands in
    the meadow is refused because of a date."""
    house = {"organisation": muster.organisation_id}
    groups = Group.objects.filter(**house, location=muster.location_id)
    if what == MusterTick.What.CHILD:
        near = {"child": person, "group__in": groups}
        visited = Visit.objects.filter(**house, **near)
        placed = Placement.objects.filter(**house, **near)
        return Child.objects.filter(pk=person, **house).exists() and (
            visited.exists() or placed.exists()
        )
    employees = Employee.objects.filter(pk=person, **house)
    planned = RosterShift.objects.filter(**house, employee=person, group__in=groups)
    near = Q(roles__group__in=groups) | Q(roles__location=muster.location_id)
    whole = Q(roles__location=None, roles__group=None, roles__child=None, roles__isnull=False)
    return employees.filter(near | whole).exists() or planned.exists()
