"""Asking for the snapshot as a tablet does, and children with something to tell."""

import json
from datetime import time, timedelta

from django.utils import timezone

from kiekeboe.accounts.models import Turn
from kiekeboe.planning.models import RosterShift
from kiekeboe.testing import make

ADDRESS = "/group/snapshot/"


def ask(tablet, **headers):
    return tablet.client.get(ADDRESS, headers={"X-Background": "1", **headers})


def snapshot(tablet):
    answer = ask(tablet)
    assert answer.status_code == 200
    return json.loads(answer.content)


def told(tablet, child, part="children"):
    """What the snapshot says of one child, outside or inside the closed part."""
    found = snapshot(tablet)
    if part == "closed":
        return found["closed"]["children"][str(child.pk)]
    return next(one for one in found["children"] if one["id"] == str(child.pk))


def lock(tablet):
    Turn.objects.all().delete()
    return tablet


def ago(minutes):
    """So many minutes ago; what was within the hour was today, also just after midnight: then it
    is as many seconds."""
    now = timezone.now()
    moment = now - timedelta(minutes=minutes)
    if minutes <= 60 and timezone.localdate(moment) < timezone.localdate(now):
        return now - timedelta(seconds=minutes)
    return moment


def here(child, minutes=30, **more):
    return make.visit(child, arrived_at=ago(minutes), **more)


def expected(child, *, days=0, **more):
    day = timezone.localtime() + timedelta(days=days)
    hours = {"starts_at": time(0, 0), "ends_at": time(23, 59)}
    return make.contract_day(child, weekday=day.isoweekday(), **hours | more)


def on_shift(employee, group, days=0, starts=time(0, 0), ends=time(23, 59)):
    day = timezone.localtime().date() + timedelta(days=days)
    return RosterShift.objects.create(
        organisation=employee.organisation,
        employee=employee,
        group=group,
        day=day,
        starts_at=starts,
        ends_at=ends,
    )


def busy_child(tablet, number=0):
    """A child with something of everything that a snapshot tells."""
    child = make.child(tablet.group, first_name=f"Kind {number}")
    here(child)
    expected(child)
    expected(child, days=1)
    make.allergy(child)
    make.collector(child)
    guardian = make.guardian([child], phone="0612345678")
    make.consent(child, guardian=guardian, own=True, together=False)
    make.home_note(child, guardian, day=timezone.localtime().date())
    make.absence(child, first_day=timezone.localtime().date() + timedelta(days=1))
    make.reaction(child, guardian, photo=make.photo([child]), now=ago(5))
    for kind in ("sleep", "bottle"):
        make.entry(child, kind=kind, started_at=ago(9), author=tablet.caregiver)
    return child
