"""The year book on the screen of a parent, and the doors before the file (C7)."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from kiekeboe.events.models import Event
from kiekeboe.photos import book_making, private_use
from kiekeboe.photos.models import YearBook
from kiekeboe.testing import make

YEAR = make.DAY.year
QUERIES = 5  # of the page
WAITS = '<p class="book-line" role="status">'


@pytest.fixture
def photo(noor, marit):
    private_use.agree(marit, by=marit.actor(), at=timezone.now())
    make.consent(noor, guardian=marit, own=True, together=True)
    made = make.photo([noor], caption="zandbak")
    for one in made.renditions.all():
        content = io.BytesIO()
        Image.new("RGB", (one.longest, one.longest * 3 // 4), "#9fc0e2").save(content, "WEBP")
        default_storage.save(one.path, ContentFile(content.getvalue()))
    return made


def page(child):
    return f"/parent/children/{child.pk}/books/"


def finished(parent, child):
    answer = parent.post(page(child), {"year": YEAR})
    book = YearBook.objects.get(child=child)
    book_making.finish(book.organisation_id, book.pk, at=timezone.now())
    assert answer.status_code == 302
    return YearBook.objects.get(pk=book.pk)


def download(client, child):
    return client.get(f"{page(child)}{YEAR}/file/")


def cover(client, child):
    return client.get(f"{page(child)}{YEAR}/cover/")


def test_a_parent_asks_waits_and_takes_the_book_home(parent, noor, photo):
    address = f"{page(noor)}{YEAR}/file/"
    parent.post(page(noor), {"year": YEAR})
    waiting = parent.get(page(noor)).content.decode()
    assert (WAITS in waiting, address in waiting) == (True, False)

    book = YearBook.objects.get()
    book_making.finish(book.organisation_id, book.pk, at=timezone.now())
    ready = parent.get(page(noor)).content.decode()
    assert (WAITS in ready, address in ready) == (False, True)
    answer = download(parent, noor)
    body = b"".join(answer) if answer.streaming else answer.content

    assert body.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert cover(parent, noor)["Content-Type"] == "image/png"
    assert Event.objects.filter(verb="downloaded", subject_id=book.pk).count() == 1


def test_another_parent_of_the_child_and_a_stranger_find_no_book(parent, client, noor, luuk, photo):
    finished(parent, noor)
    other = make.guardian([noor])
    neighbour = luuk.guardianships.get().guardian

    for one in (other, neighbour):
        client.force_login(one.account)
        assert download(client, noor).status_code == 404
        assert cover(client, noor).status_code == 404


def test_who_is_blocked_finds_no_book_any_more(parent, noor, marit, photo):
    finished(parent, noor)
    marit.guardianships.get().block(by=marit.actor(), at=timezone.now())

    assert download(parent, noor).status_code == 404
    assert cover(parent, noor).status_code == 404


def test_a_photo_taken_back_is_in_no_download_and_the_book_is_made_again(
    parent, noor, marit, photo
):
    """S38"""
    book = finished(parent, noor)
    photo.withdraw(by=marit.actor(), at=timezone.now())

    assert cover(parent, noor).status_code == 404
    answer = download(parent, noor)

    assert answer.status_code == 302
    assert answer["Location"].endswith("?said=changed")
    assert YearBook.objects.get(pk=book.pk).made_at is None
    assert not Event.objects.filter(verb="downloaded").exists()


def test_a_relative_makes_a_book_too(client, noor, marit, photo):
    oma = make.relative(noor, marit, first_name="Oma").guardian
    private_use.agree(oma, by=oma.actor(), at=timezone.now())
    client.force_login(oma.account)

    book = finished(client, noor)

    assert book.guardian_id == oma.pk
    assert download(client, noor).status_code == 200


def test_the_private_use_line_is_agreed_to_first(client, noor, marit, photo):
    other = make.guardian([noor])
    client.force_login(other.account)

    client.post(page(noor), {"year": YEAR})

    assert not YearBook.objects.filter(guardian=other).exists()


def test_a_fourth_book_of_a_day_is_refused_with_a_sentence(parent, noor, photo):
    for _time in range(3):
        finished(parent, noor)

    assert parent.post(page(noor), {"year": YEAR}).status_code == 409


@pytest.mark.parametrize("year", ["", "1", "abcd", "1200", "9999"])
def test_a_year_that_cannot_be_is_not_there(parent, noor, photo, year):
    assert parent.post(page(noor), {"year": year}).status_code == 404


def test_the_page_asks_the_same_of_one_year_and_of_three(
    parent, noor, photo, django_assert_num_queries
):
    parent.get(page(noor))
    with django_assert_num_queries(QUERIES):
        parent.get(page(noor))

    for years in (1, 2):
        make.photo([noor], taken_at=make.at(10) - timedelta(days=366 * years))
    with django_assert_num_queries(QUERIES):
        answer = parent.get(page(noor))
    assert [row["year"] for row in answer.context["rows"]] == [YEAR, YEAR - 1, YEAR - 2]
