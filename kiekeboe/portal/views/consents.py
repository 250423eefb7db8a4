"""Photos of my child: two questions, each with a yes and a rather-not of the same size."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kiekeboe.people.models import Consent, Purpose
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.answers import WORDING, history_of, questions_of
from kiekeboe.portal.forms import ConsentForm
from kiekeboe.portal.pages import show as show_page


@require_http_methods(["GET", "POST"])
def edit(request, child_id):
    """Read the questions, or answer one of them. Only parents with authority answer."""
    relation = child_of(request, child_id)
    form = ConsentForm(request.POST or None)
    if request.method == "POST":
        if not relation.has_authority:
            raise PermissionDenied
        if form.is_valid() and form.cleaned_data["purpose"] in Purpose.values:
            _answer(request, relation, form.cleaned_data)
            purpose = form.cleaned_data["purpose"]
            return redirect(f"{request.path}?saved={purpose}#{purpose}")
    questions = questions_of(relation, today_of(relation))
    return show_page(
        request,
        "more/consent",
        "more",
        child=relation,
        status=422 if request.method == "POST" else 200,
        two=[one for one in questions if one["two"]],
        further=[one for one in questions if not one["two"]],
        history=history_of(relation),
        saved=request.GET.get("saved", ""),
        wrong=request.POST.get("purpose", "") if request.method == "POST" else "",
        switch_to=lambda one: f"/parent/children/{one.child_id}/consent/",
    )


def _answer(request, relation, given):
    now = timezone.now()
    Consent.objects.answer(
        child=relation.child,
        guardian=relation.guardian,
        purpose=given["purpose"],
        allowed=given["answer"] == "yes",
        wording=WORDING,
        by=request.family.actor_for(relation, now),
        at=now,
    )
