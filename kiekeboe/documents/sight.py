"""Who may see which document: the one place where it is decided, both ways.

Reach before rights. A family reaches its children, and the groups, locations and organisations in
which they have a place or will have one. A colleague reaches as far as the roles with the right
do. Relatives, blocked guardians and those who see no updates see no document.
"""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Q

from kiekeboe.documents.models import Document
from kiekeboe.lib.prepared import Prepared
from kiekeboe.people.members import OfficeMember
from kiekeboe.people.models import Guardianship
from kiekeboe.people.rights import Right
from kiekeboe.planning.models import Placement

Audience, Guardians, Place = Document.Audience, Document.Guardians, Document.Place
NOBODY = (UUID(int=0),)  # an empty list is no question for the database
FOR_THE_GROUP = (Audience.PARENTS, Audience.CAREGIVERS)
FOR_THE_OFFICE = (Audience.PARENTS, Audience.CAREGIVERS, Audience.OFFICE)


class Reach(NamedTuple):
    """What a family reaches: ids of organisations, locations and groups in `places`; its children,
    and those of whom it has authority or signs the contract. Never empty, see NOBODY."""

    places: tuple[UUID, ...]
    children: tuple[UUID, ...]
    authority: tuple[UUID, ...]
    contract: tuple[UUID, ...]


def of_family(relations: Iterable[Guardianship], day: date):
    """Documents for guardians through these relations, which must be in force on `day`. One query
    here, one for the documents."""
    return _within(*_reach(relations, day))


def list_of_family(relations: Iterable[Guardianship], day: date) -> list[Document]:
    """The same, all of them, the newest first, with where they belong. Two queries."""
    return _LISTED(**_reach(relations, day)._asdict())


def _reach(relations, day) -> Reach:
    mine = [one for one in relations if not one.is_relative and one.receives_updates]
    children = _those(mine)
    placed = chain.from_iterable(_PLACED(children=children, day=day))
    return Reach(
        tuple(dict.fromkeys(placed)) or NOBODY, children,
        _those(mine, "has_authority"), _those(mine, "is_contract_parent"),
    )  # fmt: skip


def _within(places, children, authority, contract):
    there = Q(place=Place.ORGANISATION, organisation__in=places)
    there |= Q(location__in=places) | Q(group__in=places)
    own = Q(child__in=children, guardians=Guardians.ALL)
    own |= Q(child__in=authority, guardians=Guardians.AUTHORITY)
    own |= Q(child__in=contract, guardians=Guardians.CONTRACT)
    return Document.objects.standing().filter(there | own, audience=Audience.PARENTS)


def _listed(places, children, authority, contract):
    rows = _within(places, children, authority, contract)
    return rows.select_related("child", "group", "location").order_by("-published_at", "-pk")


def guardianships_of(document: Document, day: date):
    """The other way: the relations through which guardians see this document on `day`."""
    relations = (
        Guardianship.objects.in_force(day)
        .parental()
        .filter(receives_updates=True, organisation=document.organisation_id)
    )
    if document.audience != Audience.PARENTS or document.withdrawn_at:
        return relations.none()
    if document.place == Place.CHILD:
        needs = {Guardians.AUTHORITY: "has_authority", Guardians.CONTRACT: "is_contract_parent"}
        switch = needs.get(Guardians(document.guardians))
        relations = relations.filter(child=document.child_id)
        return relations.filter(**{switch: True}) if switch else relations
    placed = _lasting(day).filter(organisation=document.organisation_id)
    if document.place == Place.GROUP:
        placed = placed.filter(group=document.group_id)
    if document.place == Place.LOCATION:
        placed = placed.filter(group__location=document.location_id)
    return relations.filter(child__in=placed.values("child"))


def of_colleague(member: OfficeMember):
    """Documents for a colleague behind the desk, also those that were withdrawn."""
    return Document.objects.filter(
        _at_desk(member.within(Right.EDIT_CHILDREN), FOR_THE_OFFICE)
        | _at_desk(member.within(Right.SET_POLICY), [Audience.MANAGERS]),
        organisation=member.organisation,
    )


def of_caregiver(caregiver):
    """Documents for who typed a PIN at a tablet: of the house, the location and their groups, and
    of the children there for who follows them; about care or medicine only under a fresh PIN.
    What is for who signs the contract is no business of the group."""
    here = Q(place=Place.ORGANISATION) | Q(location=caregiver.device.location_id)
    here |= Q(group__in=caregiver.groups)
    if caregiver.may(Right.FOLLOW_DEVELOPMENT):
        here |= Q(child__in=caregiver.children)
    rows = Document.objects.standing().filter(
        here, organisation=caregiver.organisation_id, audience__in=FOR_THE_GROUP
    )
    rows = rows.exclude(guardians=Guardians.CONTRACT)
    if not caregiver.may(Right.SEE_MEDICAL):
        rows = rows.exclude(kind=Document.Kind.MEDICAL)
    return rows


def may_change(member: OfficeMember, document: Document) -> bool:
    """Whether who sees a document may also renew or withdraw it: what is of the whole
    organisation, only whoever reaches all of it."""
    right = Right.SET_POLICY if document.audience == Audience.MANAGERS else Right.EDIT_CHILDREN
    return document.place != Place.ORGANISATION or member.within(right).everywhere


def _at_desk(member: OfficeMember, audiences) -> Q:
    if not member.roles:
        return Q(pk=None)
    here = Q(audience__in=audiences)
    if member.everywhere:
        return here
    return here & (
        Q(place=Place.ORGANISATION)
        | Q(location__in=member.locations.values("pk"))
        | Q(group__in=member.groups.values("pk"))
        | Q(child__in=member.children.values("pk"))
    )


def _lasting(day: date):
    return Placement.objects.filter(Q(ended_on=None) | Q(ended_on__gte=day))


def _those(relations, switch: str = "child_id") -> tuple[UUID, ...]:
    return tuple({one.child_id: 1 for one in relations if getattr(one, switch)}) or NOBODY


_LISTED = Prepared(_listed, **dict.fromkeys(Reach._fields, models.UUIDField()))
_PLACED = Prepared(
    lambda children, day: (
        _lasting(day)
        .filter(child__in=children)
        .values_list("organisation", "group__location", "group")
    ),
    children=models.UUIDField(), day=models.DateField(),
)  # fmt: skip
