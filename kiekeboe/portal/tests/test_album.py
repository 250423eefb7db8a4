"""The album of a parent: favourites, taking photos home, private use, and reporting (C5 C7 C8)."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.photos import packing, private_use
from kiekeboe.photos.models import Favourite, Report
from kiekeboe.testing import make

ZIP = "/parent/photos/download/"


def with_files(photo):
    for rendition in photo.renditions.all():
        default_storage.save(rendition.path, ContentFile(b"x" * rendition.bytes))
    return photo


def agree(guardian):
    private_use.agree(guardian, by=guardian.actor(), at=timezone.now())


def sends(client, *photos, **more):
    return client.post(ZIP, {"photo": [str(one.pk) for one in photos]} | more)


@pytest.fixture
def photo(noor, marit):
    make.consent(noor, guardian=marit, own=True)
    return with_files(make.photo([noor]))


@pytest.fixture
def secret(luuk):
    make.consent(luuk, own=True, together=True)
    return with_files(make.photo([luuk]))


def test_the_agreement_is_asked_before_a_photo_in_full_and_only_once(parent, photo, marit):
    """C5: not on this device but by this parent; the bytes in the album are small until then."""
    shown = parent.get(f"/parent/photos/{photo.pk}/").content.decode()
    assert "Ik begrijp het" in shown
    assert "/2400/" not in shown
    answer = parent.post("/parent/photos/private-use/", {"back": f"/parent/photos/{photo.pk}/"})
    assert answer["Location"] == f"/parent/photos/{photo.pk}/"
    other = parent.__class__()
    other.force_login(marit.account)
    assert "Ik begrijp het" not in other.get(f"/parent/photos/{photo.pk}/").content.decode()
    parent.post("/parent/photos/private-use/")
    assert Event.objects.filter(verb="private_use_accepted").count() == 1


def test_another_wording_is_asked_again(parent, photo, marit, monkeypatch):
    agree(marit)
    monkeypatch.setattr(private_use, "WORDING", "2027-1")
    assert "Ik begrijp het" in parent.get("/parent/photos/").content.decode()


def test_after_agreeing_nobody_is_sent_to_another_site(parent, photo):
    for elsewhere in ("https://elders.test/parent/", "//elders.test/", "/parent//elders"):
        answer = parent.post("/parent/photos/private-use/", {"back": elsewhere})
        assert answer["Location"].startswith("/parent/")


def test_the_other_parent_agrees_for_themselves(parent, photo, noor, marit):
    agree(make.guardian([noor]))
    assert "Ik begrijp het" in parent.get("/parent/photos/").content.decode()


def test_a_favourite_is_found_back_and_is_of_one_parent(parent, photo, noor, marit):
    agree(marit)
    address = f"/parent/photos/{photo.pk}/favourite/"
    for _ in range(2):
        parent.post(address, {"keep": "on"})
    assert Favourite.objects.count() == 1
    assert str(photo.pk) in parent.get("/parent/photos/?favourites=1").content.decode()
    other = parent.__class__()
    other.force_login(make.guardian([noor]).account)
    assert str(photo.pk) not in other.get("/parent/photos/?favourites=1").content.decode()
    parent.post(address, {"keep": "off"})
    assert not Favourite.objects.exists()


def test_a_favourite_gives_no_right_to_see(parent, photo, secret, noor, marit):
    agree(marit)
    assert parent.post(f"/parent/photos/{secret.pk}/favourite/", {"keep": "on"}).status_code == 404
    parent.post(f"/parent/photos/{photo.pk}/favourite/", {"keep": "on"})
    make.consent(noor, guardian=marit, own=False, now=timezone.now())
    assert str(photo.pk) not in parent.get("/parent/photos/?favourites=1").content.decode()


def test_the_zip_holds_the_allowed_photos_and_no_other_name(parent, photo, secret, luuk, marit):
    agree(marit)
    make.consent(photo.appearances.get().child, guardian=marit, own=True, together=True)
    both = with_files(make.photo([photo.appearances.get().child, luuk]))
    answer = sends(parent, photo, secret, both)
    content = b"".join(answer.streaming_content)
    with ZipFile(BytesIO(content)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["Noor 2026-04-14 12.00.webp", "Noor 2026-04-14 12.00 (2).webp"]
    assert int(answer["Content-Length"]) == len(content)
    told = Event.objects.get(verb="downloaded")
    assert set(told.payload["photos"]) == {str(photo.pk), str(both.pk)}


def test_everything_is_everything_of_this_album_only(parent, photo, secret, marit):
    agree(marit)
    answer = parent.post(ZIP, {"everything": "1"})
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as packed:
        assert len(packed.namelist()) == 1


def test_a_photo_that_is_taken_back_on_the_way_does_not_go_along(parent, photo, marit, noor):
    agree(marit)
    later = with_files(make.photo([noor], taken_at=make.at(9)))
    pieces = iter(sends(parent, photo, later).streaming_content)
    next(pieces)
    later.withdraw(by=make.caregiver(photo.group).actor(), at=timezone.now())
    with pytest.raises(packing.NoLongerShown):
        list(pieces)


def test_too_many_photos_at_once_are_refused_in_words(parent, photo, noor, marit, monkeypatch):
    agree(marit)
    with_files(make.photo([noor]))
    monkeypatch.setattr(packing, "MOST", 1)
    answer = parent.post(ZIP, {"everything": "1"})
    assert answer.status_code == 422
    assert "Kies hooguit" in answer.content.decode()


def test_nothing_is_taken_home_of_another_family_or_before_agreeing(parent, photo, secret, marit):
    assert sends(parent, photo).status_code == 302
    assert parent.get(f"/parent/photos/{photo.pk}/download/").status_code == 302
    agree(marit)
    assert sends(parent, secret).status_code == 422
    assert parent.get(f"/parent/photos/{secret.pk}/download/").status_code == 404
    assert sends(parent, photo, child=str(secret.appearances.get().child_id)).status_code == 404
    assert not Event.objects.filter(verb="downloaded").exists()


def test_one_photo_comes_under_the_name_of_the_own_child(parent, photo, marit):
    agree(marit)
    answer = parent.get(f"/parent/photos/{photo.pk}/download/")
    assert 'filename="Noor 2026-04-14 12.00.webp"' in answer["Content-Disposition"]
    assert Event.objects.filter(verb="downloaded").count() == 1


def test_a_reported_photo_says_so_and_the_question_can_be_taken_back(parent, photo, marit):
    agree(marit)
    address, page = f"/parent/photos/{photo.pk}/report/", f"/parent/photos/{photo.pk}/"
    assert parent.post(address, {"words": "hm"}).status_code == 422
    assert parent.post(address, {"why": "unfit"}).status_code == 302
    assert "Je hebt deze foto gemeld" in parent.get(page).content.decode()
    parent.post(address, {"take_back": "1"})
    assert "Je hebt deze foto gemeld" not in parent.get(page).content.decode()
    assert Report.objects.get().outcome == "undone"


def test_the_other_parent_does_not_see_who_reported(parent, photo, noor, marit):
    agree(marit)
    parent.post(f"/parent/photos/{photo.pk}/report/", {"why": "unfit", "words": "stil"})
    father = make.guardian([noor])
    agree(father)
    other = parent.__class__()
    other.force_login(father.account)
    shown = other.get(f"/parent/photos/{photo.pk}/").content.decode()
    assert "Je hebt deze foto gemeld" not in shown
    assert "stil" not in shown


def test_a_photo_of_another_family_cannot_be_reported(parent, photo, secret, marit):
    agree(marit)
    address = f"/parent/photos/{secret.pk}/report/"
    assert parent.post(address, {"why": "unfit"}).status_code == 404
    assert not Report.objects.exists()


def test_months_are_pages_of_the_album(parent, noor, marit):
    make.consent(noor, guardian=marit, own=True)
    for back in range(62):
        make.photo([noor], taken_at=make.at(9) - timedelta(days=back))
    first = parent.get("/parent/photos/").content.decode()
    assert first.count("<li data-tint") == 60
    assert "page=2" in first
    assert parent.get("/parent/photos/?page=2").content.decode().count("<li data-tint") == 2


def test_all_own_children_stand_together_and_nobody_else(parent, photo, secret, noor, marit):
    sister = make.child(group=noor.placements.first().group, first_name="Saar")
    make.guardianship(marit, sister)
    make.consent(sister, guardian=marit, own=True)
    hers = make.photo([sister])
    shown = parent.get("/parent/photos/?child=all").content.decode()
    assert str(photo.pk) in shown
    assert str(hers.pk) in shown
    assert str(secret.pk) not in shown
