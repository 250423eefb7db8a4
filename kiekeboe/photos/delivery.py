"""Handing out the bytes of a photo: which rendition, under which headers, for how long.

Whether somebody may see a photo is asked of the database at every view (C4). A signed address
is a second lock, never the first: it holds ten minutes, for one session and one rendition.
"""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.utils.crypto import constant_time_compare, salted_hmac

from kiekeboe.photos.models import Rendition

SIZES = (400, 800, 1600)
LIFETIME = timedelta(minutes=10)
HEADERS = {
    "Content-Type": "image/webp",
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=30",
}


def rendition_of(photos, photo_id, size: int) -> Rendition | None:
    """The smallest picture of at least `size` pixels of a photo among `photos`, or None.

    One query; None for a photo that is not there and for one out of reach alike.
    """
    found = list(Rendition.objects.filter(photo__in=photos.filter(pk=photo_id)).order_by("longest"))
    if not found:
        return None
    return next((one for one in found if one.longest >= size), found[-1])


def content_of(rendition: Rendition) -> bytes | None:
    """The bytes from the store; None when the file is gone."""
    try:
        with default_storage.open(rendition.path) as kept:
            return kept.read()
    except FileNotFoundError:
        return None


def sign(session_key: str, photo_id, size: int, *, at: datetime) -> str:
    """A signature for one session and one rendition, ten minutes from `at`."""
    until = int((at + LIFETIME).timestamp())
    return f"{until}.{_mac(session_key, photo_id, size, until)}"


def signature_holds(signature: str, session_key: str, photo_id, size: int, *, at) -> bool:
    """Whether `signature` was given to this session for this rendition and has not expired."""
    until, dot, mac = signature.partition(".")
    if not (dot and until.isascii() and until.isdigit() and len(until) < 12 and session_key):
        return False
    left = int(until) - at.timestamp()
    if not 0 < left <= LIFETIME.total_seconds() + 1:
        return False
    return constant_time_compare(mac, _mac(session_key, photo_id, size, int(until)))


def _mac(session_key, photo_id, size, until) -> str:
    message = f"{session_key}|{photo_id}|{size}|{until}"
    return salted_hmac("kiekeboe.photos.delivery", message, algorithm="sha256").hexdigest()
