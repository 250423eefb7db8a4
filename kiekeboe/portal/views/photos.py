"""Photos: the album by month, one photo in full, and the bytes."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.photos import delivery
from kiekeboe.photos.models import Photo
from kiekeboe.portal.access import child_of, today_of, zone_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.pictures import album_page, pictures

ACCEPTED = "photo-terms"
PER_PAGE = 36


@require_GET
def index(request):
    """The photos of one child, or of all own children, by month."""
    asked = uuid_or_none(request.GET.get("child"))
    relation = child_of(request, asked) if asked else request.family.guardianships[0]
    page = _page(request, relation)
    return show_page(
        request,
        "photos/index",
        "photos",
        child=relation,
        months=_by_month(page.object_list),
        page=page,
        query=f"child={relation.child_id}&",
        must_accept=ACCEPTED not in request.COOKIES,
        switch_to=lambda one: f"/parent/photos/?child={one.child_id}",
    )


def _page(request, relation):
    zone, today = zone_of(relation), today_of(relation)
    ids = list(
        Photo.objects.shown_to([relation.pk], today)
        .order_by("-taken_at", "-id")
        .values_list("pk", flat=True)
    )
    page = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = album_page(relation, request.family, zone, today, list(page.object_list))
    return page


def _by_month(found):
    months = {}
    for picture in found:
        title = date_format(picture.taken_at, "F Y")
        months.setdefault(title[:1].upper() + title[1:], []).append(picture)
    return list(months.items())


@require_POST
def accept(request):
    """C5: private use only; asked once per parent and device, and a line under every photo."""
    response = redirect("portal:photos")
    response.set_cookie(
        ACCEPTED, "1", max_age=366 * 86400, secure=request.is_secure(), samesite="Lax"
    )
    return response


@require_GET
def show(request, photo_id):
    """One photo in full, with the ones before and after it."""
    asked = uuid_or_none(request.GET.get("child"))
    relations = [child_of(request, asked)] if asked else list(request.family.guardianships)
    relation, today = relations[0], today_of(relations[0])
    zone = zone_of(relation)
    found = pictures(relations, request.family, zone, day=today, photo=photo_id)
    if not found:
        raise Http404
    before, after = _beside(relation, today, found[0])
    signature = delivery.sign(request.session.session_key, photo_id, 1600, at=timezone.now())
    return show_page(
        request, "photos/show", "photos", child=relation, photo=found[0],
        before=before, after=after, signature=signature,
    )  # fmt: skip


def _beside(relation, today, picture):
    shown = Photo.objects.shown_to([relation.pk], today).order_by("taken_at", "id")
    newer = shown.filter(taken_at__gt=picture.taken_at).values_list("pk", flat=True).first()
    older = shown.filter(taken_at__lt=picture.taken_at).values_list("pk", flat=True).last()
    return [
        f"/parent/photos/{one}/?child={relation.child_id}" if one else "" for one in (newer, older)
    ]


@require_GET
def picture(request, photo_id, size):
    """The bytes, for who may see the photo at this moment. What is out of reach is not there."""
    if size not in delivery.SIZES or not _signature_holds(request, photo_id, size):
        raise Http404
    relations = [one.pk for one in request.family.guardianships]
    shown = Photo.objects.shown_to(relations, timezone.localdate())
    rendition = delivery.rendition_of(shown, photo_id, size)
    if rendition is None:
        raise Http404
    return _answer(rendition, download="download" in request.GET)


def _signature_holds(request, photo_id, size):
    signature = request.GET.get("s")
    return signature is None or delivery.signature_holds(
        signature, request.session.session_key or "", photo_id, size, at=timezone.now()
    )


def _answer(rendition, *, download):
    headers = dict(delivery.HEADERS)
    if download:
        headers["Content-Disposition"] = 'attachment; filename="photo.webp"'
    if prefix := settings.ACCEL_REDIRECT:
        return HttpResponse(headers=headers | {"X-Accel-Redirect": f"{prefix}/{rendition.path}"})
    content = delivery.content_of(rendition)
    if content is None:
        raise Http404
    return HttpResponse(content, headers=headers)
