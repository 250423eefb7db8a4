"""C3, C6: what a tablet tells with a photo: how many faces, whose they are, and if it is a film."""

import os

import pytest

from kiekeboe.lib.films.tests.filmed import film, needs_ffmpeg
from kiekeboe.lib.ids import uuid7
from kiekeboe.photos.filming import finish
from kiekeboe.photos.models import Medium, Photo, Rendition
from kiekeboe.tablet.items import bodies
from kiekeboe.tablet.tests.test_items_sealed import seal, sealed
from kiekeboe.tablet.tests.test_photos import jpeg, saar, send  # noqa: F401  (a fixture)
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair


def test_more_faces_than_names_are_refused_until_somebody_says_whose_they_are(tablet, saar):  # noqa: F811
    """C3 The server asks as well: who wrote their own tablet gets no further."""
    answer = send(tablet, [saar], faces=2)
    assert (answer["status"], bool(answer["sentence"])) == (422, True)
    assert not Photo.objects.exists()
    for said in ("adults", "covered", "nobody"):
        assert send(tablet, [saar], jpeg() + said.encode(), faces=2, untagged=said)["status"] == 201
    assert sorted(Photo.objects.values_list("untagged", flat=True)) == [
        "adults",
        "covered",
        "nobody",
    ]


def test_as_many_names_as_faces_need_no_answer(tablet, saar):  # noqa: F811
    """C3"""
    assert send(tablet, [saar], faces=1, untagged="")["status"] == 201
    assert Photo.objects.get().untagged == ""


def test_a_tablet_of_before_faces_were_counted_still_sends_its_photos(tablet, saar):  # noqa: F811
    """R02 What waits in a queue is never lost to a new version."""
    assert send(tablet, [saar])["status"] == 201


def test_how_many_faces_there_were_is_kept_nowhere(tablet, saar):  # noqa: F811
    """C3 Counted, not kept."""
    send(tablet, [saar], faces=7, untagged="adults")
    names = {field.name for field in Photo._meta.get_fields()}
    assert "faces" not in names
    assert 7 not in Photo.objects.values_list().get()


@pytest.mark.parametrize(
    "told",
    [
        {"faces": -1},
        {"faces": "2"},
        {"faces": None},
        {"faces": [2]},
        {"untagged": "ja"},
        {"untagged": ["adults"]},
        {"untagged": None},
        {"medium": "geluid"},
        {"medium": ["film"]},
    ],
)
def test_what_no_tablet_of_ours_says_is_refused(tablet, saar, told):  # noqa: F811
    """S27"""
    assert send(tablet, [saar], **told)["status"] == 422
    assert not Photo.objects.exists()


@needs_ffmpeg
def test_a_film_is_taken_in_and_shown_when_it_is_made(tablet, saar):  # noqa: F811
    """C6 Until then nobody sees it, and the page of today says that it is being made."""
    taken = film(seconds=2)
    answer = send(tablet, [saar], taken, id=(id := uuid7()), medium="film", faces=4)
    assert answer["status"] == 201
    photo = Photo.objects.get()
    assert (photo.medium, photo.ready_at) == (Medium.FILM, None)
    assert tablet.get(f"photos/{id}/400/").status_code == 404
    page = tablet.get("photos/").content.decode()
    assert str(id) in page
    assert f"/{id}/400/" not in page

    finish(photo.organisation_id, photo.pk, at=photo.heard_at)

    assert tablet.get(f"photos/{id}/400/").status_code == 200
    assert f"/{id}/400/" in tablet.get("photos/").content.decode()
    stranger = pair(make.group(tablet.group.location))
    assert str(id) not in stranger.get("photos/").content.decode()


def test_what_calls_itself_a_film_and_is_none_is_refused(tablet, saar):  # noqa: F811
    """C6"""
    answer = send(tablet, [saar], jpeg(), medium="film")
    assert (answer["status"], bool(answer["sentence"])) == (422, True)
    assert not Photo.objects.exists()
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("many", [10, bodies.PIECE, bodies.PIECE + 1, 2 * bodies.PIECE + 7])
def test_a_photo_that_was_sealed_for_days_is_opened_piece_by_piece(tablet, saar, many):  # noqa: F811
    """S34 However long it is, and not when one letter of it was touched."""
    picture = jpeg() + os.urandom(many)
    what = {"faces": 1}
    told = tablet.photo_item([saar], picture, **what)
    broken = bytearray(seal(picture))
    broken[-1] ^= 1
    refused = tablet.photo([saar], bytes(broken), id=told[0], item=sealed(told[1]))
    assert refused.json()["answers"][0]["status"] == 422
    fine = tablet.photo([saar], seal(picture), id=told[0], item=sealed(told[1]))
    assert fine.json()["answers"][0]["status"] == 201


def test_more_than_a_film_may_be_is_not_read_to_its_end():
    """S45"""

    class Endless:
        given = 0

        def read(self, many):
            self.given += many
            return bytes(many)

    source = Endless()
    with bodies.received(source, sealed=False) as body:
        assert body.size > bodies.MOST
    assert source.given <= bodies.MOST + 2 * bodies.PIECE
