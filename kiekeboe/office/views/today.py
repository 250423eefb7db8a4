"""Today: who is here, who is expected, what waits."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kiekeboe.office.answers import require
from kiekeboe.office.questions import todos
from kiekeboe.office.questions.counts import counts
from kiekeboe.office.questions.occupancy import Day
from kiekeboe.people.rights import Right


@require_GET
def show(request):
    """Occupancy per half hour, absences, and counts of what waits."""
    member = request.member
    locations = list(member.locations.on(member.day).order_by("name"))
    chosen = request.GET.get("location")
    groups = member.within(Right.SEE_DAY).groups
    location = None
    if chosen:
        location = next((one for one in locations if str(one.pk) == chosen), None)
        require(location is not None)
        groups = groups.filter(location=location)
    day = Day.of(groups, request.moment, member.day) if member.may(Right.SEE_DAY) else None
    context = {
        "day": day,
        "rows": [(group, day.slots(group)) for group in day.groups] if day else [],
        "away": day.away() if day else [],
        "locations": locations,
        "location": location,
        "greeting": greeting(request.moment),
        "counts": counts(member, request.moment),
        "birthdays": todos.birthdays(member),
        "may_add": member.may(Right.EDIT_CHILDREN),
    }
    return render(request, "office/today/show.html", context)


def greeting(moment):
    """Good morning until noon, good afternoon until six, then good evening."""
    from django.utils.timezone import localtime

    hour = localtime(moment).hour
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")
