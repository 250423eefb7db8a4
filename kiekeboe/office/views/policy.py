"""What is logged at which age, per location, group and child; sleep checks per location."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.care import setting
from kiekeboe.care.models import SleepCheckRule
from kiekeboe.care.sleepchecks import DEFAULT_INTERVALS
from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.policy import BANDS, PolicyForm, SleepChecksForm
from kiekeboe.office.questions.policies import table
from kiekeboe.people.rights import Right


@require_GET
def index(request):
    """The policy of the first location in reach."""
    member = request.member
    require(member.may(Right.SET_POLICY))
    location = member.within(Right.SET_POLICY).locations.on(member.day).order_by("name").first()
    return redirect("office:policy", location.pk) if location else redirect("office:places")


@require_http_methods(["GET", "POST"])
def location(request, location_id):
    """The table of a location."""
    location = get_object_or_404(request.member.locations, pk=location_id)
    return _table(request, location, to=("office:policy", location.pk))


@require_http_methods(["GET", "POST"])
def group(request, group_id):
    """What a group does otherwise."""
    group = get_object_or_404(request.member.groups.select_related("location"), pk=group_id)
    return _table(request, group.location, group=group, to=("office:policy-group", group.pk))


@require_http_methods(["GET", "POST"])
def child(request, child_id):
    """What one child does otherwise, at its own age."""
    member = request.member
    child = get_object_or_404(member.children, pk=child_id)
    require(member.may_for(Right.SET_POLICY, child))
    placement = child.placements.in_force(member.day).select_related("group__location").first()
    if placement is None:
        return redirect("office:placement", child.pk)
    return _table(
        request, placement.group.location, placement.group, child, ("office:policy-child", child.pk)
    )


@require_POST
def sleep_checks(request, location_id):
    """Minutes between two looks, per age."""
    member = request.member
    location = get_object_or_404(member.locations, pk=location_id)
    require(member.may(Right.SET_POLICY, location.pk))
    form = SleepChecksForm(request.POST, standing=_looks(location))
    if form.is_valid():
        setting.set_sleep_checks(location, form.intervals(), by=member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:policy", location.pk)
    return ask(request, "office/policy/sleep_checks.html", form, location=location)


def _table(request, location, group=None, child=None, to=()):
    member = request.member
    require(member.may(Right.SET_POLICY, location.pk))
    layers = {
        "location": list(setting.rules_at(location)),
        "group": list(setting.rules_at(location, group)) if group else [],
        "child": list(setting.rules_at(location, None, child)) if child else [],
    }
    level = "child" if child else "group" if group else "location"
    bands = ((0, None),) if child else BANDS
    form = PolicyForm(
        request.POST if request.method == "POST" else None, standing=layers[level], bands=bands
    )
    if form.is_valid():
        width = {"child": child} if child else {"group": group}
        setting.set_levels(location, form.wishes(), by=member.actor(), at=request.moment, **width)
        return done(request, _("Saved."), *to)
    locations = list(member.within(Right.SET_POLICY).locations.on(member.day).order_by("name"))
    return ask(
        request,
        "office/policy/table.html",
        form,
        location=location,
        group=group,
        child=child,
        level=level,
        rows=table(form, layers, child and child.months_on(member.day)),
        bands=bands,
        locations=locations,
        groups=location.groups.on(member.day),
        sleep_form=None if group or child else SleepChecksForm(standing=_looks(location)),
    )


def _looks(location):
    rows = SleepCheckRule.objects.filter(location=location).order_by("from_month")
    return list(rows.values_list("from_month", "minutes")) or DEFAULT_INTERVALS
