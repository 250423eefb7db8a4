"""Requests of families with what a yes would ask: the queue of the office (E8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from kiekeboe.planning import policy_words
from kiekeboe.planning.asking import wish_of
from kiekeboe.planning.choosing import Choice, choices
from kiekeboe.planning.models import Request
from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.ratio_words import sentence
from kiekeboe.planning.reading import minute, plan_of
from kiekeboe.planning.request_policy import Rule
from kiekeboe.planning.room import Moment, Presence, consequence

MOST = 100


@dataclass(frozen=True)
class Row:
    """One request with the moment in which a yes asks most; None for leave."""

    request: Request
    moment: Moment | None
    reason: str

    @property
    def proposal(self) -> Request | None:
        """Another day on which the family still has to answer."""
        return next(iter(getattr(self.request, "standing_proposals", [])), None)

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
    return with_proposals(_mine(member)).filter(state=Request.State.REQUESTED).order_by("asked_at")


def on_the_list(member):
    """Requests that wait for a place, by day."""
    waiting = _mine(member).filter(
        state__in=[Request.State.WAITING, Request.State.OFFERED], instead_of=None
    )
    return waiting.order_by("day", "asked_at")


def decided_lately(member):
    return _mine(member).exclude(decided_at=None).order_by("-decided_at")[:20]


def _mine(member):
    return Request.objects.filter(
        organisation=member.organisation, group__in=member.groups, child__in=member.children
    ).select_related("child", "guardian", "group__location")


def with_proposals(requests):
    """The same with the proposals that families still have to answer. One question more."""
    standing = Request.objects.filter(state=Request.State.OFFERED)
    return requests.prefetch_related(
        Prefetch("proposals", queryset=standing, to_attr="standing_proposals")
    )


def rows(requests, *, today, plans=None) -> list[Row]:
    """Each request with its consequence. The planning is read once per location and day; `plans`
    are those that were read before, by location and day."""
    plans, found = dict(plans or {}), []
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


def days_to_propose(one: Request, *, at, weeks: int = 4):
    """The working days around the day that was asked, with what would be answered for each."""
    zone = one.group.location.zone
    today = at.astimezone(zone).date()
    first = max(today, one.day - timedelta(weeks=1))
    monday = first - timedelta(days=first.weekday())
    days = [monday + timedelta(days=week * 7 + day) for week in range(weeks) for day in range(5)]
    days = [day for day in days if day >= first and day != one.day]
    found = choices(wish_of(one), days, at=at)
    return [Day(choice) for choice in found if _possible(choice)]


@dataclass(frozen=True)
class Day:
    """A day that could be proposed, with its consequence in words."""

    choice: Choice

    @property
    def value(self) -> date:
        return self.choice.day

    @property
    def why(self) -> str:
        return policy_words.sentence(self.choice.decision, "")

    @property
    def has_room(self) -> bool:
        return self.choice.decision.rule != Rule.NO_ROOM


def _possible(choice: Choice) -> bool:
    return not (choice.comes or choice.closed or choice.decision.rule == Rule.PAST)
