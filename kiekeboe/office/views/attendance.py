"""Corrections of attendance: what the clock closed, a person confirms (B3)."""

from uuid import uuid5

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.care.models import Visit
from kiekeboe.care.models.attendance import Overlaps
from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.attendance import VisitForm
from kiekeboe.office.questions import todos
from kiekeboe.office.questions import untapped as questions
from kiekeboe.people.rights import Right
from kiekeboe.planning.noticing import mark_unannounced


@require_GET
def index(request):
    """Visits nobody ended, newest first; and days on which nobody tapped at all."""
    member = request.member.within(Right.CORRECT_ATTENDANCE)
    require(member.may(Right.CORRECT_ATTENDANCE))
    context = {"visits": todos.to_confirm(member), "untapped": questions.rows(member)}
    return render(request, "office/attendance/index.html", context)


@require_http_methods(["GET", "POST"])
def untapped(request, child_id, day):
    """A child that was expected: was it here, and from when to when?"""
    member = request.member.within(Right.CORRECT_ATTENDANCE)
    require(member.may(Right.CORRECT_ATTENDANCE))
    rows = questions.rows(member)
    row = next((one for one in rows if (one.child.pk, str(one.day)) == (child_id, day)), None)
    require(row is not None)
    if request.POST.get("answer") == "away":
        mark_unannounced(
            row.child, row.day, group=row.group.pk, by=member.actor(), at=request.moment
        )  # fmt: skip
        return done(request, _("%s was not here.") % row.child, "office:attendance")
    form = VisitForm(
        request.POST or None, day=row.day, zone=row.group.location.zone, now=request.moment,
        initial={"arrived": row.starts_at, "left": row.ends_at},
    )  # fmt: skip
    if form.is_valid() and _written_down(request, row, form):
        return done(request, _("The times of %s are right now.") % row.child, "office:attendance")
    return ask(request, "office/attendance/untapped.html", form, row=row)


def _written_down(request, row, form) -> bool:
    id = uuid5(row.child.pk, f"{row.day} {form.arrived_at.isoformat()}")
    try:
        Visit.objects.write_down(
            id, child=row.child, group=row.group, arrived_at=form.arrived_at, left_at=form.left_at,
            by=request.member.actor(), at=request.moment,
        )  # fmt: skip
    except Overlaps:
        form.add_error("arrived", _("The child was here in another visit at this time."))
    return form.is_valid()


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
