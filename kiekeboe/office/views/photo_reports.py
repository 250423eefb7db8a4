"""Photos that parents asked us to look at: take back, or leave standing (C8)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.lib import stored
from kiekeboe.office.answers import done, require
from kiekeboe.office.questions import reports
from kiekeboe.people.rights import Right
from kiekeboe.photos import delivery
from kiekeboe.photos.models import Report
from kiekeboe.photos.reporting import settle

DECISIONS = {Report.Outcome.WITHDRAWN, Report.Outcome.LEFT}


@require_GET
def index(request):
    """What waits, the oldest first."""
    return render(
        request, "office/reports/index.html", {"reports": reports.waiting(_desk(request))}
    )


@require_http_methods(["GET", "POST"])
def settle_one(request, report_id):
    """One report: the photo, who is on it, who asked and why; a decision, said once more."""
    member = _desk(request)
    report = get_object_or_404(reports.waiting(member), pk=report_id)
    decision = request.POST.get("decision")
    if decision in DECISIONS and request.POST.get("sure") == "yes":
        settle(report, decision, by=member.actor(), at=request.moment)
        return done(request, SAID[decision](), "office:photo-reports")
    shown = reports.viewable(member).filter(pk=report.photo_id).exists()
    context = {"report": report, "shown": shown}
    context["decision"] = decision if decision in DECISIONS else ""
    status = 422 if request.method == "POST" and not context["decision"] else 200
    return render(request, "office/reports/show.html", context, status=status)


SAID = {
    Report.Outcome.WITHDRAWN: lambda: _("The photo is taken back. The parent is told."),
    Report.Outcome.LEFT: lambda: _("The photo stays. The parent is told."),
}


@require_GET
def picture(request, photo_id, size):
    """The bytes of a photo that waits for a decision, asked of the database at every view."""
    photos = reports.viewable(_desk(request))
    rendition = delivery.rendition_of(photos, photo_id, size)
    if rendition is None:
        raise Http404
    headers = delivery.headers_of(rendition.path) | {"Cache-Control": "private, no-store"}
    return stored.answer(request, rendition.path, headers)


def _desk(request):
    member = request.member.within(Right.EDIT_CONSENT)
    require(member.may(Right.EDIT_CONSENT))
    return member
