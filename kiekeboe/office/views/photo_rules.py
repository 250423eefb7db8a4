"""The agreements about photos of a location, to print and hand out (N3)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET

from kiekeboe.people import wordings
from kiekeboe.photos.rules import facts_of


@require_GET
def show(request, location_id):
    """In the language that was asked for, whatever the office itself reads."""
    location = get_object_or_404(request.member.locations, pk=location_id)
    language = request.GET.get("language", get_language())
    language = language if language in wordings.LANGUAGES else "nl"
    with override(language):
        context = {"location": location, "rules": facts_of(location), "language": language}
        return render(request, "office/consents/rules.html", context)
