"""A photo is there wholly, under names nobody can guess, or not at all."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.drawing import photo as drawn
from kiekeboe.photos import sweeping
from kiekeboe.photos.models import Appearance, Photo, Rendition
from kiekeboe.photos.sharing import Upload, share
from kiekeboe.photos.tests.conftest import PowerCut
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def send(child, by, content=None, **fields):
    group = child.placements.get().group_id
    upload = Upload(uuid7(), group, (child.pk,), content or drawn(), **fields)
    return share(upload, by=by, at=make.at(10), day=make.DAY)[0]


def files():
    folder = Path(default_storage.location)
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def named():
    return set(Rendition.objects.values_list("path", flat=True))


def whole_or_absent():
    photos = Photo.objects.count()
    return (
        len(files()) == Rendition.objects.count() == 3 * photos
        and files() == named()
        and Appearance.objects.count() == photos
        and Event.objects.filter(verb="photo_shared").count() == photos
    )


def test_the_files_of_a_photo_are_named_after_its_stem(saar, eva):
    photo = send(saar, eva, untagged="adults")

    assert photo.stem.startswith("photos/")
    assert len(photo.stem) > 30
    assert files() == {f"{photo.stem}-{size}.webp" for size in (400, 1200, 2400)}
    assert photo.untagged == "adults"
    assert send(saar, eva).stem != photo.stem


def test_a_photo_may_come_as_an_open_file(saar, eva):
    photo = send(saar, eva, io.BytesIO(drawn(size=(3000, 2000))))

    sizes = photo.renditions.order_by("longest").values_list("longest", "width", "height")
    assert list(sizes) == [(400, 400, 267), (1200, 1200, 800), (2400, 2400, 1600)]


@pytest.mark.parametrize("trouble", ["fail_after", "cut_after"])
def test_whatever_happens_to_the_disk_a_photo_is_whole_or_absent(
    saar, eva, troubled_storage, trouble
):
    """R04 The n-th change of a file fails, or the power goes: what is left is swept up."""
    for step in range(30):
        getattr(troubled_storage, trouble)(step)
        try:
            send(saar, eva)
            break
        except (OSError, PowerCut):
            troubled_storage.restore()
            if trouble == "cut_after":
                sweeping.sweep(at=timezone.now() + timedelta(days=2))
            assert whole_or_absent()
            assert Photo.objects.count() == 0

    troubled_storage.restore()
    assert step >= 3
    assert whole_or_absent()
    assert Photo.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whatever_happens_to_the_database_a_photo_is_whole_or_absent(saar, eva, troubled_database):
    """R04 The n-th change of a row fails."""
    for step in range(30):
        try:
            with troubled_database(step):
                send(saar, eva)
            break
        except Exception:
            assert whole_or_absent()
            assert Photo.objects.count() == 0

    assert step > 3
    assert whole_or_absent()
    assert Photo.objects.count() == 1
