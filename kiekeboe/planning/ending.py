"""Ending a group: only when no child has a place there afterwards (A1)."""

from django.db import transaction
from django.db.models import Q

from kiekeboe.people.models import Child
from kiekeboe.planning.models import ContractDay, Placement


class ChildrenRemain(Exception):
    """Children still have a place in the group after its last day."""

    def __init__(self, children):
        super().__init__(f"{len(children)} children remain")
        self.children = children


def children_after(group, day):
    """Children with a place or contract days in this group after `day`."""
    placed = Placement.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), group=group)
    agreed = ContractDay.objects.filter(Q(last_day=None) | Q(last_day__gt=day), group=group)
    return Child.objects.filter(Q(pk__in=placed.values("child")) | Q(pk__in=agreed.values("child")))


@transaction.atomic
def end_group(group, *, on, by, at):
    """Give a group its last day. Raises ChildrenRemain, with who must find another place first."""
    remaining = list(children_after(group, on))
    if remaining:
        raise ChildrenRemain(remaining)
    group.end(on=on, by=by, at=at)
