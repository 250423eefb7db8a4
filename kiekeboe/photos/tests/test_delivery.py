"""The second lock on the bytes of a photo."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kiekeboe.photos import delivery
from kiekeboe.photos.models import Photo
from kiekeboe.testing import make

PHOTO = uuid4()
NOW = make.at(9)


@pytest.fixture
def signature():
    return delivery.sign("session-of-marit", PHOTO, 800, at=NOW)


def holds(signature, key="session-of-marit", photo=PHOTO, size=800, at=NOW):
    return delivery.signature_holds(signature, key, photo, size, at=at)


def test_a_signature_holds_for_ten_minutes_one_session_and_one_rendition(signature):
    """S36"""
    assert holds(signature)
    assert holds(signature, at=NOW + timedelta(minutes=9, seconds=59))
    assert not holds(signature, at=NOW + timedelta(minutes=10, seconds=1))
    assert not holds(signature, key="session-of-another")
    assert not holds(signature, key="")
    assert not holds(signature, photo=uuid4())
    assert not holds(signature, size=1600)


def test_no_change_of_a_signature_holds(signature):
    """S36"""
    for place in range(len(signature)):
        for other in "0f.":
            if signature[place] != other:
                assert not holds(signature[:place] + other + signature[place + 1 :])
    until, mac = signature.split(".")
    for wrong in ("", ".", until, mac, f"{int(until) + 1}.{mac}", f"-{signature}", "9" * 40):
        assert not holds(wrong)


@pytest.mark.django_db
def test_the_smallest_picture_that_is_large_enough_is_handed_out():
    photo = make.photo([make.child()])
    every = Photo.objects.all()
    assert delivery.rendition_of(every, photo.pk, 400).longest == 400
    assert delivery.rendition_of(every, photo.pk, 800).longest == 800
    photo.renditions.filter(longest=1600).delete()
    assert delivery.rendition_of(every, photo.pk, 1600).longest == 800
    assert delivery.rendition_of(Photo.objects.none(), photo.pk, 400) is None
    assert delivery.content_of(photo.renditions.first()) is None
