"""What waits for the office: corrections, invitations, birthdays (M2)."""

from datetime import timedelta

from django.db.models import Q

from kiekeboe.care.models import Visit
from kiekeboe.people.models import Child, Guardianship

SOON = 7  # days in which a birthday is near


def in_care(children, day):
    """Children who have their last day still to come; also those who start later."""
    return children.filter(Q(ended_on=None) | Q(ended_on__gte=day))


def to_confirm(member):
    """Visits that the clock closed and nobody confirmed (B3)."""
    return (
        Visit.objects.standing()
        .filter(
            organisation=member.organisation,
            group__in=member.groups,
            closed_by_clock_at__isnull=False,
            corrected_at=None,
        )
        .select_related("child", "group__location")
        .order_by("-arrived_at")
    )


def parents_without_account(member):
    """Relations of parents who see updates and never signed up, one row per parent."""
    children = in_care(member.children, member.day)
    relations = (
        Guardianship.objects.parental()
        .in_force(member.day)
        .filter(child__in=children, receives_updates=True, guardian__account=None)
        .select_related("guardian", "child")
        .prefetch_related("guardian__invitations")
        .order_by("guardian__first_name", "guardian__last_name", "child__first_name")
    )
    rows = {}
    for relation in relations:
        rows.setdefault(relation.guardian_id, relation)
    return list(rows.values())


def birthdays(member):
    """(day, child, age) of the birthdays of today and the coming week, nearest first."""
    near = []
    for child in in_care(member.children, member.day).only("first_name", "last_name", "born_on"):
        for ahead in range(SOON):
            day = member.day + timedelta(days=ahead)
            if _is_birthday(child, day):
                near.append((day, child, day.year - child.born_on.year))
    return sorted(near, key=lambda row: (row[0], row[1].first_name))


def _is_birthday(child: Child, day) -> bool:
    """Who is born on 29 February has it on 1 March in other years."""
    born = child.born_on
    if born.year == day.year:
        return False
    if (born.month, born.day) == (2, 29):
        leap = (day - timedelta(days=1)).month == 2 and (day.month, day.day) == (3, 1)
        before = (day - timedelta(days=1)).day == 28
        return (day.month, day.day) == (2, 29) or (leap and before)
    return (born.month, born.day) == (day.month, day.day)
