"""Photos for at home: one file, or many in a zip that is made while it is sent (C7).

The zip is not smaller than its photos and is never whole anywhere: its length is known before,
and a piece of one photo at a time is in memory. Whether a photo may still be seen is asked again
right before its first byte; when it may not, the zip breaks off instead of going on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from zipstream import ZipStream

from kiekeboe.events.recording import record
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.models import Medium, Photo, Rendition

MOST = 500
ROOM = 2 * 1024**3  # bytes
PIECE = 256 * 1024


class TooMuch(Exception):
    """More photos, or more bytes, than go into one zip."""


class NoLongerShown(Exception):
    """A photo was taken away while the zip was on its way."""


@dataclass(frozen=True)
class Packed:
    """One file as it goes home. `name` has no ending, and names own children only."""

    photo: object
    name: str
    path: str
    bytes: int


def named(wanted: Iterable[tuple[object, str]]) -> list[Packed]:
    """The largest file of each of these (photo id, name), under names that are all different.

    One query. Raises TooMuch.
    """
    wanted = list(wanted)
    if len(wanted) > MOST:
        raise TooMuch
    kept = _largest(photo for photo, _ in wanted)
    seen, made = Counter(), []
    for photo, name in wanted:
        if photo in kept:
            seen[name] += 1
            _, path, size = kept[photo]
            again = f" ({seen[name]})" if seen[name] > 1 else ""
            made.append(Packed(photo, f"{name}{again}.{path.rpartition('.')[2]}", path, size))
    if sum(one.bytes for one in made) > ROOM:
        raise TooMuch
    return made


def _largest(photos) -> dict:
    """For each photo the film, or else the largest picture: (order, path, bytes)."""
    rows = Rendition.objects.filter(photo__in=list(photos))
    found = {}
    for photo, medium, longest, *file in rows.values_list(
        "photo", "medium", "longest", "path", "bytes"
    ):
        order = (medium == Medium.FILM, longest)
        if photo not in found or order > found[photo][0]:
            found[photo] = (order, *file)
    return found


def zipped(files: list[Packed], relations, *, day) -> ZipStream:
    """A zip of these files; `len()` of it is its length. `relations` are ids of guardianships."""
    made = ZipStream(sized=True)
    for one in files:
        made.add(_pieces(one, relations, day), one.name, size=one.bytes)
    return made


def _pieces(file: Packed, relations, day) -> Iterator[bytes]:
    still = Guardianship.objects.in_force(day).filter(pk__in=relations, receives_updates=True)
    if not Photo.objects.shown_to(still, day).filter(pk=file.photo).exists():
        raise NoLongerShown
    with default_storage.open(file.path) as kept:
        while piece := kept.read(PIECE):
            yield piece


def remember(guardian, photos, children, *, by, at) -> None:
    """Who took which photos home: one event for one download."""
    told = {"children": children, "photos": [str(one) for one in photos]}
    record("downloaded", guardian, by=by, at=at, **told)
