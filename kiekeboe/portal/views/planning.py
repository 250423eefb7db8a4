"""Planning, to read: one month of one child, and what comes for all of them."""

from datetime import date, timedelta

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kiekeboe.portal import months
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.plan_day import day_of, days_asked, occasions_of
from kiekeboe.portal.requests import of_child

CLOSED_AHEAD = timedelta(days=365)


@require_GET
def index(request):
    """One month of a child; without one, the first child and this month."""
    asked = uuid_or_none(request.GET.get("child"))
    relation = child_of(request, asked) if asked else request.family.guardianships[0]
    today = today_of(relation)
    first = _month(request.GET.get("month", ""), today)
    plannings = months.plannings_of(
        request.family, min(first, today) - timedelta(days=7), today + CLOSED_AHEAD
    )
    mine = plannings[relation.child_id]
    days = f"/parent/children/{relation.child_id}/days/"
    plans = f"/parent/children/{relation.child_id}/plan/"
    here = f"/parent/planning/?child={relation.child_id}&month="
    before, after = first - timedelta(days=1), (first + timedelta(days=32)).replace(day=1)
    title = date_format(first, "F Y")
    return show_page(
        request,
        "planning/index",
        "planning",
        child=relation,
        title=title[:1].upper() + title[1:],
        weeks=months.month_of(
            mine,
            first.year,
            first.month,
            today=today,
            url=lambda day: f"{days if day <= today else plans}{day.isoformat()}/",
            asked=days_asked(relation, first, after),
            occasions=occasions_of(request.family, relation, first, after),
        ),
        before={"url": f"{here}{before:%Y-%m}", "name": date_format(before, "F")},
        after={"url": f"{here}{after:%Y-%m}", "name": date_format(after, "F")},
        fixed=months.fixed_days(mine, today),
        coming=months.coming(request.family, plannings, today),
        closed=months.closed_ahead(mine, today)[:8],
        several=len(request.family.guardianships) > 1,
        sick=months.sick_since(mine),
        requests=of_child(relation),
        done=_done(request, relation),
        switch_to=lambda one: f"/parent/planning/?child={one.child_id}&month={first:%Y-%m}",
    )


@require_GET
def day(request, child_id, day):
    """A day as it is planned: from when to when, with whom, and what else there is."""
    relation = child_of(request, child_id)
    if abs((day - today_of(relation)).days) > 731:
        raise Http404
    return show_page(
        request, "planning/day", "planning", child=relation,
        switch_to=lambda one: f"/parent/children/{one.child_id}/plan/{day.isoformat()}/",
        **day_of(request.family, relation, day),
    )  # fmt: skip


def _done(request, relation) -> str:
    """What was just told, in a sentence."""
    name = relation.child.first_name
    said = {
        "sick": _("%(name)s is reported sick. The group knows it."),
        "better": _("%(name)s comes again. The group knows it."),
        "leave": _("The day off is written down. The group knows it."),
    }.get(request.GET.get("done", ""), "") % {"name": name}
    closed = request.GET.get("closed", "")
    if said and closed.isdigit():
        days = min(int(closed), 366)
        said += " " + ngettext(
            "On %(n)s day of it we are closed.", "On %(n)s days of it we are closed.", days
        ) % {"n": days}
    return said


def _month(text, today) -> date:
    """The first of the month asked for, at most two years away; else of this month."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if abs((first - today).days) <= 731 else today.replace(day=1)
