"""Files that nobody needs: what was enclosed and never sent, and what a power cut left."""

import logging
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from kiekeboe.chat.enclosing import SIZES, path_of
from kiekeboe.chat.models import Attachment
from kiekeboe.photos import files

log = logging.getLogger("kiekeboe.chat")
A_DAY = timedelta(days=1)
MANY = 100
FOLDER = "chat"


def clear(*, at: datetime) -> int:
    """Forget what was enclosed more than a day ago and never sent. Returns how many."""
    never = Attachment.objects.filter(message=None, news=None, kept_at__lt=at - A_DAY)
    gone = 0
    for one in never:
        paths = [path_of(one, size) for size in SIZES]
        if Attachment.objects.filter(pk=one.pk, message=None).delete()[0]:
            files.drop(dict.fromkeys(paths))
            gone += 1
    return gone


def sweep(*, at: datetime) -> int:
    """Remove files older than a day before `at` that no row names. Returns how many.

    When most files have no name the rows are the problem, not the files (a database that was put
    back halfway): then nothing is removed.
    """
    every = list(_old_files(FOLDER, at))
    named = set(Attachment.objects.values_list("path", flat=True))
    nameless = [path for path in every if _stem(path) not in named]
    if len(nameless) > MANY and len(nameless) * 2 > len(every):
        log.error("%d of %d files have no row: nothing is removed", len(nameless), len(every))
        return 0
    files.drop(nameless)
    return len(nameless)


def _stem(path: str) -> str:
    """How the files of one attachment begin: "chat/ab/token" of "chat/ab/token-400.webp"."""
    bare = path.removesuffix(".pdf").removesuffix(".webp")
    endings = [f"-{size}" for size in SIZES] if path.endswith(".webp") else []
    return next((bare.removesuffix(one) for one in endings if bare.endswith(one)), bare)


def _old_files(folder: str, at: datetime):
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in folders:
        yield from _old_files(f"{folder}/{name}", at)
    for path in (f"{folder}/{name}" for name in names):
        if default_storage.get_modified_time(path) < at - A_DAY:
            yield path
