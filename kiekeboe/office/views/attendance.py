"""Corrections of attendance: what the clock closed, a person confirms (B3)."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.care.models import Visit
from kiekeboe.care.models.attendance import Overlaps
from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.attendance import VisitForm
from kiekeboe.office.questions import todos
from kiekeboe.people.rights import Right


@require_GET
def index(request):
    """Visits nobody ended, newest first."""
    member = request.member.within(Right.CORRECT_ATTENDANCE)
    require(member.may(Right.CORRECT_ATTENDANCE))
    return render(request, "office/attendance/index.html", {"visits": todos.to_confirm(member)})


@require_http_methods(["GET", "POST"])
def correct(request, visit_id):
    """The true times. Unchanged times confirm what the clock did."""
    member = request.member
    visits = Visit.objects.standing().filter(group__in=member.groups, left_at__isnull=False)
    visit = get_object_or_404(visits.select_related("child", "group__location"), pk=visit_id)
    zone = visit.group.location.zone
    require(member.may(Right.CORRECT_ATTENDANCE, visit.group.location_id))
    arrived, left = (timezone.localtime(each, zone) for each in (visit.arrived_at, visit.left_at))
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        day=arrived.date(),
        zone=zone,
        now=request.moment,
        initial={"arrived": arrived.time(), "left": left.time()},
    )
    if form.is_valid():
        try:
            visit.correct(
                arrived_at=form.arrived_at,
                left_at=form.left_at,
                by=member.actor(),
                at=request.moment,
            )
            sentence = _("The times of %s are right now.") % visit.child
            return done(request, sentence, "office:attendance")
        except Overlaps:
            form.add_error("arrived", _("The child was here in another visit at this time."))
    return ask(request, "office/attendance/correct.html", form, visit=visit, arrived=arrived)
