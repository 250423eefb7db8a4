"""Files that no row names: what a power cut left between storing and writing down."""

import logging
from datetime import timedelta

from django.core.files.storage import default_storage

from kiekeboe.photos import files, filming
from kiekeboe.photos.models import Medium, Photo, Rendition

log = logging.getLogger("kiekeboe.photos")
A_DAY = timedelta(days=1)
MANY = 100
BATCH = 500


def give_up_what_never_came(*, at) -> None:
    """Films that wait for more than a day: their job was tried to the end."""
    late = Photo.objects.filter(
        medium=Medium.FILM, ready_at=None, withdrawn_at=None, problem="", heard_at__lt=at - A_DAY
    )
    for photo in late:
        filming.give_up(photo, "film_lost", at=at)


def sweep(*, at) -> int:
    """Remove files older than a day before `at` that no row names. Returns how many.

    When most files have no name the rows are the problem, not the files (a database that was put
    back halfway): then nothing is removed.
    """
    every = list(_old_files(files.INCOMING, at)) + list(_old_files("photos", at))
    batches = (every[start : start + BATCH] for start in range(0, len(every), BATCH))
    nameless = [path for batch in batches for path in _without_a_name(batch)]
    if len(nameless) > MANY and len(nameless) * 2 > len(every):
        log.error("%d of %d files have no row: nothing is removed", len(nameless), len(every))
        return 0
    files.drop(nameless)
    return len(nameless)


def _old_files(folder, at):
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in folders:
        yield from _old_files(f"{folder}/{name}", at)
    for path in (f"{folder}/{name}" for name in names):
        if default_storage.get_modified_time(path) < at - A_DAY:
            yield path


def _without_a_name(paths) -> list:
    named = {
        *Rendition.objects.filter(path__in=paths).values_list("path", flat=True),
        *Photo.objects.filter(source__in=paths).values_list("source", flat=True),
    }
    return [path for path in paths if path not in named]
