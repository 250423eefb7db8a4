"""Asking and answering: leave, an extra day, a swap, a day out of the balance (E4–E9).

Every verb takes the organisation's turn to write first, so that of two hundred families who ask
for the last place exactly one gets it. What is decided is decided by `request_policy.decide`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning import carrying, facts
from kiekeboe.planning.models import Request
from kiekeboe.planning.models.requests import UNDECIDED
from kiekeboe.planning.request_policy import (
    KINDS,
    Ask,
    Decision,
    Outcome,
    Rule,
    Rules,
    decide,
    may_undo,
    obstacle,
)
from kiekeboe.planning.requests_of import rules_on

State = Request.State


class NotPossible(Exception):
    """The rules say no; `decision` says by which rule. Nothing was written."""

    def __init__(self, decision: Decision):
        super().__init__(decision.rule)
        self.decision = decision


class Decided(Exception):
    """This was decided already; `request` is how it stands."""

    def __init__(self, request: Request):
        super().__init__(request.state)
        self.request = request


class TooLateToCancel(Exception):
    """What was granted can no longer be undone: the time is over, or what it gave was used."""


@dataclass(frozen=True)
class Wish:
    """What a family asks, under the id it chose. Times are those of the location."""

    id: UUID
    child: object
    guardian: object
    group: object
    ask: Ask
    day: date
    starts_at: time
    ends_at: time
    last_day: date | None = None
    old: tuple[date, time, time] | None = None
    words: str = ""
    consents_to_other_group: bool = False


def consider(wish: Wish, *, at: datetime, rules: Rules | None = None) -> Decision:
    """What would be answered now. Writes nothing: the screen asks before it sends.

    `rules` other than those that hold are for the test bench of the office.
    """
    now = at.astimezone(wish.group.location.zone)
    rules = rules or rules_on(wish.group.location, wish.day)
    asked, around = facts.around(wish, now=now)
    return decide(rules, asked, around, now=now)


@transaction.atomic
def ask(wish: Wish, *, by: Actor, at: datetime) -> Request:
    """Ask, and have it answered at once where the rules allow. Asking again changes nothing.

    Raises NotPossible with the rule that refuses; then nothing is kept.
    """
    locked_head(by.organisation)
    if known := Request.objects.filter(pk=wish.id, organisation=by.organisation).first():
        return known
    decision = consider(wish, at=at)
    if decision.outcome == Outcome.REFUSED:
        raise NotPossible(decision)
    request = _written(wish, decision, at)
    record("request_made", request, by=by, at=at, children=[request.child_id],
           group=request.group_id, ask=request.ask, rule=decision.rule.value)  # fmt: skip
    if decision.outcome == Outcome.GRANTED:
        _grant(request, rule=decision.rule, by=by, at=at)
    return request


@transaction.atomic
def ask_all(wishes, *, by, at: datetime) -> list[tuple[Wish, Decision]]:
    """Ask several wishes together, all or none: an empty answer when all were asked, otherwise
    who was refused and why. `by` gives the actor of a wish."""
    refused = []
    for wish in wishes:
        try:
            ask(wish, by=by(wish), at=at)
        except NotPossible as problem:
            refused.append((wish, problem.decision))
    if refused:
        transaction.set_rollback(True)
    return refused


def _written(wish: Wish, decision: Decision, at: datetime) -> Request:
    old = wish.old or (None, None, None)
    return Request.objects.create(
        id=wish.id,
        organisation_id=wish.child.organisation_id,
        child=wish.child,
        guardian=wish.guardian,
        group=wish.group,
        ask=wish.ask.value,
        state=State.WAITING if decision.outcome == Outcome.WAITING else State.REQUESTED,
        day=wish.day,
        last_day=wish.last_day or wish.day,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        old_day=old[0],
        old_starts_at=old[1],
        old_ends_at=old[2],
        words=wish.words,
        asked_at=at,
        rule=decision.rule.value,
    )


@transaction.atomic
def approve(request: Request, *, by: Actor, at: datetime, reason="") -> Request:
    """A person says yes, also where the rules had doubts. Twice changes nothing.

    Raises NotPossible when it cannot be carried out: the child comes then already, the old day is
    gone, the balance is spent.
    """
    request = locked(request, by)
    if request.state == State.APPROVED:
        return request
    need_undecided(request)
    _need_possible(request, at)
    _grant(request, rule=Rule.BY_PERSON, by=by, at=at, reason=reason)
    return request


@transaction.atomic
def decline(request: Request, *, reason: str, by: Actor, at: datetime) -> Request:
    """A person says no, with a reason. Twice changes nothing."""
    request = locked(request, by)
    if request.state == State.DECLINED:
        return request
    need_undecided(request)
    settle(request, State.DECLINED, "request_declined", by=by, at=at, reason=reason)
    offer_next(request.group, request.day, by=by, at=at)
    return request


@transaction.atomic
def withdraw(request: Request, *, by: Actor, at: datetime) -> Request:
    """The family takes back what was not decided; an offer that is not wanted goes to the next."""
    request = locked(request, by)
    if request.state == State.WITHDRAWN:
        return request
    need_undecided(request)
    settle(request, State.WITHDRAWN, "request_withdrawn", by=by, at=at)
    offer_next(request.group, request.day, by=by, at=at)
    return request


@transaction.atomic
def cancel(request: Request, *, by: Actor, at: datetime, whatever=False) -> Request:
    """Undo what was granted, while the rules allow it or (`whatever`) because a person says so.

    A cancelled swap gives the old day back; what was paid from the balance comes back. What was
    used since stays, whoever says so: first what came after it is undone.
    """
    request = locked(request, by)
    if request.state == State.CANCELLED:
        return request
    if request.state != State.APPROVED:
        raise Decided(request)
    zone = request.group.location.zone
    begins = datetime.combine(request.day, request.starts_at, zone)
    rules = rules_on(request.group.location, request.day)
    if not (whatever or may_undo(rules, begins, now=at.astimezone(zone))):
        raise TooLateToCancel
    if carrying.used_since(request):
        raise TooLateToCancel
    carrying.undo(request, at=at)
    settle(request, State.CANCELLED, "request_cancelled", by=by, at=at)
    offer_next(request.group, request.day, by=by, at=at)
    return request


@transaction.atomic
def accept(request: Request, *, by: Actor, at: datetime) -> Request:
    """The family takes the place that it was offered, or the day that was proposed instead; then
    its first question is over. Raises Decided when the offer is over, NotPossible as `approve`.
    """
    request = locked(request, by)
    if request.state == State.APPROVED:
        return request
    if request.state != State.OFFERED or at > request.answer_by:
        raise Decided(request)
    _need_possible(request, at)
    proposed = request.instead_of_id is not None
    _grant(request, rule=Rule.BY_PERSON if proposed else Rule.AUTOMATIC, by=by, at=at)
    if proposed and request.instead_of.state in UNDECIDED:
        settle(request.instead_of, State.WITHDRAWN, "request_replaced", by=by, at=at)
    return request


@transaction.atomic
def expire(*, organisation, by: Actor, at: datetime) -> int:
    """Offers that nobody took, and questions about days gone by. Returns how many there were."""
    locked_head(organisation)
    undecided = Request.objects.undecided().filter(organisation=organisation)
    over = [one for one in undecided.select_related("group__location") if _is_over(one, at)]
    for one in over:
        settle(one, State.EXPIRED, "request_expired", by=by, at=at)
    for group, day in {(one.group, one.day) for one in over}:
        offer_next(group, day, by=by, at=at)
    return len(over)


def _is_over(request: Request, at: datetime) -> bool:
    if request.state == State.OFFERED and at > request.answer_by:
        return True
    begins = datetime.combine(request.day, request.starts_at, request.group.location.zone)
    return at >= begins and request.ask != Request.Ask.LEAVE


def offer_next(group, day: date, *, by: Actor, at: datetime) -> list[Request]:
    """Offer what came free on a day to the families that wait longest, as far as there is room.

    Called inside the transaction of whatever set a place free. An offer holds its place.
    """
    zone = group.location.zone
    offered = []
    for request in _waiting_for(group, day):
        begins = datetime.combine(day, request.starts_at, zone)
        if at >= begins or not facts.room_for_request(request, now=at.astimezone(zone)).free:
            continue
        hours = rules_on(group.location, day).offer_hours
        request.answer_by = min(at + timedelta(hours=hours), begins)
        request.state = State.OFFERED
        request.save(update_fields=["state", "answer_by"])
        record("place_offered", request, by=by, at=at, children=[request.child_id],
               group=group.pk)  # fmt: skip
        offered.append(request)
    return offered


def _waiting_for(group, day: date) -> list[Request]:
    """The waiting list of a day, who is first on top."""
    waiting = Request.objects.filter(group=group, day=day, state=State.WAITING)
    rows = list(waiting.select_related("child", "group__location").order_by("asked_at", "id"))
    if rows and rules_on(group.location, day).kinds_first:
        rows.sort(key=lambda one: KINDS.index(Ask(one.ask)))
    return rows


def locked(request: Request, by: Actor) -> Request:
    """The request as it stands now, in this organisation's turn to write."""
    locked_head(by.organisation)
    known = Request.objects.select_related("group__location", "child", "guardian", "instead_of")
    return known.get(pk=request.pk, organisation=by.organisation)


def need_undecided(request: Request) -> None:
    """Raises Decided when nobody waits for an answer any more."""
    if request.state not in UNDECIDED:
        raise Decided(request)


def _need_possible(request: Request, at: datetime) -> None:
    now = at.astimezone(request.group.location.zone)
    asked, around = facts.around(wish_of(request), now=now)
    if rule := obstacle(rules_on(request.group.location, request.day), asked, around):
        raise NotPossible(Decision(Outcome.REFUSED, rule))


def wish_of(request: Request, **other) -> Wish:
    """A question that was written down as the wish that it was; `other` are changes to it."""
    old = (request.old_day, request.old_starts_at, request.old_ends_at)
    told = {
        "day": request.day, "last_day": request.last_day, "starts_at": request.starts_at,
        "ends_at": request.ends_at,
    }  # fmt: skip
    return Wish(
        id=request.pk, child=request.child, guardian=request.guardian, group=request.group,
        ask=Ask(request.ask), old=old if request.old_day else None, consents_to_other_group=True,
        **told | other,
    )  # fmt: skip


def _grant(request: Request, *, rule: Rule, by: Actor, at: datetime, reason="") -> None:
    freed = carrying.carry_out(request, by=by, at=at)
    request.rule = rule.value
    settle(request, State.APPROVED, "request_approved", by=by, at=at, reason=reason)
    for group, day in freed:
        offer_next(group, day, by=by, at=at)


def settle(request: Request, state, verb, *, by: Actor, at: datetime, reason="") -> None:
    """Give a request its answer. What was proposed instead of it is over then."""
    was = request.state
    request.state, request.decided_at, request.reason = state, at, reason
    request.decided_by_kind, request.decided_by = by.kind, by.person
    request.answer_by = None
    request.save(
        update_fields=[
            "state", "decided_at", "reason", "decided_by_kind", "decided_by", "answer_by", "rule"
        ]
    )  # fmt: skip
    record(verb, request, by=by, at=at, children=[request.child_id], group=request.group_id,
           ask=request.ask, was=was)  # fmt: skip
    for one in request.proposals.filter(state=State.OFFERED).select_related("group__location"):
        settle(one, State.WITHDRAWN, "request_withdrawn", by=by, at=at)
        offer_next(one.group, one.day, by=by, at=at)
