"""Illness per group: who is sick, what families were told, and when the GGD wants to hear."""

from collections import Counter
from dataclasses import dataclass

from django.utils.timezone import now

from kiekeboe.planning.infecting import hints_in
from kiekeboe.planning.models import Absence, InfectionNotice, Placement, Sign


@dataclass(frozen=True)
class Row:
    """One group."""

    group: object
    sick: list
    signs: list  # (name, how many)
    hints: list
    notices: list


def groups_of(member):
    groups = member.groups.on(member.day).select_related("location")
    return list(groups.order_by("location__name", "name"))


def hints(member) -> list:
    """All that might be told to the GGD, for the count on today."""
    found = hints_in(groups_of(member), member.day, at=now())
    return [one for each in found.values() for one in each]


def rows(member, *, at) -> list[Row]:
    """Each group with who is sick today. Six questions for any number of groups."""
    groups = groups_of(member)
    hinted = hints_in(groups, member.day, at=at)
    placed = Placement.objects.in_force(member.day).filter(
        group__in=groups, child__in=member.children
    )
    group_of = dict(placed.values_list("child", "group"))
    sick = Absence.objects.on(member.day).filter(kind=Absence.Kind.SICK, child__in=group_of)
    by_group = {one.pk: [] for one in groups}
    for one in sick.select_related("child").order_by("first_day", "child__first_name"):
        by_group[group_of[one.child_id]].append(one)
    notices = {one.pk: [] for one in groups}
    standing = InfectionNotice.objects.filter(
        organisation=member.organisation, group__in=groups, until__gte=member.day,
        withdrawn_at=None,
    )  # fmt: skip
    for one in standing.order_by("-told_at"):
        notices[one.group_id].append(one)
    return [
        Row(one, by_group[one.pk], _signs(by_group[one.pk]),
            [_said(each) for each in hinted[one.pk]], notices[one.pk])
        for one in groups
    ]  # fmt: skip


def _signs(absences) -> list:
    many = Counter(one.sign for one in absences if one.sign)
    return [(Sign(sign).label, number) for sign, number in many.most_common()]


def _said(hint) -> dict:
    return {
        "sign": Sign(hint.sign).label, "children": hint.children, "group": hint.group,
        "days": hint.days,
    }  # fmt: skip
