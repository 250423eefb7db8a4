"""C1–C4: no yes, no photo; who receives it is said first; a refusal stores nothing."""

import base64
import io
import json

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Consent
from kiekeboe.photos.models import Photo
from kiekeboe.tablet.tests.conftest import pair
from kiekeboe.testing import make


def jpeg():
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "#cbe9dd").save(made, "JPEG")
    return made.getvalue()


def send(tablet, children, content=None, *, id=None, caption="Verven"):
    told = json.dumps({"children": [str(one.pk) for one in children], "caption": caption})
    return tablet.client.put(
        f"/group/photos/{id or uuid7()}/",
        jpeg() if content is None else content,
        content_type="image/jpeg",
        headers={"X-Photo": base64.b64encode(told.encode()).decode()},
    )


def judge(tablet, *children):
    told = json.dumps({"children": [str(one.pk) for one in children]})
    return tablet.client.post("/group/photos/verdict/", told, content_type="application/json")


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
    assert (answer.status_code, answer.json()["families"]) == (200, 1)
    photo = Photo.objects.get()
    assert photo.author == tablet.caregiver
    assert photo.device == tablet.device


def test_before_sending_the_tablet_hears_whose_parents_receive_it_and_why_not(tablet, saar, daan):
    """C4"""
    told = {one["title"]: one for one in judge(tablet, saar, daan).json()["children"]}
    assert told["Ouders van Daan"]["shown"]
    assert not told["Ouders van Saar"]["shown"]
    assert "Daan" in told["Ouders van Saar"]["why"]


def test_a_child_without_a_yes_is_refused_by_name_and_nothing_is_stored(tablet, saar, luuk):
    """C3"""
    answer = send(tablet, [saar, luuk])
    assert answer.status_code == 422
    assert "Luuk" in answer.json()["sentence"]
    assert not Photo.objects.exists()
    assert "Luuk" in judge(tablet, luuk).json()["blocked"]


def test_a_child_without_a_yes_is_struck_out_and_cannot_be_tagged(tablet, luuk, saar):
    """C3"""
    for child in (luuk, saar):
        make.visit(child, arrived_at=make.at(6, day=make.DAY))
    page = tablet.get("photos/new/").content.decode()
    assert "<s>Luuk</s>" in page
    assert f'data-tag="{luuk.pk}"' not in page
    assert f'data-tag="{saar.pk}"' in page


@pytest.mark.parametrize("content", [b"no photo", b"", jpeg()[:300]])
def test_what_is_not_a_whole_photo_is_refused_with_its_reason(tablet, saar, content):
    """C6"""
    answer = send(tablet, [saar], content)
    assert answer.status_code == 422
    assert answer.json()["sentence"]
    assert not Photo.objects.exists()


def test_nobody_tagged_is_refused(tablet):
    assert send(tablet, []).status_code == 422


def test_sending_it_again_keeps_one_and_another_picture_under_its_id_is_a_conflict(tablet, saar):
    id, picture = uuid7(), jpeg()
    send(tablet, [saar], picture, id=id)
    assert send(tablet, [saar], picture, id=id).json()["status"] == 200
    assert send(tablet, [saar], picture + b"\0", id=id).status_code == 409
    assert Photo.objects.count() == 1


def test_colleagues_of_the_group_see_it_until_it_is_taken_back(tablet, saar):
    """C8"""
    id = uuid7()
    send(tablet, [saar], id=id)
    assert tablet.get(f"photos/{id}/400/").status_code == 200
    tablet.delete(f"photos/{id}/")
    assert tablet.get(f"photos/{id}/400/").status_code == 404


def test_another_group_and_another_organisation_do_not_see_it(tablet, saar):
    """S03"""
    id = uuid7()
    send(tablet, [saar], id=id)
    for stranger in (pair(make.group(tablet.group.location)), pair(make.group())):
        assert stranger.get(f"photos/{id}/400/").status_code == 404
        assert stranger.delete(f"photos/{id}/").status_code == 404
        assert judge(stranger, saar).status_code == 404
        assert send(stranger, [saar]).status_code == 404
    assert default_storage.exists("photos")


def test_a_photo_leaves_the_tablet_too_when_a_parent_says_no(tablet, saar, daan):
    """S38: withdrawn consent hides everywhere, also from the group that took it."""
    send(tablet, [saar], id=(hers := uuid7()))
    send(tablet, [saar, daan], jpeg()[:-2] + b"  \xff\xd9", id=(both := uuid7()))
    assert tablet.get(f"photos/{hers}/400/").status_code == 200
    father = daan.guardianships.get().guardian
    Consent.objects.answer(
        child=daan, guardian=father, purpose="own_portal", allowed=False, wording="2026-1",
        by=father.actor(), at=timezone.now(),
    )  # fmt: skip
    page = tablet.get("photos/").content.decode()
    assert (str(hers) in page, str(both) in page) == (True, False)
    assert tablet.get(f"photos/{hers}/400/").status_code == 200
    assert tablet.get(f"photos/{both}/400/").status_code == 404
