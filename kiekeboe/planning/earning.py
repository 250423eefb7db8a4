"""What leave brings: days that are told in time come back on the balance (ruiltegoed)."""

from datetime import datetime

from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.ledger import room_to_earn
from kiekeboe.planning.models import Credit, Request
from kiekeboe.planning.reading import clock, days_between, minute, plan_of
from kiekeboe.planning.request_policy import Mode, Old, Rules, earned_by, expires_on
from kiekeboe.planning.requests_of import rules_on
from kiekeboe.planning.slices import Kind, lasting


def earn(request: Request, *, at: datetime) -> int:
    """Write the credits of a leave that is about to be granted; answers how much in all.

    Only fixed days earn; a day at a time, because each has its own deadline and its own end.
    """
    location = request.group.location
    plan = plan_of(
        location, request.day, request.last_day,
        today=at.astimezone(location.zone).date(), also=[request.child_id],
    )  # fmt: skip
    child, total = request.child, 0
    for day in days_between(request.day, request.last_day):
        rules = rules_on(location, day)
        gained = _gained(plan, request, rules, day, at)
        free = balance_of(child, location, day)
        gained = room_to_earn(free, gained, rules.earning.most)
        if gained:
            total += gained
            _write(request, rules, day, gained, at)
    return total


def would_earn(request: Request, *, at: datetime) -> bool:
    """Whether a leave that was not sent yet would bring anything at all."""
    location = request.group.location
    plan = plan_of(
        location, request.day, request.last_day,
        today=at.astimezone(location.zone).date(), also=[request.child_id],
    )  # fmt: skip
    days = days_between(request.day, request.last_day)
    return any(_gained(plan, request, rules_on(location, day), day, at) for day in days)


def _gained(plan, request: Request, rules: Rules, day, at: datetime) -> int:
    """What one day brings: minutes, or points (one per part of a day)."""
    location = request.group.location
    start = minute(request.starts_at) if day == request.day else 0
    end = minute(request.ends_at) if day == request.last_day else 24 * 60
    gained, slices = 0, plan.slices(request.child_id, day)
    for one in slices:
        first, last = max(one.start, start), min(one.end, end)
        if one.kind != Kind.FIXED or one.away is not None or first >= last:
            continue
        begins = datetime.combine(day, clock(first), location.zone)
        minutes = lasting(day, first, last, location.zone)
        whole = (first, last) == (one.start, one.end)
        if earned_by(
            rules, Old(day, minutes, whole=whole), begins, now=at.astimezone(location.zone)
        ):
            gained += minutes if rules.mode == Mode.HOURS else 1 + whole
    return gained


def _write(request: Request, rules: Rules, day, gained: int, at: datetime) -> None:
    Credit.objects.create(
        organisation_id=request.organisation_id,
        child_id=request.child_id,
        location=request.group.location,
        unit=Credit.Unit.MINUTES if rules.mode == Mode.HOURS else Credit.Unit.POINTS,
        amount=gained,
        day=at.astimezone(request.group.location.zone).date(),
        until=expires_on(rules, day),
        because=f"absence {day:%m-%d}",
        source=request.pk,
        written_at=at,
    )
