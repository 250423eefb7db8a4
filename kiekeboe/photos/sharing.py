"""Taking a photo or a film in: consent first, then the pixels, then the row."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.images.preparing import LARGEST, Prepared, prepare
from kiekeboe.photos import files, quotas
from kiekeboe.photos.consent import untaggable
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Appearance, Medium, Photo, Rendition


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
    """A photo or a film as the tablet sends it, under the id it chose.

    `content` is bytes or an open binary file, read once from where it stands: a film is never
    in memory as a whole.
    """

    id: object
    group: object
    children: tuple
    content: bytes | BinaryIO
    caption: str = ""
    medium: str = Medium.PHOTO
    untagged: str = ""


def share(upload: Upload, *, by: Actor, at, day) -> tuple[Photo, bool]:
    """Keep a photo and show it to those who may see it. Returns (photo, newly made).

    Sending it again changes nothing. Raises NobodyTagged, NotAllowed, OtherPhoto, or
    Refused (of lib.images, and Full of quotas) with the reason; then nothing is stored.
    """
    if not upload.children:
        raise NobodyTagged
    content = upload.content
    content = content if isinstance(content, bytes) else content.read(LARGEST + 1)
    digest = hashlib.sha256(content).hexdigest()
    if known := same(upload, digest, by):
        return known, False
    refuse_untaggable(upload.children, day)
    quotas.need_turn(by=by, at=at)
    quotas.need_room(0, by=by)
    prepared = prepare(content)
    quotas.need_room(sum(len(one.content) for one in prepared.renditions.values()), by=by)
    stem, kept = files.new_stem(), []
    try:
        keep_pictures(prepared, stem, kept)
        photo, made = _write(upload, prepared, stem, digest, by=by, at=at, day=day)
    except BaseException:
        files.drop(kept)
        raise
    if not made:
        files.drop(kept)
    return photo, made


def same(upload: Upload, digest: str, by: Actor) -> Photo | None:
    """The photo of this id, None when there is none. Raises OtherPhoto when it is another."""
    known = Photo.objects.filter(pk=upload.id).first()
    if known and (known.content_hash != digest or known.organisation_id != by.organisation):
        raise OtherPhoto
    return known


def refuse_untaggable(children, day) -> None:
    """Raise NotAllowed unless every one of these children may be photographed on `day`."""
    if refused := untaggable(children, consents_of(children, day)):
        raise NotAllowed(refused)


def keep_pictures(prepared: Prepared, stem: str, kept: list) -> None:
    """Store every size; `kept` says which are there, also when the disk fills up halfway."""
    for longest, rendition in prepared.renditions.items():
        kept.append(files.picture_path(stem, longest))
        files.keep(kept[-1], rendition.content)


@transaction.atomic
def _write(upload, prepared, stem, digest, *, by, at, day):
    locked_head(by.organisation)
    if known := same(upload, digest, by):
        return known, False
    refuse_untaggable(upload.children, day)  # a parent may have said no while we were decoding
    quotas.need_turn(by=by, at=at)
    ready = {"colour": prepared.colour, "stem": stem, "ready_at": by.heard_at or at}
    photo = write_row(upload, digest, by=by, at=at, **ready)
    write_pictures(photo, prepared)
    record("photo_shared", photo, by=by, at=at, children=upload.children, group=upload.group)
    return photo, True


def write_row(upload: Upload, digest: str, *, by: Actor, at, **fields) -> Photo:
    """The photo and who is on it."""
    photo = Photo.objects.create(
        id=upload.id,
        organisation_id=by.organisation,
        group_id=upload.group,
        taken_at=at,
        caption=upload.caption,
        author_id=by.person,
        device_id=by.device,
        heard_at=by.heard_at or at,
        content_hash=digest,
        medium=upload.medium,
        untagged=upload.untagged,
        **fields,
    )
    Appearance.objects.bulk_create(
        Appearance(organisation_id=by.organisation, photo=photo, child_id=child, taken_at=at)
        for child in dict.fromkeys(upload.children)
    )
    return photo


def write_pictures(photo: Photo, prepared: Prepared) -> None:
    """The row of every size that `keep_pictures` stored."""
    Rendition.objects.bulk_create(
        Rendition(
            organisation_id=photo.organisation_id,
            photo=photo,
            longest=longest,
            width=kept.width,
            height=kept.height,
            bytes=len(kept.content),
            path=files.picture_path(photo.stem, longest),
        )
        for longest, kept in prepared.renditions.items()
    )
