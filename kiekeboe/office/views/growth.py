"""Weight and length behind the desk, where the house keeps them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.development import measuring, noting, sight
from kiekeboe.development.models import Measurement
from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.development import MeasureForm
from kiekeboe.office.views.development import child_followed, follower

TAB = "office:child-development"


@require_http_methods(["GET", "POST"])
def new(request, child_id):
    """One more measurement; that day's other one makes way."""
    child, member = child_followed(request, child_id), request.member
    require(noting.practice_of(child.organisation_id).keeps_growth)
    form = MeasureForm(
        request.POST if request.method == "POST" else None, initial={"day": member.day}
    )  # fmt: skip
    if form.is_valid():
        told = form.cleaned_data
        once(told["id"], Measurement.objects.filter(child=child), Measurement.objects)
        by = {"by": member.actor(), "at": request.moment}
        try:
            measuring.measure(told["id"], child, day=told["day"], **form.measured(), **by)
            return done(request, _("Saved."), TAB, child.pk)
        except measuring.NothingMeasured:
            form.add_error("kilos", _("Look at the numbers again. Fill in one or both."))
        except noting.NotThatDay:
            form.add_error("day", _("Choose a day up to today, after the birth."))
    return ask(request, "office/development/measure.html", form, child=child)


@require_http_methods(["GET", "POST"])
def withdraw(request, measurement_id):
    """It was wrong."""
    mine = Measurement.objects.standing().filter(
        child__in=sight.children_at_desk(follower(request))
    )
    row = get_object_or_404(mine, pk=measurement_id)
    child_followed(request, row.child_id)
    if request.method == "POST":
        measuring.withdraw(row, by=request.member.actor(), at=request.moment)
        return done(request, _("Taken back."), TAB, row.child_id)
    return confirm(
        request, title=_("Take this measurement back?"), button=_("Take back"),
        sentences=[_("The line is drawn without it.")], back=(TAB, row.child_id),
    )  # fmt: skip
