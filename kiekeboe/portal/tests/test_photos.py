"""Photos on the phone of a parent: who sees them, and how the bytes come."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kiekeboe.photos import private_use
from kiekeboe.testing import make

WEBP = b"RIFF....WEBP"


def with_files(photo):
    for rendition in photo.renditions.all():
        default_storage.save(rendition.path, ContentFile(WEBP))
    return photo


def picture(client, photo, size=1200, **query):
    return client.get(f"/parent/photos/{photo.pk}/{size}/", query)


@pytest.fixture(autouse=True)
def agreed(marit):
    """Marit read that photos are for the family only."""
    private_use.agree(marit, by=marit.actor(), at=timezone.now())


@pytest.fixture
def photo(noor, marit):
    make.consent(noor, guardian=marit, own=True)
    return with_files(make.photo([noor], caption="zandbak"))


def test_a_parent_sees_the_photos_of_the_child_by_month(parent, noor, photo):
    shown = parent.get("/parent/photos/").content.decode()
    assert "April 2026" in shown
    assert 'alt="Foto van Noor, 12:00, bij: zandbak"' in shown
    assert picture(parent, photo).content == WEBP


def test_a_photo_is_told_from_data_that_the_viewer_may_see(parent, noor, luuk, marit):
    """U27: no name of another family's child, not in the alt text and not anywhere else."""
    make.consent(noor, guardian=marit, own=True, together=True)
    make.consent(luuk, own=True, together=True)
    together = make.photo([noor, luuk], caption="samen")
    pages = ["photos/", f"photos/{together.pk}/", f"children/{noor.pk}/days/{make.DAY}/"]
    for address in pages:
        shown = parent.get(f"/parent/{address}").content.decode()
        assert "Foto van Noor, 12:00" in shown
        assert "Luuk" not in shown
        assert "niet voor internet" in shown or address == "photos/"


def test_the_bytes_have_a_fixed_type_and_can_do_nothing(parent, photo):
    """S44"""
    answer = picture(parent, photo)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"] == "inline"
    assert "private" in answer["Cache-Control"]
    assert int(answer["Cache-Control"].split("max-age=")[1]) <= 60


def test_no_file_is_read_without_a_session(client, photo):
    """S35"""
    for size in (400, 1200, 2400):
        answer = picture(client, photo, size)
        assert (answer.status_code, answer.content) == (302, b"")
    for rendition in photo.renditions.all():
        assert client.get(f"/{rendition.path}").status_code == 302  # to where one signs in
        for guess in (f"/files/{rendition.path}", f"/media/{rendition.path}",
                      f"/static/{rendition.path}"):  # fmt: skip
            assert client.get(guess).status_code == 404


def test_a_known_id_of_another_child_is_not_there(parent, photo, luuk):
    """S37: it answers exactly as a photo that does not exist."""
    make.consent(luuk, own=True, together=True)
    theirs = with_files(make.photo([luuk]))
    elsewhere = make.child()
    make.consent(elsewhere, own=True)
    foreign = with_files(make.photo([elsewhere]))
    neighbour = parent.__class__()
    neighbour.force_login(luuk.guardianships.first().guardian.account)
    assert picture(neighbour, theirs).status_code == 200
    missing = parent.get(f"/parent/photos/{uuid4()}/1200/")
    for one in (theirs, foreign):
        answer = picture(parent, one)
        assert (answer.status_code, answer.content) == (404, missing.content)
        assert parent.get(f"/parent/photos/{one.pk}/").status_code == 404
    assert parent.get("/parent/photos/", {"child": luuk.pk}).status_code == 404


def test_a_shared_photo_disappears_the_moment_another_family_says_no(parent, noor, luuk, marit):
    """S38: page, album and bytes at once; what the browser kept lasts half a minute at most."""
    make.consent(noor, guardian=marit, own=True, together=True)
    theirs = make.consent(luuk, own=True, together=True)
    both = with_files(make.photo([noor, luuk]))
    assert picture(parent, both).status_code == 200
    make.consent(luuk, guardian=theirs, together=False, now=timezone.now())
    assert picture(parent, both).status_code == 404
    assert str(both.pk) not in parent.get("/parent/photos/").content.decode()
    assert (
        str(both.pk)
        not in parent.get(f"/parent/children/{noor.pk}/days/{make.DAY}/").content.decode()
    )
    neighbour = parent.__class__()
    neighbour.force_login(theirs.account)
    assert picture(neighbour, both).status_code == 200  # their own consent for themselves stays


def test_a_photo_that_staff_took_back_is_gone(parent, photo):
    eva = make.caregiver(photo.group)
    photo.withdraw(by=eva.actor(), at=timezone.now())
    assert picture(parent, photo).status_code == 404


def test_a_blocked_guardian_keeps_no_photo(parent, photo, marit):
    marit.guardianships.get().block(by=marit.actor(), at=timezone.now())
    assert picture(parent, photo).status_code == 404


def test_only_the_three_sizes_exist(parent, photo):
    assert picture(parent, photo, 1599).status_code == 404
    assert picture(parent, photo, 99999).status_code == 404


def test_behind_a_web_server_the_file_is_pointed_at(parent, photo, settings):
    settings.ACCEL_REDIRECT = "/protected"
    answer = picture(parent, photo)
    assert answer["X-Accel-Redirect"].startswith("/protected/photos/")
    assert answer.content == b""
    assert answer["Content-Type"] == "image/webp"


@pytest.mark.parametrize("many", [1, 3])
def test_the_album_takes_the_same_questions_for_one_photo_and_for_three(
    parent, noor, marit, many, django_assert_num_queries
):
    make.consent(noor, guardian=marit, own=True)
    for number in range(many):
        make.photo([noor], taken_at=make.at(9) + timedelta(days=number))
    parent.get("/parent/photos/")
    with django_assert_num_queries(5):
        shown = parent.get("/parent/photos/").content.decode()
    assert shown.count("/400/") == many


def test_there_is_one_way_to_download_and_it_is_logged(parent, photo):
    """C5 The picture itself is only looked at."""
    assert picture(parent, photo, download="1")["Content-Disposition"] == "inline"
