"""What is true around a wish at this moment: read once, for the rules to judge."""

from collections import Counter
from datetime import date, datetime, timedelta

from kiekeboe.planning.ledger import Balance, Earned, Spent, balance
from kiekeboe.planning.models import Credit, Placement, Request
from kiekeboe.planning.ratio import age_step
from kiekeboe.planning.reading import Plan, is_whole, minute, plan_of
from kiekeboe.planning.request_policy import NEEDS_ROOM, Ask, Asked, Facts, Old
from kiekeboe.planning.room import Presence, Room, room_in
from kiekeboe.planning.slices import Away, lasting
from kiekeboe.planning.slices import Kind as SliceKind

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
        paid=paid_leaves(wish),
    )


def judged(
    wish, *, now: datetime, plan: Plan, before: dict, store: int, own_groups: set, paid: frozenset
):
    """(question, facts) out of what was read before: no question to the database."""
    zone, child = now.tzinfo, wish.child.pk
    start, end = minute(wish.starts_at), minute(wish.ends_at)
    here = [one for one in plan.slices(child, wish.day) if one.start < end and one.end > start]
    asked = Asked(
        wish.ask,
        datetime.combine(wish.day, wish.starts_at, zone),
        datetime.combine(wish.last_day or wish.day, wish.ends_at, zone),
        _old(wish, plan, zone, paid),
        own_group=wish.group.pk in own_groups or not own_groups,
        consents_to_other_group=wish.consents_to_other_group,
        whole=is_whole(wish.group.location, wish.starts_at, wish.ends_at),
        minutes=lasting(wish.day, start, end, zone),
    )
    found = Facts(
        room=_room(wish, plan) if wish.ask in NEEDS_ROOM else Room(True),
        planned_already=bool(here),
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
    """Places of the group, and the ratio: of the group, or of the whole location where the law
    counts that (out-of-school care since July 2024)."""
    law = plan.law(day)
    step = age_step(plan.born[child], day, law.care)
    candidate = Presence(minute(starts_at), minute(ends_at), step, child)

    def together(groups):
        there = [one for id in groups for one in plan.presences(id, day, without=without)]
        there = [one for one in there if not (gone and _is_given_up(one, child, gone))]
        return there, [one for id in groups for one in plan.shifts.get((id, day), ())]

    return room_in(
        candidate, together([group.pk]), law,
        whole=together(plan.groups_on(day)) if law.whole_location else None,
        places=group.capacity, opens=minute(group.location.opens_at),
        closes=minute(group.location.closes_at),
    )  # fmt: skip


def _is_given_up(one: Presence, child, gone) -> bool:
    return one.child == child and minute(gone[1]) <= one.start < minute(gone[2])


def _old(wish, plan: Plan, zone, paid) -> Old | None:
    """The day that a swap gives up; None when nothing is planned there, when it was given up
    before, or when it came on the balance. A day that was booked goes as a whole."""
    if not wish.old:
        return None
    day, start, end = wish.old[0], minute(wish.old[1]), minute(wish.old[2])
    inside = [one for one in plan.slices(wish.child.pk, day) if one.start < end and one.end > start]
    covered = sum(min(one.end, end) - max(one.start, start) for one in inside)
    if covered < end - start or any(one.away_source in paid for one in inside):
        return None
    whole = all(start <= one.start and one.end <= end for one in plan.slices(wish.child.pk, day))
    booked = any(one.kind != SliceKind.FIXED for one in inside)
    if booked and (not whole or _given_up_before(plan.agreed[wish.child.pk], day, start, end)):
        return None
    return Old(
        day,
        lasting(day, start, end, zone),
        kind=inside[0].kind.value,
        is_closed=any(one.away == Away.CLOSED for one in inside),
        is_sick=any(one.away == Away.SICK for one in inside),
        whole=whole,
    )


def _given_up_before(agreed, day: date, start: int, end: int) -> bool:
    """Whether a standing swap gave up care of this stretch, and something took its place."""
    slots = (one.instead_of for one in agreed.bookings if one.instead_of is not None)
    return any(one.day == day and one.start < end and one.end > start for one in slots)


def placed(child, day: date) -> set:
    """The groups that are this child's own on a day."""
    placed = Placement.objects.in_force(day).filter(child=child)
    return set(placed.values_list("group", flat=True))


def paid_leaves(wish) -> frozenset:
    """Ids of the days off that came on this child's balance. A question for a swap only."""
    if not wish.old:
        return frozenset()
    earned = Credit.objects.filter(child=wish.child, undone_at=None, amount__gt=0)
    return frozenset(earned.exclude(source=None).values_list("source", flat=True))


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


def balance_of(child, location, day: date, *, without=None) -> Balance:
    """What a child has in store at a location on a day; `without` what came from one source (id).
    One question."""
    rows = Credit.objects.filter(child=child, location=location, undone_at=None)
    if without is not None:
        rows = rows.exclude(source=without)
    earned, spent = [], []
    for row in rows:
        if row.amount > 0:
            earned.append(Earned(row.pk, row.day, row.amount, row.until))
        else:
            spent.append(Spent(row.pk, row.day, -row.amount))
    return balance(earned, spent, day)
