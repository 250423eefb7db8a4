"""Another contract (E12): a family asks for other days or an end, the office answers.

What the law says about notice stands in `notice`. A yes changes the contract days from the day
that was asked; after an end nothing that was booked stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning import asking, carrying
from kiekeboe.planning.models import Booking, ContractChange, ContractDay, Placement, Request
from kiekeboe.planning.notice import first_day_of_change, first_last_day
from kiekeboe.planning.staffing import minute

Kind, State = ContractChange.Kind, ContractChange.State
Week = Mapping[int, tuple[time, time]]  # weekday, Monday is 1 → from, until


class TooEarly(Exception):
    """The law gives a later day; `first` is the first one."""

    def __init__(self, first: date):
        super().__init__(first)
        self.first = first


class AskedAlready(Exception):
    """A question about this contract waits for an answer; `change` is it."""

    def __init__(self, change: ContractChange):
        super().__init__(change.pk)
        self.change = change


class NothingChanges(Exception):
    """These days are the days that hold."""


class SpecialWeek(Exception):
    """The contract knows more than a week can say (odd weeks, school days): a person changes it."""


class Decided(Exception):
    """This was decided already; `change` is how it stands."""

    def __init__(self, change: ContractChange):
        super().__init__(change.state)
        self.change = change


@dataclass(frozen=True)
class Standing:
    """The weekly pattern of a child from a day on."""

    rows: tuple[ContractDay, ...]

    @property
    def week(self) -> dict[int, tuple[time, time]]:
        return {row.weekday: (row.starts_at, row.ends_at) for row in self.rows}

    @property
    def is_plain(self) -> bool:
        """Whether a week says it all: every week the same, and one stretch a day."""
        once = len({row.weekday for row in self.rows}) == len(self.rows)
        return once and all(row.every_weeks == 1 and not row.day_types for row in self.rows)


def standing_on(child, day: date) -> Standing:
    """The contract days of a child (id) that hold on a day. One question."""
    lasting = Q(last_day=None) | Q(last_day__gte=day)
    rows = ContractDay.objects.filter(lasting, child=child, first_day__lte=day)
    return Standing(tuple(rows.select_related("group").order_by("weekday", "starts_at")))


def minutes_of(week: Week) -> int:
    """Minutes of care in a week."""
    return sum(minute(ends) - minute(starts) for starts, ends in week.values())


def first_day(child, week: Week, standing: Standing, *, received: date) -> date:
    """The first day of this other week: fewer hours are notice, more hours are not."""
    return first_day_of_change(received, less=minutes_of(week) < minutes_of(standing.week))


def first_end(child, location, *, received: date) -> date:
    """The first day that may be the last. Day care until four may end on the eve (nl-rules §4.1);
    who has not started yet has one day at least."""
    until_four = location.care_type == location.CareType.DAYCARE
    first = first_last_day(received, born=child.born_on if until_four else None)
    return max(first, child.started_on or first)


@transaction.atomic
def ask_days(
    id: UUID, child, guardian, week: Week, *, location, day: date, words: str = "", by: Actor,
    at: datetime,
) -> ContractChange:  # fmt: skip
    """Ask for other days from `day` on. Asking again under this id changes nothing.

    Raises AskedAlready, NothingChanges, SpecialWeek, or TooEarly with the first possible day.
    """
    if known := _turn(id, child, guardian, by):
        return known
    received = at.astimezone(location.zone).date()
    standing = standing_on(child.pk, received)
    if not standing.is_plain:
        raise SpecialWeek
    if dict(week) == standing.week:
        raise NothingChanges
    first = first_day(child, week, standing, received=received)
    if day < first:
        raise TooEarly(first)
    return _written(
        id, child, guardian, Kind.DAYS, day, by=by, at=at, words=words, week=as_json(week)
    )  # fmt: skip


@transaction.atomic
def ask_end(
    id: UUID, child, guardian, *, location, day: date, words: str = "", by: Actor, at: datetime
) -> ContractChange:
    """Give notice: `day` is the last day of care. Any day of the month will do.

    Raises AskedAlready, or TooEarly with the first day that is possible.
    """
    if known := _turn(id, child, guardian, by):
        return known
    first = first_end(child, location, received=at.astimezone(location.zone).date())
    if day < first:
        raise TooEarly(first)
    return _written(id, child, guardian, Kind.END, day, by=by, at=at, words=words)


def _turn(id: UUID, child, guardian, by: Actor) -> ContractChange | None:
    locked_head(by.organisation)
    known = ContractChange.objects.filter(child=child)
    if same := known.filter(pk=id).first():
        return same
    # Of one's own household: what the other home asks is its own, and holds up nobody (U35).
    mine = known.filter(guardian__household=guardian.household_id)
    if waiting := mine.filter(state=State.REQUESTED).first():
        raise AskedAlready(waiting)
    return None


def _written(id, child, guardian, kind, day, *, by, at, **facts) -> ContractChange:
    change, new = create_once(
        ContractChange.objects, id, by.organisation, child=child, guardian=guardian, kind=kind,
        day=day, received_at=at, **facts,
    )  # fmt: skip
    if new:
        _tell("contract_change_asked", change, by=by, at=at)
    return change


@transaction.atomic
def approve(change: ContractChange, *, by: Actor, at: datetime, reason: str = "") -> ContractChange:
    """Yes: the contract is another one from that day. Twice changes nothing. Raises Decided."""
    stored = _locked(change, by)
    if stored.state == State.APPROVED:
        return stored
    _need_undecided(stored)
    if stored.kind == Kind.DAYS:
        group = group_on(stored.child_id, stored.day)
        ContractDay.objects.agree(
            stored.child, group, week_of(stored), first_day=stored.day, by=by, at=at
        )
    else:
        _end(stored, by=by, at=at)
    _settle(stored, State.APPROVED, reason, by=by, at=at)
    _offer_what_came_free(stored, by=by, at=at)
    return stored


@transaction.atomic
def decline(change: ContractChange, *, reason: str, by: Actor, at: datetime) -> ContractChange:
    """No, with a reason that the family reads. An end is not refused: notice is a right.

    Twice changes nothing. Raises Decided, and ValueError for an end.
    """
    stored = _locked(change, by)
    if stored.state == State.DECLINED:
        return stored
    if stored.kind == Kind.END:
        raise ValueError("who gives notice in time does not need a yes")
    _need_undecided(stored)
    _settle(stored, State.DECLINED, reason, by=by, at=at)
    return stored


@transaction.atomic
def withdraw(change: ContractChange, *, by: Actor, at: datetime) -> ContractChange:
    """The family takes it back while nobody decided. Twice changes nothing. Raises Decided."""
    stored = _locked(change, by)
    if stored.state == State.WITHDRAWN:
        return stored
    _need_undecided(stored)
    stored.state = State.WITHDRAWN
    stored.save(update_fields=["state"])
    _tell("contract_change_withdrawn", stored, by=by, at=at)
    return stored


def group_on(child, day: date):
    """The group of a child (id) on a day; otherwise the last one it had, or None."""
    placements = Placement.objects.filter(child=child, started_on__lte=day)
    found = placements.select_related("group__location").order_by("-started_on").first()
    return found.group if found else None


def as_json(week: Week) -> list[dict]:
    return [
        {"weekday": day, "starts_at": f"{starts:%H:%M}", "ends_at": f"{ends:%H:%M}"}
        for day, (starts, ends) in sorted(week.items())
    ]


def week_of(change: ContractChange) -> dict[int, tuple[time, time]]:
    """The week that is asked."""
    return {
        one["weekday"]: (time.fromisoformat(one["starts_at"]), time.fromisoformat(one["ends_at"]))
        for one in change.week
    }


def _end(change: ContractChange, *, by: Actor, at: datetime) -> None:
    """The contract that runs on the last day ends. Another one that begins later stays: who goes
    from day care to after-school care does not leave."""
    child, last = change.child, change.day
    after = last + timedelta(days=1)
    elsewhere = Placement.objects.filter(child=child, started_on__gt=last).exists()
    rows = ContractDay.objects.filter(Q(last_day=None) | Q(last_day__gt=last), child=child)
    for row in rows.filter(first_day__lte=last) if elsewhere else rows:
        row.stop_before(after)
    Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=last), child=child, started_on__lte=last
    ).update(ended_on=last)
    if not elsewhere:
        child.edit(ended_on=last, by=by, at=at)
        _undo_after(child, last, by=by, at=at)
    record("contract_ended", change, by=by, at=at, children=[child.pk])


def _undo_after(child, last: date, *, by: Actor, at: datetime) -> None:
    asked = Request.objects.filter(child=child, day__gt=last)
    granted = asked.filter(state=Request.State.APPROVED).exclude(ask=Request.Ask.LEAVE)
    for request in granted.order_by("-decided_at", "-id"):  # what came after is undone first
        if not carrying.used_since(request):
            asking.cancel(request, by=by, at=at, whatever=True)
    for request in Request.objects.undecided().filter(child=child, day__gt=last):
        asking.withdraw(request, by=by, at=at)
    Booking.objects.standing().filter(child=child, day__gt=last).update(cancelled_at=at)


def _offer_what_came_free(change: ContractChange, *, by: Actor, at: datetime) -> None:
    """Families that wait for a day in the group are offered what this one gives up."""
    group = group_on(change.child_id, change.day)
    waiting = Request.objects.filter(group=group, state=Request.State.WAITING, day__gte=change.day)
    for day in sorted(set(waiting.values_list("day", flat=True))):
        asking.offer_next(group, day, by=by, at=at)


def _locked(change: ContractChange, by: Actor) -> ContractChange:
    locked_head(by.organisation)
    known = ContractChange.objects.select_related("child", "guardian")
    return known.get(pk=change.pk, organisation=by.organisation)


def _need_undecided(change: ContractChange) -> None:
    if change.state != State.REQUESTED:
        raise Decided(change)


def _settle(change: ContractChange, state: str, reason: str, *, by: Actor, at: datetime) -> None:
    change.state, change.reason = state, reason
    change.decided_at, change.decided_by = at, by.person
    change.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    _tell(f"contract_change_{state}", change, by=by, at=at)


def _tell(verb: str, change: ContractChange, *, by: Actor, at: datetime) -> None:
    group = group_on(change.child_id, change.day)
    record(verb, change, by=by, at=at, children=[change.child_id], group=group and group.pk,
           kind=change.kind)  # fmt: skip
