"""The house rules of a location, and the test bench that tries them (E7)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.office.answers import ask, done, once, require
from kiekeboe.office.forms.bench import BenchForm
from kiekeboe.office.forms.request_rules import RulesForm
from kiekeboe.office.questions.rules import NAMES, bench, sets_of
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.people.rights import Right
from kiekeboe.planning import ruling
from kiekeboe.planning.models import RequestRules
from kiekeboe.planning.presets import PRESETS
from kiekeboe.planning.requests_of import rules_on


@require_GET
def index(request):
    """The rules of the first location in reach."""
    member = request.member
    require(member.may(Right.EDIT_PLANNING))
    location = member.within(Right.EDIT_PLANNING).locations.on(member.day).order_by("name").first()
    return redirect("office:rules", location.pk) if location else redirect("office:places")


@require_http_methods(["GET", "POST"])
def show(request, location_id):
    """Choose or change the rules, from a day on. `?from=streng` starts from a preset."""
    member, location = request.member, _location(request, location_id)
    today = request.moment.astimezone(location.zone).date()
    start = request.GET.get("from", "")
    rules = PRESETS.get(start) or rules_on(location, today)
    form = RulesForm(request.POST or None, rules=rules, today=today)
    if form.is_valid():
        mine = RequestRules.objects.filter(organisation=member.organisation, location=location)
        once(form.cleaned_data["id"], mine, RequestRules.objects)
        ruling.set_rules(
            form.cleaned_data["id"], location, form.rules(), since=form.cleaned_data["since"],
            today=today, by=member.actor(), at=request.moment,
        )  # fmt: skip
        return done(request, _("The rules are saved."), "office:rules", location.pk)
    return ask(
        request, "office/rules/show.html", form, location=location, sets=sets_of(location, today),
        presets=NAMES.items(), start=start if start in PRESETS else "",
        locations=member.within(Right.EDIT_PLANNING).locations.on(member.day).order_by("name"),
    )  # fmt: skip


@require_POST
def drop(request, location_id):
    """Take back rules that do not hold yet."""
    location = _location(request, location_id)
    since = day_of(request.POST.get("since"))
    if since is None:
        raise Http404
    today = request.moment.astimezone(location.zone).date()
    by = request.member.actor()
    try:
        ruling.drop_rules(location, since=since, today=today, by=by, at=request.moment)
    except ruling.DayGoneBy:
        raise Http404 from None
    return done(request, _("These rules will not hold."), "office:rules", location.pk)


@require_GET
def try_out(request, location_id):
    """What would be answered when this parent asks this now? Writes nothing."""
    member, location = request.member, _location(request, location_id)
    now = request.moment.astimezone(location.zone)
    groups = member.groups.filter(location=location).on(now.date()).order_by("name")
    children = member.children.filter(placements__group__location=location).distinct()
    asked = "ask" in request.GET
    form = BenchForm(
        request.GET if asked else None, zone=location.zone,
        groups=groups.select_related("location"),
        children=children.order_by("first_name", "last_name"),
        initial={"now_day": now.date(), "now_time": now.time()},
    )  # fmt: skip
    context = {"form": form, "location": location}
    if form.is_valid():
        context |= bench(location, form.cleaned_data, today=now.date(), at=form.moment)
    status = 422 if asked and not form.is_valid() else 200
    return render(request, "office/rules/bench.html", context, status=status)


def _location(request, location_id):
    location = get_object_or_404(request.member.locations, pk=location_id)
    require(request.member.may(Right.EDIT_PLANNING, location.pk))
    return location
