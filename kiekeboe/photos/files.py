"""Where the files of a photo or a film are kept, and how they come and go.

Everything of one photo begins with its stem, "photos/<2 hex>/<random token>", so that whoever
knows the photo knows its files, and nobody else can guess one.
"""

import errno
import secrets
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from kiekeboe.lib.ids import uuid7
from kiekeboe.photos import quotas

FULL = {errno.ENOSPC, errno.EDQUOT}
INCOMING = "incoming"  # films that are still to be made


def new_stem() -> str:
    return f"photos/{uuid7().hex[-2:]}/{secrets.token_urlsafe(18)}"


def picture_path(stem: str, longest: int) -> str:
    return f"{stem}-{longest}.webp"


def film_path(stem: str) -> str:
    return f"{stem}-film.mp4"


def source_path() -> str:
    return f"{INCOMING}/{secrets.token_urlsafe(18)}"


def keep(path: str, content: bytes | BinaryIO) -> None:
    """Store under exactly this path, in the place of what a run before left there.

    Raises Full of quotas when the disk is; a part may then be there: see `drop`.
    """
    file = ContentFile(content) if isinstance(content, bytes) else File(content)
    try:
        default_storage.delete(path)
        default_storage.save(path, file)
    except OSError as error:
        if error.errno in FULL:
            raise quotas.disk_full() from error
        raise


def drop(paths) -> None:
    """Remove these files; those that are gone already are no mistake."""
    for path in paths:
        default_storage.delete(path)
