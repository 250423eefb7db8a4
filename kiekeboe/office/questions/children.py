"""The list of children: found by name, group and state."""

from django.db.models import OuterRef, Q, Subquery

from kiekeboe.people.rights import Right
from kiekeboe.planning.models import ContractDay, Placement

STATES = ("now", "future", "left", "all")


def found(member, words="", group=None, state="now"):
    """Children in reach, each with `group_name`, `group_colour` and `group_letter`, by name."""
    children = _in_state(member.children, state, member.day)
    whose = member.within(Right.SEE_FAMILY).children
    for word in words.split()[:5]:
        # A parent's name finds the child only for who may see that family.
        children = children.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(_of_guardian(word), pk__in=whose.values("pk"))
        )
    if group:
        children = children.filter(
            pk__in=Placement.objects.in_force(member.day).filter(group=group).values("child")
        )
    own = Placement.objects.in_force(member.day).filter(child=OuterRef("pk"))
    return children.distinct().annotate(
        group_name=Subquery(own.values("group__name")[:1]),
        group_colour=Subquery(own.values("group__colour")[:1]),
    )


def _of_guardian(word):
    return Q(guardianships__guardian__first_name__icontains=word) | Q(
        guardianships__guardian__last_name__icontains=word
    )


def _in_state(children, state, day):
    if state == "now":
        return children.filter(
            Q(started_on=None) | Q(started_on__lte=day), Q(ended_on=None) | Q(ended_on__gte=day)
        )
    if state == "future":
        return children.filter(started_on__gt=day)
    if state == "left":
        return children.filter(ended_on__lt=day)
    return children


def weekdays_of(children, day):
    """{child: [weekday, …]} of the contract days that stand on `day` or begin later."""
    rows = (
        ContractDay.objects.filter(Q(last_day=None) | Q(last_day__gte=day), child__in=children)
        .values_list("child", "weekday")
        .order_by("weekday")
    )
    week = {}
    for child, weekday in rows:
        if weekday not in week.setdefault(child, []):
            week[child].append(weekday)
    return week
