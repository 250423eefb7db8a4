"""What may be asked, until when, and who decides (ruilbeleid; E5–E8).

Pure: the rules of a location, one question and the facts around it go in; a `Decision` with the
rule that decided comes out. The portal asks before it sends, the verb asks again when it decides,
and the test bench of the office asks "what if": all of them this function. Rules are house rules
(nl-rules §5.3): a setting per location and kind of care, never law.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiekeboe.planning.room import Room
from kiekeboe.planning.windows import NO_DAYS, Notice, Unit, Window


class Ask(StrEnum):
    """What a parent can ask."""

    LEAVE = "leave"
    EXTRA = "extra"  # a day more, paid by invoice
    SWAP = "swap"  # a day for a day, at once
    CREDIT = "credit"  # a day out of the balance
    FLEXIBLE = "flexible"  # a day of a flexible contract


class Mode(StrEnum):
    """In what a day that was given up comes back."""

    DAY = "day"  # day for day: only a swap at once
    POINTS = "points"  # a point per part of a day
    HOURS = "hours"  # minutes on a balance


class Part(StrEnum):
    """The smallest thing that can be asked."""

    MINUTES = "minutes"
    DAY_PART = "day_part"
    WHOLE_DAY = "whole_day"


class Decider(StrEnum):
    AUTOMATIC = "automatic"
    GROUP = "group"
    OFFICE = "office"


KINDS = (Ask.FLEXIBLE, Ask.EXTRA, Ask.CREDIT, Ask.SWAP, Ask.LEAVE)  # who goes first (§5.3)
DAY_BEFORE = Notice(1, Unit.DAYS)
A_DAY_EARLIER = Notice(24, Unit.HOURS)
ANYWHERE = Window()
THERE_IS_ROOM = Room(True)


@dataclass(frozen=True, slots=True)
class Earning:
    """When a day that is given up may be used later."""

    deadline: Notice = DAY_BEFORE
    sick: bool = False
    leave: bool = True
    public_holiday: bool = False
    closure: bool = False
    whole_day_only: bool = False
    most: int | None = None  # of the balance: points, or minutes with Mode.HOURS
    valid_days: int | None = None  # None: until the end of the year, see `until_year_end`
    until_year_end: bool = True
    grace_days: int = 0  # days of January in which what is left may still be used


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one location for one kind of care; every parameter of nl-rules §5.3."""

    asks: frozenset[Ask] = frozenset(Ask)
    mode: Mode = Mode.DAY
    part: Part = Part.DAY_PART
    smallest: int = 60  # minutes
    notice: dict[Ask, Notice] = field(default_factory=dict)
    longest_ahead: dict[Ask, Notice] = field(default_factory=dict)
    decider: dict[Ask, Decider] = field(default_factory=dict)
    answer_within: int = 2  # working days, when a person decides
    waiting_list: bool = True
    kinds_first: bool = False  # of the waiting list: by KINDS, then by who asked first
    offer_hours: int = 12  # how long a family may think about a place that came free
    window: Window = ANYWHERE
    earning: Earning = Earning()
    most_a_year: dict[Ask, int] = field(default_factory=dict)
    most_a_month: dict[Ask, int] = field(default_factory=dict)
    own_group_only: bool = False
    other_group_with_consent: bool = True
    same_hours: bool = False
    same_day_type: bool = False
    public_holidays: bool = False  # may a public holiday be given up in a swap
    closures: bool = False  # may a closed day be given up in a swap
    within_contract_weeks: bool = False
    swap_again: bool = True  # may a day that came out of a swap be swapped
    not_for_sick_days: bool = True
    transport_by_person: bool = False  # out-of-school: a day with a bus is decided by a person
    automatic_least_hours: int = 0  # nearer than this a person decides
    undo: Notice = A_DAY_EARLIER


@dataclass(frozen=True, slots=True)
class Old:
    """The slot that is given up in a swap, as it is planned."""

    day: date
    minutes: int
    kind: str = "fixed"  # of slices.Kind
    day_type: str = ""
    is_public_holiday: bool = False
    is_closed: bool = False
    is_sick: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what, from when to when (local, with a zone)."""

    ask: Ask
    begins: datetime
    ends: datetime
    old: Old | None = None
    own_group: bool = True
    consents_to_other_group: bool = False
    needs_transport: bool = False
    whole: bool = True
    day_type: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds around a question at this moment."""

    room: Room = THERE_IS_ROOM
    planned_already: bool = False  # the child has care in that stretch
    has_care: bool = True  # of leave: something is planned that can be given up
    in_contract: bool = True  # the child has a contract on that day
    in_contract_week: bool = True
    closed: bool = False
    balance: int = 0
    this_year: dict[Ask, int] = field(default_factory=dict)
    this_month: dict[Ask, int] = field(default_factory=dict)
    free: Collection[date] = NO_DAYS


class Outcome(StrEnum):
    GRANTED = "granted"
    TO_PERSON = "to_person"
    WAITING = "waiting"  # no room: the waiting list
    REFUSED = "refused"


class Rule(StrEnum):
    """What decided, in the order in which it is asked."""

    NOT_OFFERED = "not_offered"
    EMPTY = "empty"
    PAST = "past"
    NO_CONTRACT = "no_contract"
    CLOSED = "closed"
    TOO_LATE = "too_late"
    TOO_FAR = "too_far"
    TOO_SHORT = "too_short"
    WHOLE_DAYS = "whole_days"
    PLANNED_ALREADY = "planned_already"
    NOTHING_PLANNED = "nothing_planned"
    OLD_DAY_PAST = "old_day_past"
    OLD_DAY_SICK = "old_day_sick"
    OLD_DAY_HOLIDAY = "old_day_holiday"
    OLD_DAY_CLOSED = "old_day_closed"
    OLD_DAY_SWAPPED = "old_day_swapped"
    WINDOW = "window"
    LONGER = "longer"
    OTHER_HOURS = "other_hours"
    OTHER_DAY_TYPE = "other_day_type"
    OTHER_GROUP = "other_group"
    CONTRACT_WEEKS = "contract_weeks"
    YEAR_MOST = "year_most"
    MONTH_MOST = "month_most"
    BALANCE = "balance"
    NO_ROOM = "no_room"
    TRANSPORT = "transport"
    NEAR = "near"
    BY_PERSON = "by_person"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, the rule that decided, and what its sentence needs."""

    outcome: Outcome
    rule: Rule
    facts: dict = field(default_factory=dict)


NEEDS_ROOM = frozenset({Ask.EXTRA, Ask.SWAP, Ask.CREDIT, Ask.FLEXIBLE})


def decide(rules: Rules, asked: Asked, facts: Facts, *, now: datetime) -> Decision:
    """What is answered at this moment. `now` is local, with the zone of the location."""
    for check in CHECKS:
        if found := check(rules, asked, facts, now):
            rule, told = found
            return Decision(Outcome.REFUSED, rule, told)
    if asked.ask in NEEDS_ROOM and not facts.room.free:
        outcome = Outcome.WAITING if rules.waiting_list else Outcome.REFUSED
        return Decision(outcome, Rule.NO_ROOM, {"why": facts.room.why, "at": facts.room.at})
    return _who_decides(rules, asked, now)


def _who_decides(rules, asked, now) -> Decision:
    by = rules.decider.get(asked.ask, Decider.OFFICE)
    if asked.needs_transport and rules.transport_by_person:
        return Decision(
            Outcome.TO_PERSON, Rule.TRANSPORT, {"by": by, "within": rules.answer_within}
        )
    near = asked.begins - now < timedelta(hours=rules.automatic_least_hours)
    if by == Decider.AUTOMATIC and near and asked.ask in NEEDS_ROOM:
        told = {"hours": rules.automatic_least_hours, "within": rules.answer_within}
        return Decision(Outcome.TO_PERSON, Rule.NEAR, told)
    if by == Decider.AUTOMATIC:
        return Decision(Outcome.GRANTED, Rule.AUTOMATIC)
    return Decision(Outcome.TO_PERSON, Rule.BY_PERSON, {"by": by, "within": rules.answer_within})


def _is_offered(rules, asked, facts, now):
    if asked.ask not in rules.asks:
        return Rule.NOT_OFFERED, {"ask": asked.ask}
    if asked.ends <= asked.begins:
        return Rule.EMPTY, {}
    if asked.begins <= now:
        return Rule.PAST, {}
    if not facts.in_contract:
        return Rule.NO_CONTRACT, {}
    return (Rule.CLOSED, {}) if facts.closed else None


def _is_in_time(rules, asked, facts, now):
    notice = rules.notice.get(asked.ask)
    if notice and now > (latest := notice.latest(asked.begins, facts.free)):
        return Rule.TOO_LATE, {"latest": latest}
    ahead = rules.longest_ahead.get(asked.ask)
    if ahead and now < (first := ahead.latest(asked.begins, facts.free)):
        return Rule.TOO_FAR, {"first": first}
    return None


def _is_large_enough(rules, asked, facts, now):
    minutes = (asked.ends - asked.begins).total_seconds() / 60
    if minutes < rules.smallest:
        return Rule.TOO_SHORT, {"minutes": rules.smallest}
    if rules.part == Part.WHOLE_DAY and not asked.whole:
        return Rule.WHOLE_DAYS, {}
    return None


def _fits_the_plan(rules, asked, facts, now):
    if asked.ask == Ask.LEAVE:
        return None if facts.has_care else (Rule.NOTHING_PLANNED, {})
    return (Rule.PLANNED_ALREADY, {}) if facts.planned_already else None


def _old_day_may_go(rules, asked, facts, now):
    old = asked.old
    if asked.ask != Ask.SWAP or old is None:
        return (Rule.NOTHING_PLANNED, {}) if asked.ask == Ask.SWAP else None
    if old.day < now.date():
        return Rule.OLD_DAY_PAST, {}
    if old.is_sick and rules.not_for_sick_days:
        return Rule.OLD_DAY_SICK, {}
    if old.is_public_holiday and not rules.public_holidays:
        return Rule.OLD_DAY_HOLIDAY, {}
    if old.is_closed and not rules.closures:
        return Rule.OLD_DAY_CLOSED, {}
    if old.kind == "swap" and not rules.swap_again:
        return Rule.OLD_DAY_SWAPPED, {}
    return None


def _new_day_may_come(rules, asked, facts, now):
    old = asked.old
    if asked.ask == Ask.SWAP and old is not None:
        new, minutes = asked.begins.date(), asked.minutes
        if not rules.window.holds(old.day, new, facts.free):
            first, last = rules.window.days(old.day, facts.free)
            return Rule.WINDOW, {"first": first, "last": last}
        if minutes > old.minutes:
            return Rule.LONGER, {"minutes": old.minutes}
        if rules.same_hours and minutes != old.minutes:
            return Rule.OTHER_HOURS, {"minutes": old.minutes}
        if rules.same_day_type and asked.day_type != old.day_type:
            return Rule.OTHER_DAY_TYPE, {}
    return None


def _in_the_right_group(rules, asked, facts, now):
    if asked.ask in NEEDS_ROOM and not asked.own_group:
        if rules.own_group_only:
            return Rule.OTHER_GROUP, {"consent": False}
        if rules.other_group_with_consent and not asked.consents_to_other_group:
            return Rule.OTHER_GROUP, {"consent": True}
    if rules.within_contract_weeks and asked.ask in NEEDS_ROOM and not facts.in_contract_week:
        return Rule.CONTRACT_WEEKS, {}
    return None


def _within_the_limits(rules, asked, facts, now):
    most = rules.most_a_year.get(asked.ask)
    if most is not None and facts.this_year.get(asked.ask, 0) >= most:
        return Rule.YEAR_MOST, {"most": most}
    most = rules.most_a_month.get(asked.ask)
    if most is not None and facts.this_month.get(asked.ask, 0) >= most:
        return Rule.MONTH_MOST, {"most": most}
    if asked.ask == Ask.CREDIT and facts.balance < cost_of(rules, asked):
        return Rule.BALANCE, {"balance": facts.balance, "cost": cost_of(rules, asked)}
    return None


CHECKS = (
    _is_offered,
    _is_in_time,
    _is_large_enough,
    _fits_the_plan,
    _old_day_may_go,
    _new_day_may_come,
    _in_the_right_group,
    _within_the_limits,
)


def obstacle(rules: Rules, asked: Asked, facts: Facts) -> Rule | None:
    """What makes a yes impossible, also for a person who wants it; None when nothing does."""
    if asked.ask == Ask.LEAVE:
        return None
    if facts.planned_already:
        return Rule.PLANNED_ALREADY
    if asked.ask == Ask.SWAP and asked.old is None:
        return Rule.NOTHING_PLANNED
    if asked.ask == Ask.CREDIT and facts.balance < cost_of(rules, asked):
        return Rule.BALANCE
    return None


def cost_of(rules: Rules, asked: Asked) -> int:
    """What a day out of the balance costs: minutes, or points (one per part of a day)."""
    if rules.mode == Mode.HOURS:
        return asked.minutes
    return 2 if asked.whole else 1


def earned_by(rules: Rules, old: Old, begins: datetime, *, now: datetime, free=NO_DAYS) -> bool:
    """Whether a day that is given up at this moment comes back on the balance later."""
    earning = rules.earning
    if rules.mode == Mode.DAY or now > earning.deadline.latest(begins, free):
        return False
    if earning.whole_day_only and not old.whole:
        return False
    if old.is_closed:
        return earning.closure
    if old.is_public_holiday:
        return earning.public_holiday
    return earning.sick if old.is_sick else earning.leave


def expires_on(rules: Rules, earned: date) -> date | None:
    """The last day on which what was earned that day may be used; None is never over."""
    earning = rules.earning
    if earning.valid_days is not None:
        return earned + timedelta(days=earning.valid_days)
    if earning.until_year_end:
        return date(earned.year, 12, 31) + timedelta(days=earning.grace_days)
    return None


def may_undo(rules: Rules, begins: datetime, *, now: datetime, free=NO_DAYS) -> bool:
    """Whether what was granted may still be cancelled without a person."""
    return now <= rules.undo.latest(begins, free)
