"""What is true around a wish at this moment: read once, for the rules to judge."""

from collections import Counter
from datetime import date, datetime, timedelta

from kiekeboe.planning.ledger import Balance, Earned, Spent, balance
from kiekeboe.planning.models import Credit, Placement, Request
from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.reading import Plan, is_whole, minute, plan_of
from kiekeboe.planning.request_policy import NEEDS_ROOM, Ask, Asked, Facts, Old
from kiekeboe.planning.room import Presence, Room, room_for
from kiekeboe.planning.slices import Away, lasting

COUNTED = (Request.State.REQUESTED, Request.State.OFFERED, Request.State.APPROVED)


def plan_for(wish, *, now: datetime, also_days=()) -> Plan:
    """The planning that a wish is judged by, also of other days that it may become."""
    days = [wish.day, wish.last_day or wish.day, *also_days, *([wish.old[0]] if wish.old else [])]
    location = wish.group.location
    return plan_of(location, min(days), max(days), today=now.date(), also=[wish.child.pk])


def around(wish, *, now: datetime) -> tuple[Asked, Facts]:
    """The question in plain values, and what holds around it. `now` is local."""
    return judged(
        wish,
        now=now,
        plan=plan_for(wish, now=now),
        before=asked_before(wish),
        store=balance_of(wish.child, wish.group.location, wish.day).total,
        own_groups=placed(wish.child.pk, wish.day),
    )


def judged(wish, *, now: datetime, plan: Plan, before: dict, store: int, own_groups: set):
    """(question, facts) out of what was read before: no question to the database."""
    zone, child = now.tzinfo, wish.child.pk
    start, end = minute(wish.starts_at), minute(wish.ends_at)
    here = [one for one in plan.slices(child, wish.day) if one.start < end and one.end > start]
    asked = Asked(
        wish.ask,
        datetime.combine(wish.day, wish.starts_at, zone),
        datetime.combine(wish.last_day or wish.day, wish.ends_at, zone),
        _old(wish, plan, zone),
        own_group=wish.group.pk in own_groups or not own_groups,
        consents_to_other_group=wish.consents_to_other_group,
        whole=is_whole(wish.group.location, wish.starts_at, wish.ends_at),
        minutes=lasting(wish.day, start, end, zone),
    )
    found = Facts(
        room=_room(wish, plan) if wish.ask in NEEDS_ROOM else Room(True),
        planned_already=any(one.comes for one in here),
        has_care=_care_between(plan, child, wish),
        in_contract=bool(own_groups),
        closed=wish.ask in NEEDS_ROOM and wish.day in plan.closed,
        balance=store,
        **before,
    )
    return asked, found


def _room(wish, plan: Plan) -> Room:
    """Room on the day that is asked; the day that a swap gives up counts as gone."""
    return _fits(
        plan, wish.child.pk, wish.group, wish.day, wish.starts_at, wish.ends_at,
        gone=wish.old if wish.old and wish.old[0] == wish.day else None,
    )  # fmt: skip


def room_for_request(request: Request, *, now: datetime) -> Room:
    """Whether there is room now for what a family waits for."""
    plan = plan_of(request.group.location, request.day, request.day, today=now.date(),
                   also=[request.child_id])  # fmt: skip
    gone = None
    if request.old_day == request.day:
        gone = (request.old_day, request.old_starts_at, request.old_ends_at)
    return _fits(plan, request.child_id, request.group, request.day, request.starts_at,
                 request.ends_at, gone=gone, without=request.pk)  # fmt: skip


def _fits(plan, child, group, day, starts_at, ends_at, *, gone=None, without=None) -> Room:
    law = plan.law(day)
    there = plan.presences(group.pk, day, without=without)
    if gone:
        start, end = minute(gone[1]), minute(gone[2])
        there = [one for one in there if not (one.child == child and start <= one.start < end)]
    step = age_step(plan.born[child], day, law.care)
    return room_for(
        Presence(minute(starts_at), minute(ends_at), step, child),
        there,
        plan.shifts.get((group.pk, day), ()),
        law,
        places=group.capacity,
        opens=minute(group.location.opens_at),
        closes=minute(group.location.closes_at),
    )


def _old(wish, plan: Plan, zone) -> Old | None:
    """The day that a swap gives up; None when nothing is planned there."""
    if not wish.old:
        return None
    day, start, end = wish.old[0], minute(wish.old[1]), minute(wish.old[2])
    inside = [one for one in plan.slices(wish.child.pk, day) if one.start < end and one.end > start]
    covered = sum(min(one.end, end) - max(one.start, start) for one in inside)
    if covered < end - start:
        return None
    whole = all(start <= one.start and one.end <= end for one in plan.slices(wish.child.pk, day))
    return Old(
        day,
        lasting(day, start, end, zone),
        kind=inside[0].kind.value,
        is_closed=any(one.away == Away.CLOSED for one in inside),
        is_sick=any(one.away == Away.SICK for one in inside),
        whole=whole,
    )


def placed(child, day: date) -> set:
    """The groups that are this child's own on a day."""
    placed = Placement.objects.in_force(day).filter(child=child)
    return set(placed.values_list("group", flat=True))


def _care_between(plan: Plan, child, wish) -> bool:
    """Whether any care is planned in the stretch of a leave."""
    day, last = wish.day, wish.last_day or wish.day
    start, end = minute(wish.starts_at), minute(wish.ends_at)
    while day <= last:
        for one in plan.slices(child, day):
            if (
                one.comes
                and (day != wish.day or one.end > start)
                and (day != last or one.start < end)
            ):
                return True
        day += timedelta(days=1)
    return False


def asked_before(wish) -> dict:
    """How often this kind was asked for care in the same year and month."""
    mine = Request.objects.filter(
        child=wish.child, state__in=COUNTED, day__year=wish.day.year
    ).values_list("ask", "day")
    year, month = Counter(), Counter()
    for ask, day in mine:
        year[Ask(ask)] += 1
        month[Ask(ask)] += day.month == wish.day.month
    return {"this_year": dict(year), "this_month": dict(month)}


def balance_of(child, location, day: date) -> Balance:
    """What a child has in store at a location on a day. One question."""
    rows = Credit.objects.filter(child=child, location=location, undone_at=None)
    earned, spent = [], []
    for row in rows:
        if row.amount > 0:
            earned.append(Earned(row.pk, row.day, row.amount, row.until))
        else:
            spent.append(Spent(row.pk, row.day, -row.amount))
    return balance(earned, spent, day)
