"""Photos from the tablet: who is on it, who receives it, the list of the day (C1–C4)."""

import base64
import binascii

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.care.kinds import day_span
from kiekeboe.lib import stored
from kiekeboe.lib.told import read_json
from kiekeboe.people.rights import Right
from kiekeboe.photos import delivery
from kiekeboe.photos.models import Photo, Report
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.access import need
from kiekeboe.tablet.items import bodies, keeping
from kiekeboe.tablet.items import reading as items_reading
from kiekeboe.tablet.items.photos import sharing
from kiekeboe.tablet.views.items import answered


@require_GET
def index(request):
    """The photos of today, of the groups in reach."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    return render(request, "tablet/photos.html", {"photos": _of_today(request.caregiver)})


@require_http_methods(["PUT"])
def photo(request, id):
    """Keep and share a photo under the id the tablet chose. Its item comes in a header, because
    the body is the photo or film itself; the answer is that of an item."""
    try:
        told = read_json(base64.b64decode(request.headers.get("X-Item", ""), validate=True))
        sent, item = reading.moment(told["now"]), items_reading.sent(told)
    except (ValueError, KeyError, TypeError, binascii.Error):
        sent = item = None
    if sent is None or item is None:
        return answers.refusal(reading.Unreadable().sentence)
    at = request.caregiver.at
    with bodies.received(request, sealed="sealed" in told) as body:
        act = sharing(id, body)
        told = keeping.keep_photo(item, act, device=request.caregiver.device, sent=sent, heard=at)
    return answered(request.caregiver.device, [told])


@require_GET
def content(request, id, longest=delivery.FILM):
    """The bytes of a size, or of the film, for whoever may see them now."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    found = reachable(request.caregiver, id)
    standing = Photo.objects.standing().still_allowed(request.caregiver.day)
    rendition = delivery.rendition_of(standing, found.pk, longest)
    if rendition is None:
        raise Http404
    headers = delivery.headers_of(rendition.path) | {"Cache-Control": "private, no-store"}
    return stored.answer(request, rendition.path, headers)


def reachable(caregiver, id) -> Photo:
    """A photo of a group in reach, or 404."""
    found = Photo.objects.filter(
        organisation=caregiver.organisation_id, group__in=caregiver.group_ids, pk=id
    ).first()
    if found is None:
        raise Http404
    return found


def _of_today(caregiver):
    """Newest first, with the films that are still being made; `reported` when a parent asked."""
    span = day_span(caregiver.day, caregiver.device.location.time_zone)
    open_reports = Report.objects.filter(photo=OuterRef("pk"), settled_at=None)
    photos = (
        Photo.objects.filter(
            withdrawn_at=None,
            organisation=caregiver.organisation_id,
            group__in=caregiver.group_ids,
            taken_at__gte=span.start,
            taken_at__lt=span.end,
        )
        .still_allowed(caregiver.day)
        .annotate(reported=Exists(open_reports))
    )
    return photos.select_related("author").prefetch_related("appearances__child").order_by(
        "-taken_at"
    )  # fmt: skip
