"""Taking a film in, and making it later: that takes too long to let a tablet wait for it.

At the moment it is sent the film is checked and its source is kept; a job makes what is shown.
Until then nobody sees it, and nothing of the source is ever served. Every step may be cut off
and done again: the paths of what is made are known before it is made.
"""

import hashlib
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db import transaction

from kiekeboe.events.actors import Actor, Kind, system
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.films import making, probing
from kiekeboe.lib.films.refusals import Refused as RefusedFilm
from kiekeboe.lib.images.preparing import prepare
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.photos import files, quotas
from kiekeboe.photos.models import Medium, Photo, Rendition
from kiekeboe.photos.sharing import (
    NobodyTagged,
    NotAllowed,
    Upload,
    keep_pictures,
    refuse_untaggable,
    same,
    write_pictures,
    write_row,
)

GREY = "#d8d4cc"  # until the poster is there
PIECE = 1024 * 1024
# What may be over in a while; everything else is the film's own fault and stays.
PASSING = {"busy", "film_busy", "film_missing", "disk_full"}


class Overtaken(Exception):
    """While it was being made the film was taken back, or given up."""


def share_film(upload: Upload, *, by: Actor, at, day) -> tuple[Photo, bool]:
    """Keep what a film will be made of. Returns (photo, newly kept); it is shown when it is ready.

    Sending it again changes nothing. Raises NobodyTagged, NotAllowed, OtherPhoto, or Refused
    (of lib.films, and Full of quotas) with the reason; then nothing is stored.
    """
    if not upload.children:
        raise NobodyTagged
    with probing.workshop() as folder:
        film = folder / "source"
        digest = _receive(upload.content, film)
        if known := same(upload, digest, by):
            return known, False
        refuse_untaggable(upload.children, day)
        quotas.need_turn(by=by, at=at)
        quotas.need_room(film.stat().st_size, by=by)
        probing.probe(film)
        path = files.source_path()
        try:
            with film.open("rb") as file:
                files.keep(path, file)
            photo, made = _write(upload, path, digest, by=by, at=at, day=day)
        except BaseException:
            files.drop([path])
            raise
    if not made:
        files.drop([path])
    return photo, made


def _receive(content, film: Path) -> str:
    """Copy what was sent to the workshop, piece by piece; the answer is its SHA-256."""
    digest, length = hashlib.sha256(), 0
    try:
        with film.open("wb") as file:
            while piece := (content if isinstance(content, bytes) else content.read(PIECE)):
                digest.update(piece)
                length += file.write(piece)
                if length > probing.LARGEST:
                    raise RefusedFilm("film_too_large")
                if isinstance(content, bytes):
                    break
    except OSError as error:
        if error.errno in files.FULL:
            raise quotas.disk_full() from error
        raise
    return digest.hexdigest()


@transaction.atomic
def _write(upload, path, digest, *, by, at, day):
    from kiekeboe.photos.tasks import make_film

    locked_head(by.organisation)
    if known := same(upload, digest, by):
        return known, False
    refuse_untaggable(upload.children, day)
    quotas.need_turn(by=by, at=at)
    waiting = {"colour": GREY, "stem": files.new_stem(), "source": path}
    photo = write_row(upload, digest, by=by, at=at, **waiting)
    make_film.later(str(by.organisation), str(photo.pk), key=f"film:{photo.pk}")
    return photo, True


def finish(organisation, photo_id, *, at) -> None:
    """Make the film of a photo that waits for it, and show it. Done before, it changes nothing.

    What cannot become a film is given up with its reason. Raises Refused for what may be over in
    a while: then nothing changed.
    """
    photo = (
        Photo.objects.filter(organisation=organisation, pk=photo_id, medium=Medium.FILM)
        .select_related("group__location")
        .first()
    )
    if photo is None or not photo.source:
        return
    if _waits(photo):
        try:
            _make(photo, at=at)
        except Overtaken:
            pass
        except NotAllowed:
            return give_up(photo, "not_allowed", at=at)
        except FileNotFoundError:
            return give_up(photo, "film_lost", at=at)
        except Refused as refused:
            if refused.reason in PASSING:
                raise
            return give_up(photo, refused.reason, at=at)
    _forget_source(photo)


def _waits(photo: Photo) -> bool:
    return not (photo.ready_at or photo.withdrawn_at or photo.problem)


def _make(photo: Photo, *, at) -> None:
    _refuse_who_may_not_be_on_it(photo, at)
    with probing.workshop() as folder:
        with default_storage.open(photo.source) as kept, (folder / "source").open("wb") as file:
            shutil.copyfileobj(kept, file, PIECE)
        film = making.make(folder / "source")
        prepared = prepare(film.poster)
        room = film.path.stat().st_size + sum(len(x.content) for x in prepared.renditions.values())
        quotas.need_room(room, by=system(photo.organisation_id))
        kept: list = []
        try:
            keep_pictures(prepared, photo.stem, kept)
            kept.append(files.film_path(photo.stem))
            with film.path.open("rb") as file:
                files.keep(kept[-1], file)
            _show(photo, film, prepared, at=at)
        except BaseException:
            if not Photo.objects.filter(pk=photo.pk, ready_at__isnull=False).exists():
                files.drop(kept)
            raise


@transaction.atomic
def _show(photo: Photo, film, prepared, *, at) -> None:
    """The film is there for those who may see it, as of now."""
    locked_head(photo.organisation_id)
    photo.refresh_from_db()
    if not _waits(photo):
        raise Overtaken
    children = _refuse_who_may_not_be_on_it(photo, at)
    photo.colour, photo.seconds, photo.ready_at = prepared.colour, film.seconds, at
    photo.save(update_fields=["colour", "seconds", "ready_at"])
    write_pictures(photo, prepared)
    Rendition.objects.create(
        organisation_id=photo.organisation_id,
        photo=photo,
        medium=Medium.FILM,
        longest=max(film.width, film.height),
        width=film.width,
        height=film.height,
        bytes=film.path.stat().st_size,
        path=files.film_path(photo.stem),
    )
    author = Actor(photo.organisation_id, Kind.CAREGIVER, photo.author_id, photo.device_id)
    record(
        "photo_shared",
        photo,
        by=author.heard(at),
        at=photo.taken_at,
        children=children,
        group=photo.group_id,
    )


def _refuse_who_may_not_be_on_it(photo: Photo, at) -> list:
    """The children on it; raises NotAllowed when a parent said no since it was sent."""
    children = _children(photo)
    refuse_untaggable(children, at.astimezone(ZoneInfo(photo.group.location.time_zone)).date())
    return children


def _children(photo: Photo) -> list:
    return list(photo.appearances.values_list("child", flat=True))


def give_up(photo: Photo, reason: str, *, at) -> None:
    """This film will not come; `problem` says why. Twice changes nothing; its source goes."""
    with transaction.atomic():
        locked_head(photo.organisation_id)
        waiting = Photo.objects.filter(pk=photo.pk, ready_at=None, withdrawn_at=None, problem="")
        if waiting.update(problem=reason):
            told = {"children": _children(photo), "group": photo.group_id, "reason": reason}
            record("film_failed", photo, by=system(photo.organisation_id), at=at, **told)
    _forget_source(photo)


def _forget_source(photo: Photo) -> None:
    """First the file, then its name: cut off in between, it is found by its name again."""
    files.drop([photo.source])
    Photo.objects.filter(pk=photo.pk).update(source="")
