"""C1–C4: no yes, no photo; a refusal stores nothing."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from kiekeboe.accounts import passes
from kiekeboe.care.models import Received
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Consent
from kiekeboe.photos.models import Photo
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair


def jpeg():
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "#cbe9dd").save(made, "JPEG")
    return made.getvalue()


def send(tablet, children, content=None, *, id=None, caption="Verven", **more):
    """The answer to the item of a photo of these children."""
    content = jpeg() if content is None else content
    response = tablet.photo(children, content, id=id, caption=caption, **more)
    assert response.status_code == 200
    return response.json()["answers"][0]


@pytest.fixture
def saar(group):
    made = make.child(group, first_name="Saar")
    make.consent(made, own=True, together=True)
    return made


@pytest.fixture
def daan(group):
    """His parents want photos, but not together with others."""
    made = make.child(group, first_name="Daan")
    make.consent(made, own=True, together=False)
    return made


@pytest.fixture
def luuk(group):
    made = make.child(group, first_name="Luuk")
    make.consent(made, own=False)
    return made


def test_a_photo_is_kept_for_the_families_that_may_have_it(tablet, saar, daan):
    """C4"""
    answer = send(tablet, [saar, daan])
    assert (answer["status"], answer["families"]) == (201, 1)
    photo = Photo.objects.get()
    assert photo.author == tablet.caregiver
    assert photo.device == tablet.device


def test_a_child_without_a_yes_is_refused_by_name_and_nothing_is_stored(tablet, saar, luuk):
    """C3"""
    answer = send(tablet, [saar, luuk])
    assert answer["status"] == 422
    assert "Luuk" in answer["sentence"]
    assert not Photo.objects.exists()


@pytest.mark.parametrize("content", [b"no photo", b"", jpeg()[:300]])
def test_what_is_not_a_whole_photo_is_refused_with_its_reason(tablet, saar, content):
    """C6"""
    answer = send(tablet, [saar], content)
    assert answer["status"] == 422
    assert answer["sentence"]
    assert not Photo.objects.exists()


def test_nobody_tagged_is_refused(tablet):
    assert send(tablet, [])["status"] == 422


def test_sending_it_again_keeps_one_and_another_picture_under_its_id_is_a_conflict(tablet, saar):
    id, picture = uuid7(), jpeg()
    send(tablet, [saar], picture, id=id)
    assert send(tablet, [saar], picture, id=id)["status"] == 200
    assert send(tablet, [saar], picture + b"\0", id=id)["status"] == 409
    assert Photo.objects.count() == 1


def test_colleagues_of_the_group_see_it_until_it_is_taken_back(tablet, saar):
    """C8"""
    id = uuid7()
    send(tablet, [saar], id=id)
    assert tablet.get(f"photos/{id}/400/").status_code == 200
    tablet.do("photo_withdraw", {"photo": str(id)})
    assert tablet.get(f"photos/{id}/400/").status_code == 404


def test_another_group_and_another_organisation_do_not_see_it(tablet, saar):
    """S03"""
    id = uuid7()
    send(tablet, [saar], id=id)
    for stranger in (pair(make.group(tablet.group.location)), pair(make.group())):
        assert stranger.get(f"photos/{id}/400/").status_code == 404
        assert stranger.do("photo_withdraw", {"photo": str(id)})["status"] == 422
        assert send(stranger, [saar])["status"] == 422
    assert default_storage.exists("photos")


def test_a_photo_leaves_the_tablet_too_when_a_parent_says_no(tablet, saar, daan):
    """S38: withdrawn consent hides everywhere, also from the group that took it."""
    send(tablet, [saar], id=(hers := uuid7()))
    send(tablet, [saar, daan], jpeg()[:-2] + b"  \xff\xd9", id=(both := uuid7()))
    assert tablet.get(f"photos/{hers}/400/").status_code == 200
    father = daan.guardianships.get().guardian
    Consent.objects.answer(
        child=daan, guardian=father, purpose="own_portal", allowed=False, wording="2026-1",
        said="", channel="portal", by=father.actor(), at=timezone.now(),
    )  # fmt: skip
    page = tablet.get("photos/").content.decode()
    assert (str(hers) in page, str(both) in page) == (True, False)
    assert tablet.get(f"photos/{hers}/400/").status_code == 200
    assert tablet.get(f"photos/{both}/400/").status_code == 404


def test_the_same_item_again_hears_the_same_answer_whatever_its_picture(tablet, saar):
    """R02"""
    picture, id = jpeg(), uuid7()
    what = {
        "photo": str(id),
        "children": [str(saar.pk)],
        "caption": "",
        "sha256": hashlib.sha256(picture).hexdigest(),
        "bytes": len(picture),
    }
    item = tablet.item("photo", what)
    first = send(tablet, [saar], picture, id=id, item=item)
    assert send(tablet, [saar], picture, id=id, item=item) == first
    assert first["status"] == 201
    row = Received.objects.get(kind="photo")
    assert (row.employee, row.device) == (tablet.caregiver, tablet.device)


def test_a_picture_that_is_not_the_one_that_was_signed_is_not_kept(tablet, saar):
    """S27"""
    what = {"photo": str(uuid7()), "children": [str(saar.pk)], "sha256": "0" * 64, "bytes": 3}
    item = tablet.item("photo", what)
    answer = send(tablet, [saar], id=what["photo"], item=item)
    assert (answer["status"], bool(answer["sentence"])) == (422, True)
    elsewhere = send(tablet, [saar], id=uuid7(), item=item)
    assert elsewhere["status"] == 422
    assert not Photo.objects.exists()
    assert not Received.objects.exists()


def test_a_photo_needs_the_pass_of_who_took_it(tablet, saar):
    """S27"""
    passes.revoke(at=timezone.now(), device=tablet.device)
    assert send(tablet, [saar])["status"] == 403
    assert not Photo.objects.exists()


def test_a_photo_without_its_picture_is_nothing(tablet, saar):
    answer = tablet.do("photo", {"photo": str(uuid7()), "children": [str(saar.pk)]})
    assert answer["status"] == 422


def test_a_photo_that_waited_keeps_the_moment_at_which_it_was_taken(tablet, saar):
    """B10"""
    taken = timezone.now() - timedelta(hours=3)
    assert send(tablet, [saar], at=taken)["status"] == 201
    assert abs(Photo.objects.get().taken_at - taken) < timedelta(seconds=2)


def test_who_shared_too_many_in_a_day_hears_it_and_the_photo_comes_back(tablet, saar, settings):
    """S45"""
    settings.PHOTOS_PER_DAY = 1
    assert send(tablet, [saar])["status"] == 201
    answer = send(tablet, [saar], jpeg() + b"  ")
    assert answer["status"] == 422
    assert answer["sentence"]
    assert Photo.objects.count() == 1
