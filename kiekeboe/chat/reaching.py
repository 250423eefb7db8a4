"""Whose conversations these are: from a conversation to people, and from a person to conversations.

Both ways say the same; a test holds them against each other.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kiekeboe.chat import audience
from kiekeboe.chat.audience import BEFORE, GROUP_ROLES, MANAGER_ROLES, OFFICE_ROLES, Audience
from kiekeboe.chat.facts import concerning, places_of, posts_of, relations_of
from kiekeboe.chat.models import Thread
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Child, Guardianship
from kiekeboe.planning.models import Placement

OFFICE_POSTS = Q(name__in=OFFICE_ROLES)


class NotInConversation(Exception):
    """This person is not in the conversation: for them it does not exist (404)."""


def audience_of(thread: Thread, day: date) -> Audience:
    """Who is in a conversation on `day`. Four queries for a group, five for the office."""
    if thread.kind == Thread.Kind.GROUP:
        places = places_of([thread.child_id])[thread.child_id]
        posts = posts_of(thread.organisation_id, day, about=concerning(places, thread.child_id))
        return audience.with_group(
            places,
            relations_of([thread.child_id])[thread.child_id],
            posts,
            household=thread.household_id,
            child=thread.child_id,
            day=day,
        )
    children = children_of(thread.household_id)
    places, relations = places_of(children), relations_of(children)
    families = [(places[child], relations[child]) for child in children]
    posts = posts_of(thread.organisation_id, day, about=OFFICE_POSTS)
    return audience.with_office(families, posts, household=thread.household_id, day=day)


def children_of(household: UUID) -> list[UUID]:
    """The children to whom somebody of this household is, was or will be a guardian."""
    mine = Guardianship.objects.parental().filter(guardian__household=household)
    return list(mine.values_list("child", flat=True).distinct())


def location_of(thread: Thread, day: date) -> Location | None:
    """Where the conversation belongs on `day`: where the child has its place now or soon,
    otherwise where it had its last one. Of siblings with the office: that of the youngest."""
    children = [thread.child_id] if thread.child_id else children_of(thread.household_id)
    placed = Placement.objects.filter(child__in=children).select_related("group__location")
    rows = list(placed.order_by("child__born_on", "started_on"))
    begun = [one for one in rows if one.started_on <= day + BEFORE]
    chosen = (begun or rows)[-1:]
    if chosen:
        return chosen[0].group.location
    return Location.objects.filter(organisation=thread.organisation_id).order_by("pk").first()


def day_of(thread: Thread, moment: datetime) -> date:
    """The day of a conversation at a moment, on the clock of its location."""
    return _day_at(location_of(thread, moment.date()), moment)


def _day_at(here: Location | None, moment: datetime) -> date:
    return moment.astimezone(here.zone if here else timezone.get_default_timezone()).date()


@dataclass(frozen=True)
class Member:
    """Somebody in a conversation at one moment, and on which side."""

    side: str
    person: UUID
    audience: Audience
    day: date
    location: Location | None = None

    @property
    def of_family(self) -> bool:
        return self.side == "family"

    @property
    def is_manager(self) -> bool:
        return self.person in self.audience.managers


def member(thread: Thread, by: Actor, at: datetime) -> Member:
    """The actor as somebody in this conversation. Raises NotInConversation.

    A guardian only acts for the family and a colleague only for the house, whatever else they are.
    """
    if by.organisation != thread.organisation_id:
        raise NotInConversation
    moment = by.heard_at or at
    here = location_of(thread, moment.date())
    day = _day_at(here, moment)
    heard = audience_of(thread, day)
    if by.kind == Kind.GUARDIAN and by.person in heard.family:
        return Member("family", by.person, heard, day, here)
    if by.kind in (Kind.CAREGIVER, Kind.OFFICE) and by.person in heard.staff | heard.managers:
        return Member("staff", by.person, heard, day, here)
    raise NotInConversation


def threads_of_family(relations):
    """The conversations of a guardian through these relations, which must be in force."""
    return Thread.objects.of_relations(relations)


def talks_of(relations) -> frozenset[tuple[UUID, UUID | None]]:
    """The same as (household, child), and (household, None) for the one with the office: also
    conversations in which nothing was said yet."""
    mine = [one for one in relations if not one.is_relative and one.receives_updates]
    homes = {(one.guardian.household_id, None) for one in mine}
    return frozenset(homes | {(one.guardian.household_id, one.child_id) for one in mine})


def talks_with_office(organisation: UUID, location: UUID, day: date) -> frozenset:
    """(household, None) of every household that the office of a location talks with."""
    relations = Guardianship.objects.in_force(day).parental().filter(receives_updates=True)
    here = Child.objects.filter(organisation=organisation, placements__group__location=location)
    homes = relations.filter(child__in=here).values_list("guardian__household", flat=True)
    return frozenset((home, None) for home in homes.distinct())


def threads_of_staff(employee: UUID, organisation: UUID, day: date):
    """The conversations that a colleague may read on `day`. Two queries, and then the answer.

    Of groups where this colleague works, of children whose mentor it is; a manager those of the
    whole location, with the office too.
    """
    posts = posts_of(organisation, day, employee=employee)
    groups = {one.group for one in posts if one.role in GROUP_ROLES}
    mentored = {one.child for one in posts if one.role == "mentor"}
    mine = Q(child__in=children_placed(Q(group__in=groups), day))
    if mentored:
        mine |= Q(child__in=children_placed(Q(child__in=mentored), day))
    for one in posts:
        here = Q(group__location=one.location) if one.location else Q()
        if one.role in MANAGER_ROLES:
            mine |= Q(child__in=children_placed(here, day))
        if one.role in OFFICE_ROLES:
            mine |= _with_office(one.location, day)
    return Thread.objects.filter(mine, organisation=organisation)


def children_placed(here: Q, day: date):
    """Children whose place on `day` (or, without one, within 14 days) is such a place."""
    others = Placement.objects.filter(child=OuterRef("child"))
    standing = others.filter(Q(ended_on=None) | Q(ended_on__gte=day))
    newer = standing.filter(started_on__lte=day, started_on__gt=OuterRef("started_on"))
    earlier = standing.filter(started_on__lt=OuterRef("started_on"))
    now = Q(started_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gte=day)) & ~Exists(newer)
    soon = Q(started_on__gt=day, started_on__lte=day + BEFORE) & ~Exists(earlier)
    return Placement.objects.filter(now | soon).filter(here).values("child")


def _with_office(location, day) -> Q:
    """Conversations of households with the office of a location; None is every location."""
    office = Q(kind=Thread.Kind.OFFICE)
    if location is None:
        return office
    relations = Guardianship.objects.in_force(day).parental().filter(receives_updates=True)
    here = Child.objects.filter(placements__group__location=location)
    homes = relations.filter(child__in=here).values("guardian__household")
    return office & Q(household__in=homes)
