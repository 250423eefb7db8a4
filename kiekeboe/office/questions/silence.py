"""Which answers about photos are missing, of whom, and whether they were asked by mail (C2)."""

from collections import defaultdict
from dataclasses import dataclass, field

from kiekeboe.notifications.asking import ASKED, address_of, asked_lately
from kiekeboe.office.questions.todos import in_care
from kiekeboe.people.models import Child, Consent, Guardian, Guardianship, Purpose
from kiekeboe.planning.models import Placement


@dataclass(frozen=True)
class Places:
    """What the list can be narrowed to, and to what it is."""

    locations: list
    groups: list
    location: object = None
    group: object = None


EVERYWHERE = Places([], [])


@dataclass
class Silent:
    """One parent, what that parent did not answer, and when we asked by mail."""

    guardian: Guardian
    missing: list
    is_blocked: bool
    asked_at: object = None

    @property
    def may_be_asked(self) -> bool:
        return bool(address_of(self.guardian)) and not self.asked_at and not self.is_blocked


@dataclass
class Row:
    """One child with its silent parents; without any parent who counts, nobody can answer."""

    child: Child
    parents: list = field(default_factory=list)


def chosen(member, asked) -> Places:
    """The location or group that was asked for, as far as it is in reach."""
    locations = list(member.locations.on(member.day).order_by("name"))
    groups = list(member.groups.on(member.day).select_related("location").order_by("name"))
    location = next((one for one in locations if str(one.pk) == asked.get("location")), None)
    group = next((one for one in groups if str(one.pk) == asked.get("group")), None)
    return Places(locations, groups, location, group)


def rows(member, places, *, at=None) -> list[Row]:
    """The children of whom an answer is missing, by name. Three queries, four with `at`."""
    children = list(_children(member, places))
    counting = Consent.objects.counting_on(member.day).filter(child__in=children, purpose__in=ASKED)
    answered = set(counting.values_list("child", "guardian", "purpose"))
    relations = Guardianship.objects.with_authority(member.day).filter(child__in=children)
    parents = defaultdict(list)
    for relation in relations.select_related("guardian__account"):
        parents[relation.child_id].append(relation)
    found = [
        Row(child, silent)
        for child in children
        for silent in [_silent(child, parents[child.pk], answered)]
        if silent or not parents[child.pk]
    ]
    if at:
        _date(found, at)
    return found


def _children(member, places):
    children = in_care(member.children, member.day).order_by("first_name", "last_name")
    if not (places.location or places.group):
        return children
    placed = Placement.objects.in_force(member.day)
    here = {"group": places.group} if places.group else {"group__location": places.location}
    return children.filter(pk__in=placed.filter(**here).values("child"))


def _silent(child, relations, answered):
    found = []
    for one in relations:
        missing = [
            purpose
            for purpose in (Purpose.OWN_PORTAL, Purpose.GROUP_PORTAL)
            if (child.pk, one.guardian_id, purpose) not in answered
        ]
        if missing:
            found.append(Silent(one.guardian, missing, one.blocked_at is not None))
    return found


def _date(found, at):
    people = {parent.guardian.pk for row in found for parent in row.parents}
    asked = asked_lately(people, [row.child for row in found], at=at)
    for row in found:
        for parent in row.parents:
            parent.asked_at = asked.get(parent.guardian.pk)
