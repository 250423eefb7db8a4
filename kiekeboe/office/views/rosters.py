"""The roster: who works when in which group, planned in advance (H2)."""

from datetime import time
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, confirm, once, require
from kiekeboe.office.forms.rosters import CopyForm, NewShiftForm, ShiftForm
from kiekeboe.office.questions.rosters import roster
from kiekeboe.office.questions.weeks_ahead import WEEK, Week, day_of
from kiekeboe.people.rights import GROUP_ROLES, Right
from kiekeboe.planning import rostering
from kiekeboe.planning.models import RosterShift


@require_GET
def index(request):
    """Colleagues of a location down, days across; what is needed on top."""
    member = request.member.within(Right.SEE_CHILDREN)
    require(member.may(Right.SEE_CHILDREN))
    week = Week.asked(request.GET.get("day"), member.day)
    locations = list(member.locations.on(week.monday).order_by("name"))
    location = _chosen(request.GET.get("location"), locations)
    groups = list(location.groups.on(week.monday).order_by("name")) if location else []
    only = _chosen(request.GET.get("group"), groups) if request.GET.get("group") else None
    context = {
        "week": week,
        "locations": locations,
        "location": location,
        "groups": groups,
        "only": only,
        "kept": kept(location=location, group=only),
        "roster": roster(location, groups, week, only=only) if groups else None,
        "may_plan": bool(location) and request.member.may(Right.EDIT_PLANNING, location.pk),
    }
    return render(request, "office/roster/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """A new shift; the address may say for whom, where and when."""
    member = _planner(request)
    form = NewShiftForm(
        request.POST if request.method == "POST" else None,
        groups=member.groups.on(member.day),
        colleagues=_plannable(member),
        initial=_usual(member, request.GET),
    )
    if form.is_valid():
        id, employee = form.cleaned_data["id"], form.cleaned_data["employee"]
        mine = RosterShift.objects.filter(group__in=member.groups)
        once(id, mine, RosterShift.objects)
        told = {"by": member.actor(), "at": request.moment}
        try:
            shift = rostering.plan_shift(id, employee, **form.when(), **told)
            return to_week(request, _("%s is in the roster.") % employee.first_name, shift)
        except rostering.Overlaps as refused:
            form.add_error("starts_at", _works_elsewhere(refused.shift))
    return ask(request, "office/roster/shift.html", form)


@require_http_methods(["GET", "POST"])
def edit(request, shift_id):
    """Another group, day or time."""
    member, shift = _planner(request), _shift(request, shift_id)
    form = ShiftForm(
        request.POST if request.method == "POST" else None,
        groups=member.groups.on(shift.day),
        employee=shift.employee,
        initial={name: getattr(shift, name) for name in ("group", "day", "starts_at", "ends_at")},
    )
    if form.is_valid():
        try:
            rostering.change_shift(shift, **form.when(), by=member.actor(), at=request.moment)
            return to_week(request, _("Saved."), shift)
        except rostering.Overlaps as refused:
            form.add_error("starts_at", _works_elsewhere(refused.shift))
    return ask(request, "office/roster/shift.html", form, shift=shift)


@require_http_methods(["GET", "POST"])
def remove(request, shift_id):
    """Take a shift out of the roster, after asking once."""
    shift = _shift(request, shift_id)
    if request.method == "POST":
        rostering.remove_shift(shift, by=request.member.actor(), at=request.moment)
        return to_week(request, _("The shift is gone."), shift)
    return confirm(
        request,
        title=_("Take the shift of %s out of the roster?") % shift.employee.first_name,
        sentences=[_("The group then counts one colleague less.")],
        button=_("Take it out"),
        back=("office:shift", shift.pk),
    )


@require_http_methods(["GET", "POST"])
def copy(request, location_id):
    """Copy a week of a location to the weeks after it."""
    member = _planner(request)
    location = get_object_or_404(member.locations, pk=location_id)
    week = Week.asked(request.GET.get("day"), member.day)
    groups = list(location.groups.on(week.monday))
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"weeks": 1})
    if form.is_valid():
        done = _copied(request, groups, week, form.cleaned_data["weeks"])
        _tell(request, done)
        return redirect(address_of_week(location, week.after))
    context = {"location": location, "week": week}
    context["shifts"] = RosterShift.objects.filter(
        group__in=groups, day__range=(week.monday, week.sunday)
    ).count()
    return ask(request, "office/roster/copy.html", form, **context)


@transaction.atomic
def _copied(request, groups, week, many) -> list[rostering.Copied]:
    told = {"by": request.member.actor(), "at": request.moment}
    return [
        rostering.copy_week(groups, source=week.monday, target=week.monday + WEEK * ahead, **told)
        for ahead in range(1, many + 1)
    ]


def _tell(request, done) -> None:
    made = sum(len(one.made) for one in done)
    messages.success(
        request, ngettext("%d shift was copied.", "%d shifts were copied.", made) % made
    )
    left = [row for one in done for row, why in one.skipped if why != rostering.Skipped.TAKEN]
    if left:
        names = ", ".join(dict.fromkeys(row.employee.first_name for row in left))
        messages.warning(
            request, _("Not copied because of leave, a closed day or service: %s.") % names
        )


def to_week(request, sentence, shift):
    """Say what was done, and go to the week in which it can be seen."""
    messages.success(request, sentence)
    return redirect(address_of_week(shift.group.location, shift.day))


def address_of_week(location, day) -> str:
    return f"{reverse('office:roster')}?{urlencode({'location': location.pk, 'day': day})}"


def kept(**rows) -> str:
    """The part of an address that stays when another week is chosen."""
    return "".join(f"{name}={row.pk}&" for name, row in rows.items() if row)


def _planner(request):
    member = request.member.within(Right.EDIT_PLANNING)
    require(member.may(Right.EDIT_PLANNING))
    return member


def _shift(request, shift_id):
    shifts = RosterShift.objects.filter(group__in=_planner(request).groups)
    return get_object_or_404(shifts.select_related("employee", "group__location"), pk=shift_id)


def _plannable(member):
    """Colleagues in reach who work in groups, now or later."""
    ended = member.colleagues.filter(ended_on__lt=member.day)
    working = member.colleagues.filter(roles__name__in=GROUP_ROLES)
    return working.exclude(pk__in=ended.values("pk")).distinct()


def _usual(member, asked) -> dict:
    """What the form begins with: the colleague's last hours, in the group that is asked."""
    day, who = day_of(asked.get("day")) or member.day, asked.get("employee")
    told = {"day": day, "employee": who, "group": asked.get("group")}
    told |= {"starts_at": time(8), "ends_at": time(17)}
    before = RosterShift.objects.filter(group__in=member.groups, day__lte=day).order_by("-day")
    employee = next((one for one in _plannable(member) if str(one.pk) == who), None)
    if employee and (last := before.filter(employee=employee).first()):
        told |= {"starts_at": last.starts_at, "ends_at": last.ends_at}
        told["group"] = told["group"] or last.group_id
    return told


def _works_elsewhere(shift) -> str:
    return _("Works in %(group)s from %(start)s to %(end)s.") % {
        "group": shift.group,
        "start": f"{shift.starts_at:%H:%M}",
        "end": f"{shift.ends_at:%H:%M}",
    }


def _chosen(asked, rows):
    """The one that the address names; the first when it names none."""
    if not asked:
        return rows[0] if rows else None
    found = next((one for one in rows if str(one.pk) == asked), None)
    require(found is not None)
    return found
