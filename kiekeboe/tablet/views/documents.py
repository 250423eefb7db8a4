"""Documents at the group, page by page as pictures: no file stays on a shared tablet (L1)."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kiekeboe.documents import filing, sight
from kiekeboe.documents.models import Version
from kiekeboe.lib.images.preparing import CONTENT_TYPE, page_of
from kiekeboe.people.rights import Right
from kiekeboe.tablet.access import need

SHOWN = 40  # pages of one document; nobody reads more on a wall
LISTED = 200


@require_GET
def index(request):
    """What there is for the group, the newest first."""
    caregiver = request.caregiver
    need(caregiver, Right.SEE_DAY)
    rows = sight.of_caregiver(caregiver).select_related("child", "group", "location")
    context = {
        "documents": rows.order_by("-published_at", "-pk")[:LISTED],
        "pin_first": Right.SEE_MEDICAL in caregiver.rights and not caregiver.pin_is_fresh,
    }
    return render(request, "tablet/documents.html", context)


@require_GET
def show(request, document_id):
    """One document: its pages under each other."""
    version = _version(request, document_id)
    pages = range(1, min(version.pages or 0, SHOWN) + 1)
    context = {"document": version.document, "version": version, "pages": pages}
    return render(request, "tablet/document.html", context)


@require_GET
def page(request, document_id, page_number):
    """A page as a picture. The first is the opening of the document, and written down as that;
    every other one is written down too (S61)."""
    version, caregiver = _version(request, document_id), request.caregiver
    if not 1 <= page_number <= min(version.pages or 0, SHOWN):
        raise Http404
    content = _drawn(version, page_number)
    tell = filing.hand_over if page_number == 1 else filing.preview
    tell(version, by=caregiver.actor(), at=caregiver.at)
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _version(request, document_id):
    caregiver = request.caregiver
    need(caregiver, Right.SEE_DAY)
    return filing.latest(get_object_or_404(sight.of_caregiver(caregiver), pk=document_id))


def _drawn(version, number: int) -> bytes:
    with default_storage.open(filing.path_of(version)) as file:
        content = file.read()
    if version.form == Version.Form.PICTURE:
        return content
    drawn = page_of(content, number)
    if drawn is None:
        raise Http404
    return drawn.content
