"""Taking a photo in: consent first, then the pixels, then the row."""

import errno
import hashlib
import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.preparing import Prepared, prepare
from kiekeboe.photos import quotas
from kiekeboe.photos.consent import untaggable
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Appearance, Photo, Rendition


class NotAllowed(Exception):
    """Children whose parents do not allow photos; `children` are their ids."""

    def __init__(self, children):
        super().__init__("some of these children may not be photographed")
        self.children = frozenset(children)


class NobodyTagged(Exception):
    """A photo must say who is on it before it can be kept."""


class OtherPhoto(Exception):
    """This id belongs to a photo with another content."""


@dataclass(frozen=True)
class Upload:
    """A photo as the tablet sends it, under the id it chose."""

    id: object
    group: object
    children: tuple
    content: bytes
    caption: str = ""
    untagged: str = ""  # whose the faces without a name are, see guard


def share(upload: Upload, *, by: Actor, at, day) -> tuple[Photo, bool]:
    """Keep a photo and show it to those who may see it. Returns (photo, newly made).

    Sending it again changes nothing. Raises NobodyTagged, NotAllowed, OtherPhoto, or
    Refused (of lib.images, and Full of quotas) with the reason; then nothing is stored.
    """
    if not upload.children:
        raise NobodyTagged
    digest = hashlib.sha256(upload.content).hexdigest()
    if known := Photo.objects.filter(pk=upload.id).first():
        return _same(known, digest, by), False
    _refuse_untaggable(upload, day)
    quotas.need_turn(by=by, at=at)
    quotas.need_room(0, by=by)
    prepared = prepare(upload.content)
    quotas.need_room(sum(len(one.content) for one in prepared.renditions.values()), by=by)
    paths: dict[int, str] = {}
    try:
        _keep(prepared, paths)
        photo, made = _write(upload, prepared, paths, digest, by=by, at=at, day=day)
    except BaseException:
        _drop(paths)
        raise
    if not made:
        _drop(paths)
    return photo, made


def _same(known, digest, by) -> Photo:
    if known.content_hash != digest or known.organisation_id != by.organisation:
        raise OtherPhoto
    return known


def _refuse_untaggable(upload, day) -> None:
    if refused := untaggable(upload.children, consents_of(upload.children, day)):
        raise NotAllowed(refused)


@transaction.atomic
def _write(upload, prepared, paths, digest, *, by, at, day):
    locked_head(by.organisation)
    if known := Photo.objects.filter(pk=upload.id).first():
        return _same(known, digest, by), False
    _refuse_untaggable(upload, day)  # a parent may have said no while we were decoding
    quotas.need_turn(by=by, at=at)
    photo = Photo.objects.create(
        id=upload.id,
        organisation_id=by.organisation,
        group_id=upload.group,
        taken_at=at,
        caption=upload.caption,
        untagged=upload.untagged,
        colour=prepared.colour,
        author_id=by.person,
        device_id=by.device,
        heard_at=by.heard_at or at,
        content_hash=digest,
        ready_at=by.heard_at or at,
    )
    owned = {"organisation_id": by.organisation, "photo": photo}
    Appearance.objects.bulk_create(
        Appearance(**owned, child_id=child, taken_at=at) for child in dict.fromkeys(upload.children)
    )
    Rendition.objects.bulk_create(
        Rendition(
            **owned,
            longest=longest,
            width=kept.width,
            height=kept.height,
            bytes=len(kept.content),
            path=paths[longest],
        )
        for longest, kept in prepared.renditions.items()
    )
    record("photo_shared", photo, by=by, at=at, children=upload.children, group=upload.group)
    return photo, True


def _keep(prepared: Prepared, paths: dict[int, str]) -> None:
    """Store every size; `paths` says which are there, also when the disk fills up halfway."""
    for longest, rendition in prepared.renditions.items():
        name = secrets.token_urlsafe(18)
        paths[longest] = f"photos/{uuid7().hex[-2:]}/{name}.webp"
        try:
            default_storage.save(paths[longest], ContentFile(rendition.content))
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise quotas.disk_full() from error
            raise


def _drop(paths) -> None:
    for path in paths.values():
        default_storage.delete(path)
