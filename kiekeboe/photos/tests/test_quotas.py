"""S45: what is full refuses new photos in words that help, and everything else goes on."""

import os
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override

from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.drawing import photo as drawn
from kiekeboe.photos import quotas
from kiekeboe.photos.models import Photo, Rendition
from kiekeboe.photos.sharing import Upload, share
from kiekeboe.photos.tests.conftest import person_in_the_group_of
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def send(child, by, *, id=None, at=None):
    upload = Upload(id or uuid7(), child.placements.get().group_id, (child.pk,), drawn())
    return share(upload, by=by, at=at or make.at(10), day=make.DAY)[0]


def content_of(rendition):
    with default_storage.open(rendition.path) as file:
        return file.read()


def send_or_refuse(child, by):
    with suppress(quotas.Full):
        send(child, by)


def files():
    folder = Path(default_storage.location)
    return [one for one in folder.glob("photos/**/*") if one.is_file()]


def fill(disk, *, leaving):
    """Something else on the disk that leaves so many bytes; the file to remove again."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file, suppress(OSError):
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - leaving)
        while not leaving:
            os.write(file.fileno(), bytes(4096))
    return ballast


def test_a_disk_that_fills_up_keeps_its_last_part_free_and_shows_what_is_there(
    small_disk, saar, eva
):
    """S45, R03 64 MiB: photos come in until a twentieth is left; then reading goes on."""
    floor = shutil.disk_usage(small_disk).total * 0.05
    first = send(saar, eva)
    size = sum(one.bytes for one in Rendition.objects.filter(photo=first))
    ballast = fill(small_disk, leaving=int(floor + 3.5 * size))

    for _ in range(3):
        send_or_refuse(saar, eva)
    with override("en"), pytest.raises(quotas.Full) as refusal:
        send(saar, eva)

    assert refusal.value.reason == "disk_full"
    assert "Tell the office" in refusal.value.sentence
    assert Photo.objects.count() in (3, 4)
    assert len(files()) == Rendition.objects.count() == 3 * Photo.objects.count()
    assert shutil.disk_usage(small_disk).free >= floor
    for rendition in Rendition.objects.all():
        assert len(content_of(rendition)) == rendition.bytes

    ballast.unlink()
    assert send(saar, eva)


def test_a_disk_without_one_byte_left_keeps_no_half_photo(small_disk, saar, eva, settings):
    """S45, R03 The disk itself says no, halfway."""
    settings.DISK_KEPT_FREE = -100  # as if it was filled by others right after we looked
    first = send(saar, eva)
    full = fill(small_disk, leaving=0)
    there = sorted(files())
    again = uuid7()

    with pytest.raises(quotas.Full):
        send(saar, eva, id=again)

    assert sorted(files()) == there
    assert list(Photo.objects.all()) == [first]
    full.unlink()
    assert send(saar, eva, id=again).pk == again


def test_an_organisation_keeps_no_more_than_it_may(saar, eva, settings):
    """S45 Another organisation has room of its own."""
    first = send(saar, eva)
    settings.PHOTO_ROOM = quotas.taken(eva.organisation) + 1000

    with override("nl"), pytest.raises(quotas.Full) as refusal:
        send(saar, eva)

    assert refusal.value.sentence == "Alle ruimte voor foto's is vol. Vraag kantoor om meer ruimte."
    assert len(files()) == 3
    assert all(content_of(one) for one in Rendition.objects.filter(photo=first))
    elsewhere = make.child()
    make.consent(elsewhere, own=True, together=True)
    assert send(elsewhere, person_in_the_group_of(elsewhere))


def test_room_without_an_end_is_possible(saar, eva, settings):
    """S45"""
    settings.PHOTO_ROOM = 0
    assert send(saar, eva)


def test_one_person_shares_so_many_photos_in_a_day(saar, eva, settings):
    """S45 The clock of the house counts; a colleague goes on, and so does tomorrow."""
    settings.PHOTOS_PER_DAY = 2
    ids = [send(saar, eva).pk, send(saar, eva, at=make.at(10) - timedelta(days=3)).pk]

    with override("en"), pytest.raises(quotas.Full) as refusal:
        send(saar, eva)

    assert "2 photos in one day" in refusal.value.sentence
    assert send(saar, person_in_the_group_of(saar))
    assert send(saar, eva, id=ids[0]).pk == ids[0], "sent again, it is not refused"
