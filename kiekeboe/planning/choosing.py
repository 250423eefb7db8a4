"""Which days a family can choose, with what would be answered for each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiekeboe.planning import facts
from kiekeboe.planning.asking import Wish
from kiekeboe.planning.reading import minute
from kiekeboe.planning.request_policy import Decision, decide
from kiekeboe.planning.requests_of import rules_on


@dataclass(frozen=True, slots=True)
class Choice:
    """One day: what would be answered, and how many places are left at its fullest moment."""

    day: date
    decision: Decision
    places: int
    comes: bool
    closed: str = ""


def choices(wish: Wish, days: Iterable[date], *, at: datetime) -> list[Choice]:
    """The same wish on other days. The planning is read once, whatever the number of days."""
    days = list(days)
    now = at.astimezone(wish.group.location.zone)
    plan = facts.plan_for(wish, now=now, also_days=days)
    rules = rules_on(wish.group.location, wish.day)
    asked_before = facts.asked_before(wish)
    store = facts.balance_of(wish.child, wish.group.location, wish.day).total
    placed = facts.placed(wish.child.pk, wish.day)
    paid = facts.paid_leaves(wish)
    found = []
    for day in days:
        other = replace(wish, day=day, last_day=None)
        asked, around = facts.judged(
            other,
            now=now,
            plan=plan,
            before=asked_before,
            store=store,
            own_groups=placed,
            paid=paid,
        )
        decision = decide(rules, asked, around, now=now)
        found.append(
            Choice(day, decision, _places(plan, other), around.planned_already,
                   plan.closed.get(day, ""))
        )  # fmt: skip
    return found


def _places(plan, wish: Wish) -> int:
    """Places left in the group while the child would be there, before it comes."""
    start, end = minute(wish.starts_at), minute(wish.ends_at)
    there = [
        one.children
        for one in plan.moments(wish.group.pk, wish.day)
        if one.start < end and one.end > start
    ]
    return max(0, wish.group.capacity - max(there, default=0))
