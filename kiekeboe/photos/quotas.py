"""How much may be kept: photos of one person, room of one organisation, room on the disk (S45).

The limit of one file stands in lib.images. What is full refuses new photos only: those that are
there are shown as before, and writing what a child did needs no room worth naming.
"""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Sum
from django.utils.translation import gettext as _

from kiekeboe.lib.images.refusals import Refused
from kiekeboe.photos.models import Photo, Rendition

A_DAY = timedelta(days=1)


class Full(Refused):
    """There is no room for this photo; `sentence` says what is full and what to do."""

    def __init__(self, reason: str, sentence: str):
        Exception.__init__(self, reason)
        self.reason, self.sentence = reason, sentence


def need_room(count: int, *, by) -> None:
    """Raise Full unless `count` bytes more fit in what this organisation may keep and on the disk.

    Asked before a photo is opened, and again with what it became.
    """
    limit = settings.PHOTO_ROOM
    if limit and taken(by.organisation) + count > limit:
        raise no_room()
    if not disk_has_room(count):
        raise disk_full()


def need_turn(*, by, at) -> None:
    """Raise Full when this person sent as many photos as anybody may within a day before `at`.

    Counted by our clock, not by that of the tablet.
    """
    heard = by.heard_at or at
    mine = Photo.objects.filter(organisation=by.organisation, author=by.person)
    if mine.filter(heard_at__gt=heard - A_DAY).count() >= settings.PHOTOS_PER_DAY:
        sentence = _("You shared %(count)s photos in one day. Share this photo tomorrow.")
        raise Full("too_many_today", sentence % {"count": settings.PHOTOS_PER_DAY})


def taken(organisation) -> int:
    """Bytes of the pictures that are kept for this organisation, also of photos taken back."""
    kept = Rendition.objects.filter(organisation=organisation)
    return kept.aggregate(total=Sum("bytes"))["total"] or 0


def disk_has_room(count: int) -> bool:
    """Whether the disk keeps its free part after `count` bytes more."""
    folder = Path(default_storage.path(""))
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    disk = shutil.disk_usage(standing)
    return disk.free - count >= disk.total * settings.DISK_KEPT_FREE / 100


def no_room() -> Full:
    return Full("no_room", _("All room for photos is used. Ask the office for more room."))


def disk_full() -> Full:
    sentence = _("There is too little room for photos. Tell the office and try again later.")
    return Full("disk_full", sentence)
