"""Making a year book: what is in it, who may have it, and what a power cut leaves (C7)."""

import io
import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from kiekeboe.events.models import Event
from kiekeboe.notifications.models import Notice
from kiekeboe.photos import book_making, favourites, files
from kiekeboe.photos.models import Medium, YearBook
from kiekeboe.testing import make

AT = make.at(12)
TODAY = make.DAY


@pytest.fixture
def books_there(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"]
        | {"OPTIONS": {"location": tmp_path / "files", "base_url": None}}
    }
    folder = tmp_path / "files" / "books"
    return lambda: sorted(one.name for one in folder.glob("*")) if folder.exists() else []


@pytest.fixture
def noor(db, books_there):
    return make.child(first_name="Noor")


@pytest.fixture
def marit(noor):
    made = make.guardian([noor], first_name="Marit")
    make.consent(noor, guardian=made, own=True, together=True)
    return made


@pytest.fixture
def luuk(noor):
    """Another child of the group, whose name is never in a book of Noor."""
    made = make.child(group=noor.placements.get().group, first_name="Luuk")
    make.consent(made, own=True, together=True)
    return made


def photo(*children, at=AT, **fields):
    made = make.photo(list(children), taken_at=at, **fields)
    for one in made.renditions.all():
        content = io.BytesIO()
        Image.new("RGB", (one.longest, one.longest * 3 // 4), "#9fc0e2").save(content, "WEBP")
        default_storage.save(one.path, ContentFile(content.getvalue()))
    return made


def asked(guardian, child, *, at=AT, year=2026):
    relation = guardian.guardianships.get(child=child)
    return book_making.ask(relation, year, language="nl", by=guardian.actor(), at=at)


def finished(book, at=AT):
    book_making.finish(book.organisation_id, book.pk, at=at)
    book.refresh_from_db()
    return book


def words(book):
    with default_storage.open(book_making.file_of(book)) as file:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)


def stands(book):
    relation = book_making.relation_of(book, TODAY)
    return bool(relation) and book_making.still_stands(book, relation, TODAY)


def test_a_book_tells_the_year_with_months_captions_and_what_was_written(noor, marit):
    first, second = photo(noor, caption="in de zandbak"), photo(noor, at=AT + timedelta(days=40))
    make.entry(noor, kind="milestone", details={"what": "Loopt los"}, started_at=AT)
    make.entry(noor, kind="particular", details={"text": "Geheim"}, visible_to_parents=False)
    make.visit(noor, arrived_at=make.at(6), left_at=make.at(16))

    book = finished(asked(marit, noor))
    told = words(book)

    assert book.problem == ""
    assert book.photos == [str(first.pk), str(second.pk)]
    for one in ("Noor", "2026", "April", "Mei", "in de zandbak", "Loopt los", "1 dag hier"):
        assert one in told
    assert "Geheim" not in told
    assert book.pages == len(PdfReader(default_storage.open(book_making.file_of(book))).pages)
    assert default_storage.open(book_making.preview_of(book)).read(4) == b"\x89PNG"


def test_no_other_child_is_named_and_no_photo_is_in_it_that_may_not_be_seen(noor, luuk, marit):
    """S38"""
    with_luuk = photo(noor, luuk)
    photo(luuk, caption="Luuk alleen")
    sem = make.child(group=noor.placements.get().group, first_name="Sem")
    make.consent(sem, own=True, together=False)
    photo(noor, sem, caption="met Sem")
    make.entry(luuk, kind="particular", details={"text": "een geheim van Luuk"}, started_at=AT)

    book = finished(asked(marit, noor))

    assert book.photos == [str(with_luuk.pk)]
    assert "Luuk" not in words(book)
    assert "Sem" not in words(book)


def test_a_relative_reads_no_medicines_and_has_a_book_of_its_own(noor, marit, monkeypatch):
    """Medicines are in nobody's book; even in a book that told of them a relative reads none."""
    monkeypatch.setattr("kiekeboe.portal.told_year.TOLD", ("activity", "medication"))
    photo(noor)
    make.entry(noor, kind="activity", details={"title": "Bellen blazen", "text": "Hoog!"},
               started_at=AT)  # fmt: skip
    make.entry(noor, kind="medication", details={"medicine": "Hoestdrank", "dose": "7 druppels"},
               started_at=AT)  # fmt: skip
    oma = make.relative(noor, marit, first_name="Oma").guardian

    hers, book = finished(asked(marit, noor)), finished(asked(oma, noor))

    assert book.pk != hers.pk
    assert "Bellen blazen" in words(book)
    assert ("7 druppels" in words(hers), "7 druppels" in words(book)) == (True, False)


def test_medicines_are_in_no_book(noor, marit):
    photo(noor)
    make.entry(noor, kind="medication", details={"medicine": "Hoestdrank", "dose": "7 druppels"},
               started_at=AT)  # fmt: skip

    assert "7 druppels" not in words(finished(asked(marit, noor)))


def test_a_film_is_in_the_book_as_its_poster(noor, marit):
    film = photo(noor, medium=Medium.FILM, seconds=9)

    assert finished(asked(marit, noor)).photos == [str(film.pk)]


def test_favourites_and_a_face_without_any_photo(noor, marit):
    make.entry(noor, kind="milestone", details={"what": "Eerste tand"}, started_at=AT)
    assert "Eerste tand" in words(finished(asked(marit, noor)))

    liked = photo(noor)
    favourites.like(liked, marit, by=marit.actor(), at=AT)
    again = finished(asked(marit, noor, at=AT + timedelta(minutes=1)))

    assert again.photos == [str(liked.pk)]


def test_nothing_to_see_is_said_instead_of_an_empty_book(noor, marit, books_there):
    book = finished(asked(marit, noor))

    assert (book.problem, books_there()) == ("empty", [])


def test_a_photo_taken_back_makes_the_book_fall_at_once(noor, marit):
    """S38"""
    taken_back = photo(noor)
    photo(noor)
    book = finished(asked(marit, noor))
    assert stands(book)

    taken_back.withdraw(by=marit.actor(), at=AT)

    assert not stands(book)


def test_an_answer_of_no_makes_the_book_fall_at_once(noor, luuk, marit):
    """S38"""
    photo(noor, luuk)
    book = finished(asked(marit, noor))

    make.consent(luuk, together=False, now=AT)

    assert not stands(book)


def test_a_text_that_was_changed_or_taken_back_makes_the_book_fall(noor, marit):
    entry = make.entry(noor, kind="particular", details={"text": "Lief"}, started_at=AT)
    book = finished(asked(marit, noor))
    assert stands(book)

    entry.revision += 1
    entry.save()

    assert not stands(book)


def test_who_was_blocked_before_it_was_made_gets_no_book(noor, marit, books_there):
    photo(noor)
    book = asked(marit, noor)
    relation = marit.guardianships.get()
    relation.block(by=marit.actor(), at=AT)

    assert (finished(book).problem, books_there()) == ("ended", [])


def test_asking_twice_while_it_is_made_is_asking_once(noor, marit):
    photo(noor)
    first, second = asked(marit, noor), asked(marit, noor)

    assert first.pk == second.pk
    assert first.path == second.path
    assert Event.objects.filter(verb="book_asked").count() == 1


def test_nobody_makes_more_than_three_books_a_day(noor, marit):
    photo(noor)
    for minute in range(3):
        finished(asked(marit, noor, at=AT + timedelta(minutes=minute)))

    with pytest.raises(book_making.TooMany):
        asked(marit, noor, at=AT + timedelta(minutes=5))
    assert asked(marit, noor, at=AT + timedelta(days=2)).made_at is None


def test_only_who_asked_hears_that_it_is_ready(noor, marit):
    photo(noor)
    other = make.guardian([noor], first_name="Ander")

    finished(asked(marit, noor))

    told = Notice.objects.filter(kind="book")
    assert [(one.account_id, one.channel) for one in told] == [(marit.account_id, "app")]
    assert other.account_id != marit.account_id


def test_made_twice_is_made_once(noor, marit, books_there):
    photo(noor)
    book = finished(asked(marit, noor))
    there, made_at = books_there(), book.made_at

    assert finished(book, at=AT + timedelta(hours=1)).made_at == made_at
    assert books_there() == there
    assert len(there) == 2
    assert Event.objects.filter(verb="book_made").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["pdf", "png", "row"])
def test_a_worker_that_is_killed_anywhere_leaves_one_book_when_it_runs_again(
    noor, marit, books_there, step
):
    """R04"""
    photo(noor)
    book = asked(marit, noor)
    killed_at(step, book)
    assert not YearBook.objects.get().made_at

    finished(book)

    assert book.made_at
    assert len(books_there()) == 2
    assert "Noor" in words(book)


def killed_at(step, book):
    """A process of its own makes the book and is gone (as by SIGKILL) before this step."""
    from django.db import connections

    connections.close_all()
    if child := os.fork():
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
        return
    real = files.keep

    def keep(path, content):
        if path.endswith(step):
            real(path, content[: len(content) // 2])
            os.kill(os.getpid(), 9)
        real(path, content)

    files.keep = keep
    if step == "row":
        book_making.locked_head = lambda _organisation: os.kill(os.getpid(), 9)
    book_making.finish(book.organisation_id, book.pk, at=AT)
    os._exit(0)


def test_books_go_after_a_week_and_lost_files_after_a_day(noor, marit, books_there):
    photo(noor)
    now = timezone.now()
    book = finished(asked(marit, noor, at=now), at=now)
    default_storage.save("books/lost.pdf", ContentFile(b"lost"))

    assert book_making.forget_old(at=now + timedelta(days=2)) == 1
    assert len(books_there()) == 2
    assert book_making.forget_old(at=now + timedelta(days=8)) == 1
    assert books_there() == []
    assert not YearBook.objects.filter(pk=book.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_former_file_goes_when_it_is_asked_again(noor, marit, books_there):
    photo(noor)
    finished(asked(marit, noor))

    asked(marit, noor, at=AT + timedelta(hours=1))

    assert books_there() == []
