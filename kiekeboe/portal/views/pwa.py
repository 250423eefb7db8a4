"""Installing Kiekeboe on a phone, and what stays readable there without internet (D5)."""

import json
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.lib import installing
from kiekeboe.photos.models import Photo
from kiekeboe.portal.news import pushed_words

MOST = 300  # photos asked about at once


@login_not_required
@require_GET
def service_worker(request):
    """The worker of the portal. Signing out clears what it kept (Clear-Site-Data)."""
    words = {
        "language": request.LANGUAGE_CODE,
        "kept": _("No internet. You see what you last saw, of %(time)s.") % {"time": "TIME"},
        "title": _("No internet"),
        "missing": _("This page was not kept on your phone. Try again when you have internet."),
        "back": _("Back to Today"),
        "news": pushed_words(),
    }
    icon = static("img/icon-192.png")
    context = {"words": json.dumps(words), "style": static("css/portal.css"), "icon": icon}
    return HttpResponse(
        render_to_string("portal/sw.js", context),
        content_type="text/javascript",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/parent/"},
    )


@login_not_required
@require_GET
def manifest(request):
    """What a phone needs to install the portal."""
    words = _("The day of your child")
    return installing.manifest("/parent/", description=words, language=request.LANGUAGE_CODE)


# A question, not a change: the worker that asks has no token, and nobody else can read the answer.
@csrf_exempt
@require_POST
def standing(request):
    """Of the photos that a phone keeps, those that may still be seen: {"photos": [name, …]}.

    A name is the id of a photo, or what its files are called. At most 300; 400 when unreadable.
    """
    try:
        asked = set(json.loads(request.body)["photos"][: MOST + 1])
        stems, ids = split(asked)
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponseBadRequest()
    if len(asked) > MOST:
        return HttpResponseBadRequest()
    relations = [one.pk for one in request.family.guardianships]
    shown = Photo.objects.shown_to(relations, timezone.localdate())
    found = shown.filter(Q(pk__in=ids) | Q(stem__in=stems)).values_list("pk", "stem")
    names = {name for pk, stem in found for name in (str(pk), stem.removeprefix("photos/"))}
    return JsonResponse({"photos": sorted(names & asked)})


def split(names: set[str]) -> tuple[list[str], list[UUID]]:
    """Names of files, and ids. Raises ValueError for what is neither."""
    stems = [f"photos/{name}" for name in names if "/" in name]
    return stems, [UUID(name) for name in names if "/" not in name]
