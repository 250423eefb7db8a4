"""Sick, better, leave: what a family tells in a few taps (E3, E4)."""

from datetime import timedelta
from uuid import uuid5

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models import Group
from kiekeboe.planning import asking
from kiekeboe.planning.infecting import infections_on
from kiekeboe.planning.models import Absence
from kiekeboe.planning.policy_words import sentence
from kiekeboe.planning.reading import closed_days
from kiekeboe.planning.request_policy import Ask, Rule
from kiekeboe.planning.sickness import report_better, report_sick
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.asking_forms import BetterForm, LeaveForm, SickForm
from kiekeboe.portal.hero import dated
from kiekeboe.portal.pages import show as show_page

TABS = "planning"


def sick_of(child_id):
    """The report that stands for a child, or None."""
    standing = Absence.objects.filter(
        child=child_id, kind=Absence.Kind.SICK, last_day=None, withdrawn_at=None
    )
    return standing.first()


@require_http_methods(["GET", "POST"])
def sick(request, child_id):
    """Report a child sick: today is filled in, so that one tap is enough."""
    relation = child_of(request, child_id)
    now, today = timezone.now(), today_of(relation)
    form = SickForm(request.POST or None, today=today, initial={"id": uuid7(), "first_day": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        report_sick(
            told.pop("id"), relation.child, **told, group=relation.at_group_id,
            by=request.family.actor_for(relation, now), at=now,
        )  # fmt: skip
        return redirect(f"/parent/planning/?child={child_id}&done=sick")
    return show_page(
        request, "planning/sick", TABS, child=relation, form=form, standing=sick_of(child_id),
        status=422 if request.method == "POST" else 200,
        switch_to=lambda one: f"/parent/children/{one.child_id}/sick/",
    )  # fmt: skip


@require_GET
def illness(request, child_id):
    """What is going round in the group. No child is named; relatives do not come here."""
    relation = child_of(request, child_id)
    groups = [relation.at_group_id] if relation.at_group_id else []
    return show_page(
        request, "planning/illness", TABS, child=relation,
        notices=infections_on(groups, today_of(relation)),
        switch_to=lambda one: f"/parent/children/{one.child_id}/illness/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def better(request, child_id):
    """The child comes again: tomorrow is filled in."""
    relation = child_of(request, child_id)
    now, today = timezone.now(), today_of(relation)
    form = BetterForm(
        request.POST or None, today=today, initial={"back_on": today + timedelta(days=1)}
    )
    if request.method == "POST" and form.is_valid():
        report_better(
            relation.child, back_on=form.cleaned_data["back_on"], group=relation.at_group_id,
            by=request.family.actor_for(relation, now), at=now,
        )  # fmt: skip
        return redirect(f"/parent/planning/?child={child_id}&done=better")
    return show_page(
        request, "planning/better", TABS, child=relation, form=form, standing=sick_of(child_id),
        status=422 if request.method == "POST" else 200,
        switch_to=lambda one: f"/parent/children/{one.child_id}/sick/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def leave(request, child_id):
    """Take days off for one child or several; closed days in it are named."""
    relation = child_of(request, child_id)
    offered = [one for one in request.family.guardianships if one.at_group_id]
    first = {"id": uuid7(), "children": [str(child_id)]}
    form = LeaveForm(request.POST or None, offered=offered, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in offered if str(one.child_id) in form.cleaned_data["children"]]
        if _all_asked(request, form, chosen):
            days = _closed_between(chosen, form.cleaned_data)
            closed = f"&closed={len(days)}" if days else ""
            return redirect(f"/parent/planning/?child={chosen[0].child_id}&done=leave{closed}")
    return show_page(
        request, "planning/leave", TABS, child=relation, form=form,
        status=422 if request.method == "POST" else 200,
        switch_to=lambda one: f"/parent/children/{one.child_id}/leave/",
    )  # fmt: skip


def _all_asked(request, form, chosen) -> bool:
    """Ask for every child; all of them, or none and the reason stands with the form."""
    now = timezone.now()
    groups = Group.objects.select_related("location").in_bulk([one.at_group_id for one in chosen])
    wishes = [_wish(one, groups[one.at_group_id], form.cleaned_data) for one in chosen]
    said = asking.ask_all(
        wishes, by=lambda wish: _relation(chosen, wish).guardian.actor(heard_at=now), at=now
    )
    for wish, decision in said:
        name = wish.child.first_name
        nothing = decision.rule == Rule.NOTHING_PLANNED
        form.add_error("first_day" if nothing else None, sentence(decision, name))
    return not said


def _relation(chosen, wish):
    return next(one for one in chosen if one.child_id == wish.child.pk)


def _wish(relation, group, told) -> asking.Wish:
    """A wish per child under an id that follows from the form's, so that twice is once."""
    location = group.location
    return asking.Wish(
        id=uuid5(told["id"], str(relation.child_id)),
        child=relation.child,
        guardian=relation.guardian,
        group=group,
        ask=Ask.LEAVE,
        day=told["first_day"],
        last_day=told["last_day"],
        starts_at=told["starts_at"] or location.opens_at,
        ends_at=told["ends_at"] or location.closes_at,
    )


def _closed_between(chosen, told) -> list[str]:
    found = {}
    for one in chosen:
        found |= closed_days(one.at_location_id, told["first_day"], told["last_day"])
    return [f"{dated(day, 'D j F')}, {name}" for day, name in sorted(found.items())]
