"""Days on which a location is closed: what closing touches, closing, and opening again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.people.models import Child
from kiekeboe.planning import asking, carrying
from kiekeboe.planning.models import ClosedDay, Request
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.request_policy import Rule
from kiekeboe.planning.slices import Kind

State = Request.State


@dataclass(frozen=True, slots=True)
class Touched:
    """What closing one day does: how many of each it concerns."""

    day: date
    children: int = 0  # who would come
    bookings: int = 0  # care of families apart from their contract
    cancelled: int = 0  # of those, granted requests that are taken back
    credits: int = 0  # of those, paid from the balance: it comes back
    requests: int = 0  # that wait for an answer, and get a no
    shifts: int = 0  # that stay in the roster for somebody to take out

    @property
    def nothing(self) -> bool:
        return not (self.children or self.requests or self.shifts or self.bookings)


def touched(location, days: Iterable[date], *, today: date) -> list[Touched]:
    """What closing these days touches, per day. Writes nothing. Eleven questions at most."""
    days = sorted(days)
    if not days:
        return []
    plan = plan_of(location, days[0], days[-1], today=today)
    waiting = [one.day for one in _waiting(location, days)]
    granted = [one for one in _granted(location, days) if _comes_off(one, today)]
    found = []
    for day in days:
        slices = [(child, one) for child in plan.agreed for one in plan.slices(child, day)]
        back = [one for one in granted if one.day == day]
        found.append(
            Touched(
                day,
                children=len({child for child, one in slices if one.comes}),
                bookings=sum(one.comes and one.kind != Kind.FIXED for _, one in slices),
                cancelled=len(back),
                credits=sum(one.ask == Request.Ask.CREDIT for one in back),
                requests=waiting.count(day),
                shifts=len(plan.duties.get(day, ())),
            )
        )
    return found


@transaction.atomic
def close(location, days: Mapping[date, str], *, by: Actor, at: datetime) -> list[ClosedDay]:
    """Close these days, each with its name. A day that is closed already stays as it is.

    What families asked for these days and nobody answered gets a no; what was granted is taken
    back, so that a swapped day or a paid balance is not lost. Shifts stay in the roster.
    """
    locked_head(by.organisation)
    known = ClosedDay.objects.filter(location=location, day__in=days)
    known = set(known.values_list("day", flat=True))
    fresh = [
        ClosedDay(organisation_id=location.organisation_id, location=location, day=day, name=name)
        for day, name in sorted(days.items())
        if day not in known
    ]
    if not fresh:
        return []
    ClosedDay.objects.bulk_create(fresh)
    closed = [one.day for one in fresh]
    today = at.astimezone(location.zone).date()
    for request in _waiting(location, closed).select_related("group__location"):
        request.rule = Rule.CLOSED.value
        asking.settle(request, State.DECLINED, "request_declined", by=by, at=at)
    for request in _granted(location, closed):
        if _comes_off(request, today) and not carrying.used_since(request):
            asking.cancel(request, by=by, at=at, whatever=True)
    _tell("days_closed", fresh[0], location, closed, by=by, at=at)
    return fresh


@transaction.atomic
def open_again(closed: ClosedDay, *, by: Actor, at: datetime) -> bool:
    """The location is open that day after all: the contract days are there again.

    What was taken back stays so; families ask again. False for a day that is over, or when it was
    opened before.
    """
    locked_head(by.organisation)
    stored = ClosedDay.objects.select_related("location").filter(pk=closed.pk).first()
    if stored is None or stored.day < at.astimezone(stored.location.zone).date():
        return False
    _tell("day_opened", stored, stored.location, [stored.day], by=by, at=at)
    stored.delete()
    return True


def _waiting(location, days):
    """Questions about these days only; a leave is longer, and harms nobody."""
    undecided = Request.objects.undecided().exclude(ask=Request.Ask.LEAVE)
    return undecided.filter(group__location=location, day__in=days)


def _granted(location, days):
    granted = Request.objects.filter(state=State.APPROVED).exclude(ask=Request.Ask.LEAVE)
    return granted.filter(group__location=location, day__in=days).select_related("group__location")


def _comes_off(request: Request, today: date) -> bool:
    """A swap whose old day is over gives nothing back: then the day is closed, as any other."""
    return request.old_day is None or request.old_day >= today


def _tell(verb: str, closed: ClosedDay, location, days, *, by, at) -> None:
    """One event for all days together, about every child that has a place here then."""
    first, last = min(days), max(days) + timedelta(days=1)
    here = Child.objects.filter(
        placements__group__location=location, placements__started_on__lt=last
    ).exclude(placements__ended_on__lt=first)
    record(
        verb, closed, by=by, at=at, children=list(here.distinct().values_list("pk", flat=True)),
        location=str(location.pk), days=[day.isoformat() for day in sorted(days)],
    )  # fmt: skip
