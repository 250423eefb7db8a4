"""Another day instead, and taking an answer back: what a person does besides yes and no (E8)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Event
from kiekeboe.events.recording import record
from kiekeboe.planning import carrying, facts
from kiekeboe.planning.asking import (
    Decided,
    NotPossible,
    TooLateToCancel,
    locked,
    need_undecided,
    offer_next,
    settle,
    wish_of,
)
from kiekeboe.planning.models import Request
from kiekeboe.planning.request_policy import Decision, Outcome, Rule, obstacle
from kiekeboe.planning.requests_of import rules_on

State = Request.State
TO_THINK = timedelta(hours=48)  # that a family has at least, for a day it did not ask itself
OOPS = timedelta(minutes=5)  # in which an answer is taken back: its letter is not sent before then


@transaction.atomic
def propose(
    id: UUID, request: Request, *, day: date, starts_at: time, ends_at: time, words="",
    by: Actor, at: datetime,
) -> Request:  # fmt: skip
    """Offer another day instead of the one that was asked. It holds its place until the family
    answers; what was asked stays as it is until then. A newer proposal replaces the last one.

    Raises Decided, or NotPossible when the child cannot come then. Twice changes nothing.
    """
    request = locked(request, by)
    if known := Request.objects.filter(pk=id, organisation=by.organisation).first():
        return known
    need_undecided(request)
    if request.instead_of_id is not None:
        raise Decided(request)
    _need_a_day(request, day, starts_at, ends_at, at)
    _end_proposals(request, by, at)
    proposal = _written(id, request, day, starts_at, ends_at, words, at)
    record("day_proposed", proposal, by=by, at=at, children=[proposal.child_id],
           group=proposal.group_id, instead_of=str(request.pk))  # fmt: skip
    return proposal


def _need_a_day(request: Request, day, starts_at, ends_at, at: datetime) -> None:
    zone = request.group.location.zone
    if request.ask == Request.Ask.LEAVE:
        raise _refused(Rule.NOT_OFFERED)
    if datetime.combine(day, starts_at, zone) <= at:
        raise _refused(Rule.PAST)
    wish = wish_of(request, day=day, last_day=day, starts_at=starts_at, ends_at=ends_at)
    asked, around = facts.around(wish, now=at.astimezone(zone))
    rule = obstacle(rules_on(request.group.location, day), asked, around)
    if rule or around.closed:
        raise _refused(rule or Rule.CLOSED)


def _refused(rule: Rule) -> NotPossible:
    return NotPossible(Decision(Outcome.REFUSED, rule))


def _end_proposals(request: Request, by: Actor, at: datetime) -> None:
    for one in request.proposals.filter(state=State.OFFERED).select_related("group__location"):
        settle(one, State.WITHDRAWN, "request_withdrawn", by=by, at=at)


def _written(id, request: Request, day, starts_at, ends_at, words, at: datetime) -> Request:
    location = request.group.location
    hours = timedelta(hours=rules_on(location, day).offer_hours)
    begins = datetime.combine(day, starts_at, location.zone)
    return Request.objects.create(
        id=id,
        organisation_id=request.organisation_id,
        child_id=request.child_id,
        guardian_id=request.guardian_id,
        group_id=request.group_id,
        ask=request.ask,
        state=State.OFFERED,
        day=day,
        last_day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        old_day=request.old_day,
        old_starts_at=request.old_starts_at,
        old_ends_at=request.old_ends_at,
        reason=words,
        rule=Rule.BY_PERSON.value,
        asked_at=at,
        answer_by=min(at + max(hours, TO_THINK), begins),
        instead_of=request,
    )


def may_reopen(request: Request, *, at: datetime) -> bool:
    """Whether a yes or a no of a person can still be taken back: a slip, seen at once."""
    answered = request.state in (State.APPROVED, State.DECLINED)
    by_person = request.decided_by_kind not in ("", "system", "guardian")
    return answered and by_person and at - request.decided_at <= OOPS


@transaction.atomic
def reopen(request: Request, *, by: Actor, at: datetime) -> Request:
    """Take an answer back, within minutes: it waits again as it did. Twice changes nothing.

    Raises TooLateToCancel later than that, or when a place that it set free went to another family.
    """
    request = locked(request, by)
    if request.state in (State.REQUESTED, State.WAITING, State.OFFERED):
        return request
    if not may_reopen(request, at=at) or _went_on(request) or _used(request):
        raise TooLateToCancel
    verb = "request_approved" if request.state == State.APPROVED else "request_declined"
    last = Event.objects.filter(
        organisation=by.organisation, verb=verb, subject_id=request.pk
    ).latest("sequence")
    if request.state == State.APPROVED:
        carrying.undo(request, at=at)
    was = last.payload.get("was", State.REQUESTED)
    # An offer had its own hour, which is over: the office looks at it.
    request.state = State.REQUESTED if was == State.OFFERED else was
    request.decided_at, request.decided_by, request.decided_by_kind = None, None, ""
    request.reason = ""
    request.save(update_fields=["state", "decided_at", "decided_by", "decided_by_kind", "reason"])
    record("request_reopened", request, by=by, at=at, children=[request.child_id],
           group=request.group_id)  # fmt: skip
    offer_next(request.group, request.day, by=by, at=at)
    return request


def _used(request: Request) -> bool:
    return request.state == State.APPROVED and carrying.used_since(request)


def _went_on(request: Request) -> bool:
    """Whether somebody was promised the place that this answer set free."""
    if request.state == State.DECLINED:
        return False  # a no sets nothing free
    first, last = request.old_day, request.old_day
    if request.ask == Request.Ask.LEAVE:
        first, last = request.day, request.last_day
    if first is None:
        return False
    others = Request.objects.filter(group=request.group_id, day__gte=first, day__lte=last)
    promised = Q(state=State.OFFERED) | Q(
        state=State.APPROVED, decided_at__gte=request.decided_at
    ) & ~Q(ask=Request.Ask.LEAVE)
    return others.filter(promised).exclude(pk=request.pk).exists()
