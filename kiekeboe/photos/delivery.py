"""Handing out the bytes of a photo or a film: which file, under which headers, for how long.

There are two ways to them. The *session path* asks the database at every view. The *signed path*
is what the session path would have said when a page was made: an address for one file and one
sign-in, at most ten minutes long and never past midnight (relations end with a day). It stands
only while nothing was taken away from anybody in the organisation (see validity). Whoever comes
with an address that does not stand finds nothing; the page then tries the session path.
"""

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, DateField, UUIDField
from django.utils import timezone

from kiekeboe.lib.prepared import Prepared
from kiekeboe.photos import files, validity
from kiekeboe.photos.models import Medium, Photo, Rendition

SIZES = (400, 1200, 2400)
FILM = "film"
LIFETIME = timedelta(minutes=10)
STEP = 60  # seconds: pages of the same minute give a file the same address
HEADERS = {
    "Content-Type": "image/webp",
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=30",
}
FILM_HEADERS = HEADERS | {"Content-Type": "video/mp4"}
ADDRESS = re.compile(r"/(photos/[0-9a-z]{2}/[A-Za-z0-9_-]{4,48}-(?:400|1200|2400)\.webp"
                     r"|photos/[0-9a-z]{2}/[A-Za-z0-9_-]{4,48}-film\.mp4)", re.ASCII)  # fmt: skip
SIGNATURE = re.compile(r"([0-9]{10})\.([0-9]{1,18})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})",
                       re.ASCII)  # fmt: skip


@dataclass(frozen=True)
class Signer:
    """Makes the addresses of one page. `numbers` are the validity of each organisation.

    They must have been read before (or with) the question which photos may be seen: then what is
    taken away in between makes the address worthless instead of good.
    """

    session_key: str
    at: datetime
    numbers: dict[UUID, int]

    def address(self, organisation: UUID, stem: str, size: int | str) -> str:
        """Where this size (or "film") of a photo is; "" for photos whose files have no stem."""
        if not stem or organisation not in self.numbers:
            return ""
        path = path_of(stem, size)
        number = self.numbers[organisation]
        mac = _mac(self.key, path, self.until, number, organisation)
        return f"/{path}?s={self.until}.{number}.{_text(organisation.bytes)}.{mac}"

    @cached_property
    def key(self) -> bytes:
        return _key(self.session_key)

    @cached_property
    def until(self) -> int:
        """A whole minute, nine to ten from now, and not past midnight."""
        here = self.at.astimezone(timezone.get_default_timezone())
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        last = int((self.at + LIFETIME).timestamp()) // STEP * STEP
        return min(last, int(midnight.timestamp()))


@dataclass(frozen=True)
class Grant:
    """What an unbroken signature says; whether it stands is for `validity`."""

    path: str
    organisation: UUID
    number: int


def granted(path: str, signature: str, session_key: str, *, at: datetime) -> Grant | None:
    """What this session was given at this address, or None when it was not, or no longer is."""
    asked, told = ADDRESS.fullmatch(path), SIGNATURE.fullmatch(signature)
    if not (asked and told and session_key):
        return None
    until, number, organisation = int(told[1]), int(told[2]), _id(told[3])
    if not 0 < until - at.timestamp() <= LIFETIME.total_seconds():
        return None
    made = _mac(_key(session_key), asked[1], until, number, organisation)
    if not hmac.compare_digest(made, told[4]) or told[3] != _text(organisation.bytes):
        return None
    return Grant(asked[1], organisation, number)


def signed_path(path: str, signature: str, session_key: str, *, at: datetime) -> str | None:
    """The file in the store behind a signed address that stands, or None. At most two queries."""
    grant = granted(path, signature, session_key, at=at)
    if grant and validity.stands(grant.organisation, grant.number, session_key, at=at):
        return grant.path
    return None


def path_of(stem: str, size: int | str) -> str:
    return files.film_path(stem) if size == FILM else files.picture_path(stem, int(size))


def headers_of(path: str, download: str = "") -> dict[str, str]:
    """The headers of a file; with `download` the name under which a browser keeps it."""
    headers = FILM_HEADERS if path.endswith(".mp4") else HEADERS
    if download:
        return headers | {"Content-Disposition": f'attachment; filename="{download}"'}
    return headers


def rendition_of(photos, photo_id, size: int | str) -> Rendition | None:
    """The smallest picture of at least `size` pixels of a photo among `photos`, or its film.

    One query; None for a photo that is not there and for one out of reach alike.
    """
    asked = Rendition.objects.filter(photo__in=photos.filter(pk=photo_id), medium=_medium(size))
    return _fitting(list(asked.order_by("longest")), size)


def shown_rendition(relations, day, photo_id, size: int | str) -> Rendition | None:
    """The same for a guardian, through these relations: what the session path asks every time."""
    found = _SHOWN(relations=tuple(relations), day=day, photo=photo_id, medium=_medium(size))
    return _fitting(found, size)


def _shown(relations, day, photo, medium):
    seen = Photo.objects.shown_to(relations, day).filter(pk=photo)
    return Rendition.objects.filter(photo__in=seen, medium=medium).order_by("longest")


_SHOWN = Prepared(_shown, relations=UUIDField(), day=DateField(), photo=UUIDField(),
                  medium=CharField())  # fmt: skip


def _medium(size: int | str) -> str:
    return Medium.FILM.value if size == FILM else Medium.PHOTO.value


def _fitting(found: list[Rendition], size: int | str) -> Rendition | None:
    if size == FILM or not found:
        return found[0] if found else None
    return next((one for one in found if one.longest >= size), found[-1])


@lru_cache(maxsize=4096)
def _key(session_key: str) -> bytes:
    """Nobody makes an address for a session whose cookie they do not have."""
    kept = sha256(b"kiekeboe.photos.delivery" + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(kept, session_key.encode(), "sha256")


def _mac(key: bytes, path: str, until: int, number: int, organisation: UUID) -> str:
    told = f"{path}|{until}|{number}|{organisation.hex}"
    return _text(hmac.digest(key, told.encode(), "sha256")[:16])


def _text(sixteen: bytes) -> str:
    return urlsafe_b64encode(sixteen)[:22].decode()


def _id(text: str) -> UUID:
    return UUID(bytes=urlsafe_b64decode(text + "=="))
