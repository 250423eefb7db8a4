"""Photos to keep at home: one file, or a zip of many (C7). Each download is written down."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.lib import stored
from kiekeboe.photos import delivery, packing, private_use
from kiekeboe.portal.access import today_of
from kiekeboe.portal.album import ALL, Scope
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page


@require_GET
def one(request, photo_id):
    """The largest file of one photo, or the film."""
    scope = Scope.of(request, {}, ALL)
    pictures = scope.pictures([photo_id])
    if not pictures or _asks(request):
        return _ask_first(request, f"/parent/photos/{photo_id}/", there=bool(pictures))
    [file] = packing.named([(pictures[0].id, pictures[0].kept_as)]) or [None]
    if file is None:
        raise Http404
    _remember(request, pictures)
    return stored.answer(request, file.path, _headers(delivery.headers_of(file.path), file.name))


@require_POST
def many(request):
    """A zip of the chosen photos, as it is made. `everything` takes all that the album shows."""
    scope = Scope.of(request, request.POST)
    if _asks(request):
        return _ask_first(request, f"/parent/photos/?{scope.query}")
    pictures = _chosen(request, scope)
    try:
        files = packing.named((one.id, one.kept_as) for one in pictures)
    except packing.TooMuch:
        return _refused(request, scope, _("Choose at most 500 photos, and 2 GB, at a time."))
    if not files:
        return _refused(request, scope, _("Choose the photos you want to download."))
    _remember(request, pictures)
    relations = [one.pk for one in scope.relations]
    made = packing.zipped(files, relations, day=today_of(scope.relation))
    name = f"{_('Photos')} {timezone.localdate().isoformat()}.zip"
    headers = {"Content-Type": "application/zip", "Content-Length": str(len(made))}
    return StreamingHttpResponse(made, headers=_headers(headers, name))


def _chosen(request, scope):
    """What was asked for and may be seen; the rest does not exist. Newest first."""
    if "everything" in request.POST:
        ids = list(scope.shown().values_list("pk", flat=True)[: packing.MOST + 1])
    else:
        asked = map(uuid_or_none, request.POST.getlist("photo")[: packing.MOST + 1])
        ids = [one for one in asked if one]
    return scope.pictures(ids)


def _remember(request, pictures):
    now, family = timezone.now(), request.family
    relation = family.relation_to(pictures[0].child)
    packing.remember(
        relation.guardian,
        [one.id for one in pictures],
        {one.child for one in pictures},
        by=family.actor_for(relation, now),
        at=now,
    )


def _asks(request):
    return private_use.asks({one.guardian for one in request.family.guardianships})


def _ask_first(request, address, *, there=True):
    if not there:
        raise Http404
    return redirect(address)


def _refused(request, scope, sentence):
    """With the sentence: in the page, or alone for the script that asked."""
    if request.headers.get("Accept") == "application/zip":
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    return show_page(
        request, "photos/refused", "photos", child=scope.relation, status=422,
        sentence=sentence, back=f"/parent/photos/?{scope.query}&choose=1",
    )  # fmt: skip


def _headers(headers, name):
    """`name` is made of first names, which may have any letter."""
    return headers | {"Content-Disposition": content_disposition_header(True, name)}
