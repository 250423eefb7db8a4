"""The help centre: open to everyone, and it knows of nobody (N1)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kiekeboe.help import library

LONGEST = 80  # characters of a question that are looked at
SECTIONS = {
    library.PARENTS: _("For parents"),
    library.CAREGIVERS: _("On the group"),
    library.OFFICE: _("In the office"),
}
# Where each of them came from, and goes back to.
ROOMS = {
    library.PARENTS: ("/parent/", _("To my child")),
    library.CAREGIVERS: ("/group/", _("To the group")),
    library.OFFICE: ("/office/", _("To the office")),
}


@login_not_required
@require_GET
def index(request):
    """All articles, or those that answer what was asked."""
    every = library.articles(get_language() or "nl")
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found = library.search(asked, every) if asked else []
    reader = request.GET.get("for")
    first = sorted(SECTIONS, key=lambda audience: audience != reader)
    context = {
        "asked": asked, "found": found, "room": ROOMS.get(reader),
        "contact": settings.HELP_CONTACT,
        "sections": [
            (SECTIONS[audience], [one for one in every if one.audience == audience])
            for audience in first
        ],
    }  # fmt: skip
    return render(request, "help/index.html", context)


@login_not_required
@require_GET
def article(request, slug):
    """One task, and the others for the same people."""
    language = get_language() or "nl"
    one = library.article(slug, language)
    if one is None:
        raise Http404
    beside = [
        each
        for each in library.articles(language)
        if each.audience == one.audience and each is not one
    ]
    context = {
        "one": one, "beside": beside[:6], "room": ROOMS[one.audience],
        "contact": settings.HELP_CONTACT,
    }  # fmt: skip
    return render(request, "help/article.html", context)
