"""Requests of families with what a yes would ask: the queue of the office (E8)."""

from dataclasses import dataclass

from kiekeboe.planning.models import Request
from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.ratio_words import sentence
from kiekeboe.planning.reading import minute, plan_of
from kiekeboe.planning.room import Moment, Presence, consequence

MOST = 100


@dataclass(frozen=True)
class Row:
    """One request with the moment in which a yes asks most; None for leave."""

    request: Request
    moment: Moment | None
    reason: str

    @property
    def fits(self) -> bool:
        if self.moment is None:
            return True
        return not self.moment.short and self.moment.children <= self.request.group.capacity

    @property
    def places(self) -> int:
        """Places left when it is granted; below zero is too many."""
        return self.request.group.capacity - (self.moment.children if self.moment else 0)


def waiting_for_us(member):
    """Requests on which a person decides, the oldest first."""
    return _mine(member).filter(state=Request.State.REQUESTED).order_by("asked_at")


def on_the_list(member):
    """Requests that wait for a place, by day."""
    waiting = _mine(member).filter(state__in=[Request.State.WAITING, Request.State.OFFERED])
    return waiting.order_by("day", "asked_at")


def decided_lately(member):
    return _mine(member).exclude(decided_at=None).order_by("-decided_at")[:20]


def _mine(member):
    return Request.objects.filter(
        organisation=member.organisation, group__in=member.groups, child__in=member.children
    ).select_related("child", "guardian", "group__location")


def rows(requests, *, today) -> list[Row]:
    """Each request with its consequence. The planning is read once per location and day."""
    plans, found = {}, []
    for one in requests[:MOST]:
        if one.ask == Request.Ask.LEAVE:
            found.append(Row(one, None, ""))
            continue
        key = one.group.location_id, one.day
        if key not in plans:
            plans[key] = plan_of(one.group.location, one.day, one.day, today=today)
        found.append(_row(one, plans[key]))
    return found


def _row(one: Request, plan) -> Row:
    law = plan.law(one.day)
    step = age_step(one.child.born_on, one.day, law.care)
    there = [
        each
        for each in plan.presences(one.group_id, one.day, without=one.pk)
        if each.child != one.child_id
    ]
    candidate = Presence(minute(one.starts_at), minute(one.ends_at), step, one.child_id)
    shifts = plan.shifts.get((one.group_id, one.day), ())
    moment = consequence(candidate, there, shifts, law)
    return Row(one, moment, sentence(moment.needed) if moment else "")
