"""Occupancy by month: how full each group is, and how many children of each age still fit (H4)."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kiekeboe.office.answers import require
from kiekeboe.office.questions.places_ahead import Month, of_month
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.people.rights import Right


@require_GET
def index(request):
    """One location and one month; the first location when the address names none."""
    member = request.member.within(Right.SEE_CHILDREN)
    require(member.may(Right.SEE_CHILDREN))
    month = Month.of(day_of(request.GET.get("month")) or member.day, member.day)
    locations = list(member.locations.on(month.last).order_by("name"))
    location = _chosen(request.GET.get("location"), locations)
    groups = list(location.groups.on(month.first).order_by("name")) if location else []
    context = {
        "month": month,
        "locations": locations,
        "location": location,
        "groups": of_month(location, groups, month) if groups else [],
    }
    return render(request, "office/places_ahead/index.html", context)


def _chosen(asked, rows):
    if not asked:
        return rows[0] if rows else None
    found = next((one for one in rows if str(one.pk) == asked), None)
    require(found is not None)
    return found
