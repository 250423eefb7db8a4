"""Addresses of photos that stand for one session and one file, for ten minutes."""

import random
import string
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kiekeboe.photos import delivery, files
from kiekeboe.photos.models import Photo
from kiekeboe.testing import make

HOUSE = uuid4()
STEM = files.new_stem()
NOW = make.at(9)


def signer(key="session-of-marit", at=NOW, number=4):
    return delivery.Signer(key, at, {HOUSE: number})


def granted(address, key="session-of-marit", at=NOW):
    path, _, signature = address.partition("?s=")
    return delivery.granted(path, signature, key, at=at)


@pytest.fixture
def address():
    return signer().address(HOUSE, STEM, 1200)


def test_an_address_is_good_for_one_session_and_one_file(address):
    """S36"""
    assert granted(address) == delivery.Grant(f"{STEM}-1200.webp", HOUSE, 4)
    assert granted(address, key="session-of-another") is None
    assert granted(address, key="") is None
    for other in ("-400.webp", "-2400.webp", "-film.mp4"):
        assert granted(address.replace("-1200.webp", other)) is None
    assert granted(address.replace(STEM, files.new_stem())) is None


def test_an_address_is_good_for_ten_minutes_at_most(address):
    """S36"""
    assert granted(address, at=NOW + timedelta(minutes=9))
    assert granted(address, at=NOW + timedelta(minutes=10)) is None
    assert granted(address, at=NOW - timedelta(minutes=1)) is None  # made for longer: not by us


def test_no_address_lives_past_midnight():
    """S10 A relation that ends with the day gives nothing on the next one."""
    late = datetime(2026, 9, 15, 21, 58, tzinfo=UTC)  # two minutes to midnight in Amsterdam
    address = signer(at=late).address(HOUSE, STEM, 400)

    assert granted(address, at=late + timedelta(minutes=1))
    assert granted(address, at=late + timedelta(minutes=2)) is None


def test_a_page_in_the_same_minute_gives_the_same_address(address):
    assert signer(at=NOW + timedelta(seconds=40)).address(HOUSE, STEM, 1200) == address


def test_what_has_no_stem_or_is_of_another_house_gets_no_address():
    assert signer().address(HOUSE, "", 400) == ""
    assert signer().address(uuid4(), STEM, 400) == ""


def test_no_change_of_an_address_is_good(address, request):
    """S36 Every place, and then as many random mutations as there is time for."""
    dice = random.Random(36)
    signs = string.ascii_letters + string.digits + "-_./?=%&"
    for place in range(len(address)):
        for other in "0Aa.":
            if address[place] != other:
                assert granted(address[:place] + other + address[place + 1 :]) is None
    hits = 0
    for _ in range(100_000 if request.config.getoption("--deep") else 3_000):
        changed = mutated(address, dice, signs)
        hits += changed != address and granted(changed) is not None
    assert hits == 0
    assert granted(address)


def mutated(text, dice, signs):
    """One to four places changed, dropped, doubled or exchanged."""
    for _ in range(dice.randint(1, 4)):
        place, other = dice.randrange(len(text)), dice.randrange(len(text))
        text = dice.choice(
            [
                text[:place] + dice.choice(signs) + text[place + 1 :],
                text[:place] + text[place + 1 :],
                text[:place] + text[place] + text[place:],
                text[: min(place, other)] + text[max(place, other) :],
            ]
        ) or dice.choice(signs)
    return text


@pytest.mark.django_db
def test_the_smallest_picture_that_is_large_enough_is_handed_out():
    photo = make.photo([make.child()])
    every = Photo.objects.all()
    assert delivery.rendition_of(every, photo.pk, 400).longest == 400
    assert delivery.rendition_of(every, photo.pk, 1200).longest == 1200
    photo.renditions.filter(longest=2400).delete()
    assert delivery.rendition_of(every, photo.pk, 2400).longest == 1200
    assert delivery.rendition_of(every, photo.pk, delivery.FILM) is None
    assert delivery.rendition_of(Photo.objects.none(), photo.pk, 400) is None
