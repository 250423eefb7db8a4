"""Whose news it is: both ways from one rule, so that the count before sending is the truth.

A family gets news of a group or a location while the child has its place there: from 14 days
before it starts. Who comes later finds it in the archive; who left keeps what came before the last
day. Relatives, blocked guardians and those who see no updates get none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kiekeboe.chat.audience import BEFORE
from kiekeboe.chat.models import NewsItem
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.models import Placement

Audience = NewsItem.Audience


@dataclass(frozen=True)
class Families:
    """Who gets a news item: guardians, in how many households they live, about which children."""

    guardians: frozenset[UUID]
    households: int
    children: frozenset[UUID] = frozenset()


def news_of_relations(relations, day: date):
    """Published news for guardians through these relations on `day`, newest first. Relations
    must be in force. One query here, one for the news."""
    mine = [one for one in relations if not one.is_relative and one.receives_updates]
    children = [one.child_id for one in mine]
    begun = Placement.objects.filter(child__in=children, started_on__lte=day + BEFORE)
    wanted = [Q(audience=Audience.FAMILIES, children__child__in=children)]
    told = begun.values_list("organisation", "group", "group__location", "ended_on")
    for organisation, group, location, ended in told:
        here = Q(audience=Audience.ORGANISATION, organisation=organisation)
        here |= Q(audience=Audience.LOCATION, location=location)
        here |= Q(audience=Audience.GROUP, group=group)
        wanted.append(here & _before(ended) if ended else here)
    found = NewsItem.objects.published().filter(
        reduce(or_, wanted), organisation__in={one.organisation_id for one in mine}
    )
    return found.distinct().order_by("-published_at", "-pk")


def _before(ended: date) -> Q:
    """Published on or before the last day, on the clock of the house."""
    midnight = datetime.combine(ended, datetime.max.time(), timezone.get_default_timezone())
    return Q(published_at__lte=midnight)


def families_of(news: NewsItem, day: date) -> Families:
    """Who gets it, or got it, as it stands on `day`. One query."""
    relations = (
        Guardianship.objects.in_force(day)
        .parental()
        .filter(receives_updates=True, organisation=news.organisation_id)
    )
    if news.audience == Audience.FAMILIES:
        relations = relations.filter(child__in=news.children.values("child"))
    else:
        relations = relations.filter(child__in=_placed(news, day).values("child"))
    rows = set(relations.values_list("guardian", "guardian__household", "child"))
    guardians, homes, children = map(frozenset, zip(*rows, strict=True)) if rows else ((),) * 3
    return Families(frozenset(guardians), len(homes), frozenset(children))


def _placed(news: NewsItem, day):
    since = day
    if news.published_at:
        since = timezone.localtime(news.published_at).date()
    placed = Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=since),
        organisation=news.organisation_id,
        started_on__lte=day + BEFORE,
    )
    if news.audience == Audience.GROUP:
        return placed.filter(group=news.group_id)
    if news.audience == Audience.LOCATION:
        return placed.filter(group__location=news.location_id)
    return placed
