"""Making, telling and calling off what a location organises (E11), and its talks in turns."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.people.models import Child
from kiekeboe.planning.models import Occasion, SignUp, TalkSlot
from kiekeboe.planning.occasions import day_of

WHEN_AND_WHERE = {"starts_at", "ends_at", "place"}


class CalledOff(Exception):
    """It was cancelled; nothing about it changes any more."""


class Booked(Exception):
    """A family comes at this time."""


class OutsideTheOccasion(ValueError):
    """Talks stand between the start and the end of the evening they belong to."""


class FewerPlacesThanPeople(ValueError):
    """More people come already; `people` says how many."""

    def __init__(self, people: int):
        super().__init__(people)
        self.people = people


def children_of(occasion: Occasion):
    """The children for whose families this is: with their place there on the day itself."""
    day = day_of(occasion)
    where = {"placements__group__location": occasion.location_id}
    if occasion.group_id:
        where = {"placements__group": occasion.group_id}
    lasting = Q(placements__ended_on=None) | Q(placements__ended_on__gte=day)
    return Child.objects.filter(lasting, placements__started_on__lte=day, **where).distinct()


@transaction.atomic
def organise(id: UUID, location, *, by: Actor, at: datetime, **facts) -> Occasion:
    """Write an occasion down; families see it once it is published. Twice changes nothing."""
    locked_head(by.organisation)
    occasion, new = create_once(
        Occasion.objects, id, by.organisation, location=location, **facts
    )  # fmt: skip
    if new:
        _tell("occasion_made", occasion, by=by, at=at)
    return occasion


@transaction.atomic
def edit(occasion: Occasion, *, by: Actor, at: datetime, **facts) -> None:
    """Change it. Who signed up hears of another time or place.

    Raises CalledOff, FewerPlacesThanPeople, or OutsideTheOccasion when a talk would fall out.
    """
    locked_head(by.organisation)
    stored = Occasion.objects.select_related("location").get(pk=occasion.pk)
    changed = {name: fact for name, fact in facts.items() if getattr(stored, name) != fact}
    if not changed:
        return
    _need_standing(stored)
    for name, fact in changed.items():
        setattr(stored, name, fact)
    comes = people(stored)
    if stored.places is not None and comes > stored.places:
        raise FewerPlacesThanPeople(comes)
    outside = Q(starts_at__lt=stored.starts_at) | Q(ends_at__gt=stored.ends_at)
    if stored.slots.filter(outside).exists():
        raise OutsideTheOccasion
    if "starts_at" in changed:
        stored.sign_ups.filter(slot=None).update(reminded_at=None)
    stored.save(update_fields=[*changed])
    told = "occasion_moved" if changed.keys() & WHEN_AND_WHERE else "occasion_changed"
    _tell(told if stored.published_at else "occasion_changed", stored, by=by, at=at)


@transaction.atomic
def publish(occasion: Occasion, *, by: Actor, at: datetime) -> None:
    """Families see it from now on, and hear of it. Twice changes nothing. Raises CalledOff."""
    locked_head(by.organisation)
    stored = Occasion.objects.select_related("location").get(pk=occasion.pk)
    if stored.published_at:
        return
    _need_standing(stored)
    stored.published_at = at
    stored.save(update_fields=["published_at"])
    _tell("occasion_published", stored, by=by, at=at)


@transaction.atomic
def call_off(occasion: Occasion, *, by: Actor, at: datetime) -> None:
    """It does not go on. Who signed up hears of it; the page stays, and says so."""
    locked_head(by.organisation)
    stored = Occasion.objects.select_related("location").get(pk=occasion.pk)
    if stored.cancelled_at:
        return
    stored.cancelled_at = at
    stored.save(update_fields=["cancelled_at"])
    _tell("occasion_cancelled", stored, by=by, at=at)


@transaction.atomic
def plan_talks(
    occasion: Occasion, employee, first: datetime, last: datetime, *, minutes: int, pause: int = 0,
    by: Actor, at: datetime,
) -> list[TalkSlot]:  # fmt: skip
    """Talks with a colleague, one after the other, of so many minutes each with a pause between.

    What stands there already stays; a talk that would overlap it is not made.
    """
    locked_head(by.organisation)
    stored = Occasion.objects.get(pk=occasion.pk)
    _need_standing(stored)
    if first < stored.starts_at or last > stored.ends_at:
        raise OutsideTheOccasion
    taken = list(stored.slots.filter(employee=employee).values_list("starts_at", "ends_at"))
    made = [
        TalkSlot(
            organisation_id=stored.organisation_id, occasion=stored, employee=employee,
            starts_at=start, ends_at=end,
        )
        for start, end in _turns(first, last, timedelta(minutes=minutes), timedelta(minutes=pause))
        if not any(start < other_end and end > other for other, other_end in taken)
    ]  # fmt: skip
    TalkSlot.objects.bulk_create(made)
    if made:
        record("talks_planned", stored, by=by, at=at, group=stored.group_id,
               employee=str(employee.pk), many=len(made))  # fmt: skip
    return made


def _turns(first: datetime, last: datetime, each: timedelta, pause: timedelta):
    start = first
    while start + each <= last:
        yield start, start + each
        start += each + pause


@transaction.atomic
def drop_talk(slot: TalkSlot, *, by: Actor, at: datetime) -> None:
    """A talk that nobody comes to is taken out. Raises Booked. Twice changes nothing."""
    locked_head(by.organisation)
    stored = TalkSlot.objects.filter(pk=slot.pk).select_related("occasion").first()
    if stored is None:
        return
    if stored.sign_ups.filter(cancelled_at=None).exists():
        raise Booked
    stored.sign_ups.all().delete()  # whoever changed their mind about this talk: the record knows
    stored.delete()
    record("talk_dropped", stored.occasion, by=by, at=at, group=stored.occasion.group_id)


def people(occasion: Occasion) -> int:
    """How many people come, talks apart."""
    coming = SignUp.objects.filter(occasion=occasion, slot=None, cancelled_at=None)
    return sum(coming.values_list("people", flat=True))


def _need_standing(occasion: Occasion) -> None:
    if occasion.cancelled_at:
        raise CalledOff


def _tell(verb: str, occasion: Occasion, *, by: Actor, at: datetime) -> None:
    """The event. Before it is published it is about no child: nobody's file tells of it."""
    about = children_of(occasion).values_list("pk", flat=True) if occasion.published_at else ()
    record(verb, occasion, by=by, at=at, children=list(about), group=occasion.group_id)
