"""What a colleague may do, and how far that counts for the ratio (H2)."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.office.answers import ask, confirm, done, once
from kiekeboe.office.forms.leave import QualificationForm
from kiekeboe.office.views.colleagues import colleague_to_change
from kiekeboe.people import qualifying
from kiekeboe.people.models import Qualification


@require_http_methods(["GET", "POST"])
def new(request, employee_id):
    """One more certificate; one of the same kind that is open ends the day before."""
    colleague, member = colleague_to_change(request, employee_id), request.member
    form = QualificationForm(
        request.POST if request.method == "POST" else None,
        initial={"first_day": member.day, "counts": 100, "kind": "professional"},
    )
    if form.is_valid():
        told = dict(form.cleaned_data)
        once(told["id"], colleague.qualifications, Qualification.objects)
        by = {"by": member.actor(), "at": request.moment}
        qualifying.qualify(told.pop("id"), colleague, told.pop("kind"), **told, **by)
        return done(request, _("Saved."), "office:colleague", colleague.pk)
    return ask(request, "office/colleagues/qualification.html", form, colleague=colleague)


@require_http_methods(["GET", "POST"])
def end(request, employee_id, qualification_id):
    """From today it no longer holds; of before it stays in the books."""
    colleague = colleague_to_change(request, employee_id)
    row = get_object_or_404(colleague.qualifications, pk=qualification_id)
    if request.method == "POST":
        last = request.member.day - timedelta(days=1)
        qualifying.end(row, on=last, by=request.member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:colleague", colleague.pk)
    return confirm(
        request,
        title=_("Does %(kind)s no longer hold for %(who)s?")
        % {"kind": row.get_kind_display(), "who": colleague.first_name},
        sentences=[_("From today the roster counts without it.")],
        button=_("It no longer holds"),
        back=("office:colleague", colleague.pk),
    )
