"""Who may take a child home today (B2, A6)."""

from dataclasses import dataclass

from django.db.models import DateField, Q, UUIDField

from kiekeboe.lib.prepared import Prepared
from kiekeboe.people.models import Collector, Guardianship


@dataclass(frozen=True)
class Person:
    """Somebody a caregiver may see at the door; `allowed` says whether the child may go along."""

    name: str
    relation: str
    allowed: bool
    once: bool = False


def people_at_the_door(organisation, child, day) -> list[Person]:
    """Guardians and collectors of a child (by id) on `day`, allowed ones first.

    A relative whom a parent lets read along is no collector (A6).

    A blocked guardian is named as not allowed: a caregiver must know the name at the door. One
    whose relation ended is a stranger.
    """
    here = {"organisation": organisation, "child": child, "day": day}
    people = [
        Person(
            str(one.guardian), one.get_relation_display(), one.may_collect and not one.blocked_at
        )
        for one in _RELATIONS(**here)
    ]
    people += [
        Person(one.name, "", True, once=one.first_day == one.last_day == day)
        for one in _COLLECTORS(**here)
    ]
    return sorted(people, key=lambda person: not person.allowed)


def may_collect(organisation, child, name, day) -> bool:
    """Whether this name stands on the list of that day; capitals do not matter."""
    people = people_at_the_door(organisation, child, day)
    return name.strip().casefold() in {one.name.casefold() for one in people if one.allowed}


def _relations(organisation, child, day):
    return (
        Guardianship.objects.parental()
        .filter(
            Q(ended_on=None) | Q(ended_on__gte=day),
            organisation=organisation,
            child=child,
            started_on__lte=day,
        )
        .select_related("guardian")
        .order_by("guardian__first_name")
    )


def _collectors(organisation, child, day):
    return Collector.objects.allowed_on(day).filter(organisation=organisation, child=child)


_OF_A_DAY = {"organisation": UUIDField(), "child": UUIDField(), "day": DateField()}
_RELATIONS = Prepared(_relations, **_OF_A_DAY)
_COLLECTORS = Prepared(_collectors, **_OF_A_DAY)
