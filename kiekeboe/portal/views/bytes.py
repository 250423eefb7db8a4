"""The bytes of photos and films, on both ways: asked of the database, or signed for this session.

In the real server the signed path is answered before Django (serving/signed.py) when everything
it needs is in memory; this view answers the rest, with the same functions.
"""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from kiekeboe.lib import stored
from kiekeboe.photos import delivery


@require_safe
def picture(request, photo_id, size):
    """One size, for who may see the photo at this moment. What is out of reach is not there."""
    if size not in delivery.SIZES:
        raise Http404
    return _handed_over(request, photo_id, size)


@require_safe
def film(request, photo_id):
    """A film, under the same rule as the picture of it."""
    return _handed_over(request, photo_id, delivery.FILM)


def _handed_over(request, photo_id, size):
    relations = [one.pk for one in request.family.guardianships]
    rendition = delivery.shown_rendition(relations, timezone.localdate(), photo_id, size)
    if rendition is None:
        raise Http404
    return stored.answer(request, rendition.path, delivery.headers_of(rendition.path))


@require_safe
def signed(request, tail):
    """A file whose address was given to this session. Nobody else finds anything, and nothing
    opens without its signature."""
    signature, key = request.GET.get("s", ""), request.session.session_key or ""
    path = delivery.signed_path(f"/photos/{tail}", signature, key, at=timezone.now())
    if path is None:
        raise Http404
    return stored.answer(request, path, delivery.headers_of(path))
