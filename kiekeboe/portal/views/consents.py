"""Photos of my child: two questions, each with a yes and a rather-not of the same size."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.organisation.models import Location
from kiekeboe.people import wordings
from kiekeboe.people.models import Channel, Consent
from kiekeboe.photos.rules import facts_of
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.answers import history_of, questions_of, spoken
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
        if form.is_valid():
            _answer(request, relation, form.cleaned_data)
            purpose = form.cleaned_data["purpose"]
            return redirect(f"{request.path}?saved={purpose}#{purpose}")
    day = today_of(relation)
    questions = questions_of(relation, day)
    return show_page(
        request,
        "more/consent",
        "more",
        child=relation,
        status=422 if request.method == "POST" else 200,
        two=[one for one in questions if one["two"]],
        further=[one for one in questions if not one["two"]],
        history=history_of(relation, day),
        shown={"wording": wordings.CURRENT, "language": spoken()},
        saved=request.GET.get("saved", ""),
        wrong=request.POST.get("purpose", "") if request.method == "POST" else "",
        switch_to=lambda one: f"/parent/children/{one.child_id}/consent/",
    )


@require_GET
def rules(request):
    """The agreements about photos of each location of the family (N3)."""
    family = request.family
    ids = {one.at_location_id for one in family.guardianships if one.at_location_id}
    places = Location.objects.filter(pk__in=ids).order_by("name")
    agreements = [facts_of(place) for place in places]
    return show_page(request, "more/photo_rules", "more", agreements=agreements)


def _answer(request, relation, given):
    """Keep the answer with the words that stood on the page it came from."""
    now, purpose = timezone.now(), given["purpose"]
    version = given["wording"] or wordings.CURRENT
    language = given["language"] or spoken()
    asked = wordings.wording(purpose, language, relation.child.first_name, version=version)
    Consent.objects.answer(
        child=relation.child,
        guardian=relation.guardian,
        purpose=purpose,
        allowed=given["answer"] == "yes",
        wording=version,
        said=asked.said,
        channel=Channel.PORTAL,
        by=request.family.actor_for(relation, now),
        at=now,
    )
