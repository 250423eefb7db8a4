"""Photos from the tablet: who is on it, who receives it, the list of the day (C1–C4)."""

import base64
import binascii

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.care.kinds import day_span
from kiekeboe.care.reaching import groups_today
from kiekeboe.lib.images.preparing import LARGEST
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.lib.told import read_json
from kiekeboe.people.rights import Right
from kiekeboe.photos import consent
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Photo, Rendition
from kiekeboe.photos.sharing import NobodyTagged, NotAllowed, OtherPhoto, Upload, share
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.access import need
from kiekeboe.tablet.boards import board_of, face
from kiekeboe.tablet.verdicts import verdicts


@require_GET
def index(request):
    """The photos of today, of the groups in reach."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    return render(request, "tablet/photos.html", {"photos": _of_today(request.caregiver)})


@require_GET
def new(request):
    """Take or choose a photo and say who is on it."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    seats = [seat for seat in board_of(request.caregiver).seats if seat.is_here]
    allowed = consents_of([seat.id for seat in seats], request.caregiver.day)
    chosen = set(request.GET.getlist("child"))
    faces = [
        {
            "seat": seat,
            "face": face(seat),
            "allowed": allowed[seat.id].photographed,
            "on": str(seat.id) in chosen,
        }
        for seat in seats
    ]
    return render(request, "tablet/photo_new.html", {"faces": faces})


@require_POST
def verdict(request):
    """Whose parents receive a photo of these children, and why not."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    try:
        told = reading.body(request).get("children")
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    wanted = [reading.uuid(one) for one in told] if isinstance(told, list) else []
    children = _children(request.caregiver, wanted)
    return JsonResponse(verdicts(children, consents_of(children, request.caregiver.day)))


@require_http_methods(["PUT", "DELETE"])
def photo(request, id):
    """Keep and share a photo under the id the tablet chose, or take it back."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    if request.method == "DELETE":
        found = reachable(request.caregiver, id)
        found.withdraw(by=request.caregiver.actor(), at=request.caregiver.at)
        return JsonResponse({"id": str(id), "status": 200})
    try:
        told = _told_of(request)
        children = _children(request.caregiver, [reading.uuid(c) for c in told["children"]])
    except (ValueError, KeyError, TypeError, binascii.Error):
        return answers.refusal(reading.Unreadable().sentence)
    upload = Upload(
        id=id,
        group=next(iter(_groups(request.caregiver, children).values()), None),
        children=tuple(children),
        content=request.read(LARGEST + 1),  # more than a form may have
        caption=reading.words(told.get("caption"), 300),
    )
    return _share(request.caregiver, upload)


@require_GET
def content(request, id, longest):
    """The bytes, for whoever may see them now."""
    need(request.caregiver, Right.SHARE_PHOTOS)
    found = reachable(request.caregiver, id)
    rendition = Rendition.objects.filter(photo=found, longest=longest).first()
    standing = Photo.objects.standing().still_allowed(request.caregiver.day)
    if rendition is None or not standing.filter(pk=found.pk).exists():
        raise Http404
    with default_storage.open(rendition.path) as file:
        response = HttpResponse(file.read(), content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response


def reachable(caregiver, id) -> Photo:
    """A photo of a group in reach, or 404."""
    found = Photo.objects.filter(
        organisation=caregiver.organisation_id, group__in=caregiver.group_ids, pk=id
    ).first()
    if found is None:
        raise Http404
    return found


def _of_today(caregiver):
    span = day_span(caregiver.day, caregiver.device.location.time_zone)
    photos = (
        Photo.objects.standing()
        .still_allowed(caregiver.day)
        .filter(
            organisation=caregiver.organisation_id,
            group__in=caregiver.group_ids,
            taken_at__gte=span.start,
            taken_at__lt=span.end,
        )
    )
    return photos.select_related("author").prefetch_related("appearances__child").order_by(
        "-taken_at"
    )  # fmt: skip


def _told_of(request):
    """Who is on it and the caption: JSON in a header, because the body is the photo itself."""
    told = base64.b64decode(request.headers.get("X-Photo", ""), validate=True)
    return read_json(told)


def _children(caregiver, wanted):
    """These children, all in reach; otherwise 404."""
    if set(_groups(caregiver, wanted)) != set(wanted):
        raise Http404
    return list(dict.fromkeys(wanted))


def _groups(caregiver, wanted):
    return groups_today([one for one in wanted if one], caregiver=caregiver)


def _share(caregiver, upload):
    by, at = caregiver.actor(), caregiver.at
    try:
        photo, made = share(upload, by=by, at=at, day=caregiver.day)
    except NobodyTagged:
        return answers.refusal(_("Choose who is in the photo first."))
    except NotAllowed as error:
        names = {"names": answers.first_names(error.children)}
        return answers.refusal(_("%(names)s may not be in photos.") % names)
    except OtherPhoto:
        return answers.refusal(_("This photo was sent before with another picture."), status=409)
    except Refused as error:
        return answers.refusal(str(error.sentence))
    shown = consent.receivers(upload.children, consents_of(upload.children, caregiver.day))
    return JsonResponse(
        {"id": str(photo.pk), "status": 201 if made else 200, "families": len(shown)}
    )
