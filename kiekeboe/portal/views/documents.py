"""Documents: the list, one with its versions, the file, and read and agreed (L1, L3)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.documents import filing
from kiekeboe.lib import stored
from kiekeboe.photos import papers
from kiekeboe.photos.delivery import headers_of
from kiekeboe.portal import documents
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page


@require_GET
def index(request):
    """What asks an answer first, then per child, then what is for everybody."""
    parts = documents.in_parts(documents.of_family(request.family))
    return show_page(request, "documents/index", "more", parts=parts)


@require_GET
def show(request, document_id):
    """One document: what it is, the version that stands, and those before it."""
    return _page(request, *documents.one_of(request, document_id))


def _page(request, told, relation, *, status=200):
    changed = status == 409
    return show_page(
        request, "documents/show", "more", told=told, document=told.document, changed=changed,
        reader=relation.guardian, status=status,
    )  # fmt: skip


@require_GET
def file(request, document_id, version):
    """The file of a version. That it was taken is written down, every time."""
    found, relation = _version(request, document_id, version)
    now = timezone.now()
    by = request.family.actor_for(relation, now)
    filing.read(found, relation.guardian, by=by, at=now)
    return answer(request, found)


@require_GET
def preview(request, document_id, version):
    """The first page as a picture, for the page of the document. That it was shown is written
    down; it is no reading yet."""
    found, relation = _version(request, document_id, version)
    if not found.preview_width:
        raise Http404
    now = timezone.now()
    filing.preview(found, by=request.family.actor_for(relation, now), at=now)
    return answer_preview(request, found)


def _version(request, document_id, number):
    told, relation = documents.one_of(request, document_id)
    found = next((one for one in told.versions if one.number == number), None)
    if found is None:
        raise Http404
    return found, relation


def answer_preview(request, version):
    """The picture of the first page, kept by nobody on the way."""
    path = filing.preview_path(version)
    told = headers_of(path) | {"Cache-Control": "private, no-store"}
    return stored.answer(request, path, told)


def answer(request, version):
    """The bytes, kept by nobody on the way."""
    path = filing.path_of(version)
    if version.form == version.Form.PAPER:
        return stored.answer(request, path, papers.headers(version.name, headers_of(path)))
    told = headers_of(path) | {"Cache-Control": "private, no-store"}
    return stored.answer(request, path, told)


@require_POST
def agree(request, document_id):
    """Read and agreed, with the version that stood on the page."""
    told, relation = documents.one_of(request, document_id)
    if not told.document.asks_agreement:
        raise Http404
    if uuid_or_none(request.POST.get("version")) != told.version.pk:
        return _page(request, told, relation, status=409)
    now = timezone.now()
    by = request.family.actor_for(relation, now)
    try:
        filing.agree(told.version, relation.guardian, by=by, at=now)
    except filing.Withdrawn:
        return _page(request, told, relation, status=409)
    return redirect("portal:document", document_id)
