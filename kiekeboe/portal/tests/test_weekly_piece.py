"""The weekly piece on the day of a child, as its family reads it (B9)."""

from datetime import timedelta

import pytest

from kiekeboe.development.models import Piece, PiecePhoto
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

MONDAY = make.DAY - timedelta(days=make.DAY.weekday())
SUNG = "{name} zong deze week."


def told(child, *photos, text=SUNG, status="published", monday=MONDAY, **fields):
    """A piece as it stands after it was published today, or before."""
    group = child.placements.first().group
    out = {"published_at": make.at(9), "published_on": make.DAY, "published_by": uuid7()}
    piece = Piece.objects.create(
        organisation=child.organisation, child=child, location=group.location, batch=uuid7(),
        monday=monday, text=text, status=status, author=make.employee(child.organisation),
        written_at=make.at(8), **((out if status == "published" else {}) | fields),
    )  # fmt: skip
    for photo in photos:
        PiecePhoto.objects.create(organisation=child.organisation, piece=piece, photo=photo)
    return piece


def page(client, child, day=make.DAY):
    answer = client.get(f"/parent/children/{child.pk}/days/{day.isoformat()}/")
    return answer.content.decode()


def test_a_parent_reads_it_with_the_name_on_the_day_it_came_out(parent, noor):
    told(noor)
    assert "Noor zong deze week." in page(parent, noor)
    assert "zong deze week" not in page(parent, noor, make.DAY - timedelta(days=1))


def test_on_a_wide_screen_the_piece_and_the_day_share_one_column(parent, noor):
    """Two columns that ask for the same place lie on top of each other."""
    told(noor)
    make.visit(noor, arrived_at=make.at(8))
    assert page(parent, noor).count('class="page-main') == 1


@pytest.mark.parametrize("status", ["draft", "waiting"])
def test_a_parent_reads_no_draft_and_nothing_that_waits(parent, noor, status):
    """S01"""
    told(noor, status=status)
    assert "zong deze week" not in page(parent, noor)


def test_a_parent_reads_nothing_that_was_taken_back(parent, noor):
    told(noor, withdrawn_at=make.at(10), withdrawn_by=uuid7())
    assert "zong deze week" not in page(parent, noor)


def test_the_piece_of_another_child_is_not_on_the_page(parent, noor, luuk):
    """S01"""
    told(luuk)
    assert "zong deze week" not in page(parent, noor)


def test_who_no_longer_sees_the_diary_reads_none(parent, noor):
    """S01"""
    told(noor)
    noor.guardianships.update(receives_updates=False)
    assert "zong deze week" not in page(parent, noor)


def test_a_photo_beside_it_is_shown_only_while_the_parents_allow_it(parent, noor):
    """S02 The photo was taken on another day: only the piece could bring it here."""
    photo = make.photo([noor], taken_at=make.at(10) - timedelta(days=1))
    mother = make.consent(noor, own=True, together=True)
    told(noor, photo)
    assert f"/parent/photos/{photo.pk}/" in page(parent, noor)
    make.consent(noor, guardian=mother, own=False, now=make.at(6))
    shown = page(parent, noor)
    assert "Noor zong deze week." in shown
    assert str(photo.pk) not in shown


def test_a_photo_with_a_child_that_may_not_be_on_it_is_not_shown(parent, noor, luuk):
    """S02"""
    photo = make.photo([noor, luuk], taken_at=make.at(10) - timedelta(days=1))
    make.consent(noor, own=True, together=True)
    make.consent(luuk, own=True, together=False)
    told(noor, photo)
    assert str(photo.pk) not in page(parent, noor)


def test_what_was_written_is_words_and_no_markup(parent, noor):
    told(noor, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(parent, noor)
