"""The planning of a group: its week, and one day of it per quarter hour (H1)."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kiekeboe.office.answers import require
from kiekeboe.office.questions import week_days
from kiekeboe.office.questions.week_grid import grid
from kiekeboe.office.questions.week_warnings import warnings
from kiekeboe.office.questions.weeks_ahead import Week, day_of
from kiekeboe.office.views.rosters import kept
from kiekeboe.people.rights import Right


@require_GET
def index(request):
    """Children down, days across: who comes, who works, what is needed and what is asked."""
    member = request.member.within(Right.SEE_CHILDREN)
    require(member.may(Right.SEE_CHILDREN))
    week = Week.asked(request.GET.get("day"), member.day)
    groups = member.groups.on(week.monday).select_related("location")
    groups = list(groups.order_by("location__name", "name"))
    group = _chosen(request.GET.get("group"), groups)
    context = {"week": week, "groups": groups, "group": group, "kept": kept(group=group)}
    if group:
        beside = [one for one in groups if one.location_id == group.location_id]
        found = grid(member, group, beside, week)
        context |= {"grid": found, "warnings": warnings(found)}
        location = group.location_id
        context["may_decide"] = request.member.may(Right.EDIT_CHILDREN, location)
        context["may_plan"] = request.member.may(Right.EDIT_PLANNING, location)
    return render(request, "office/plan/index.html", context)


@require_GET
def day(request, group_id):
    """One day per quarter hour: places, children, colleagues, what is needed, and why; for days
    gone by also what really was."""
    member = request.member.within(Right.SEE_CHILDREN)
    require(member.may(Right.SEE_CHILDREN))
    group = get_object_or_404(member.groups.select_related("location"), pk=group_id)
    today = timezone.localdate(request.moment, group.location.zone)
    shown = week_days.shown(
        group, day_of(request.GET.get("day")) or today, today=today, now=request.moment
    )
    may_plan = request.member.may(Right.EDIT_PLANNING, group.location_id)
    context = {"group": group, "shown": shown, "today": today, "may_plan": may_plan}
    return render(request, "office/plan/day.html", context)


def _chosen(asked, groups):
    if not asked:
        return groups[0] if groups else None
    found = next((one for one in groups if str(one.pk) == asked), None)
    require(found is not None)
    return found
