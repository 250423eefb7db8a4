"""The weekly piece: drafts, one text for several, read first, and who reads it (B9)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kiekeboe.development import noting, pieces, sight
from kiekeboe.development.models import Piece, PiecePhoto
from kiekeboe.development.tests.ward import Ward
from kiekeboe.events.actors import Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Child
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
MONDAY = pieces.monday_of(make.DAY)
HERE = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def ward():
    return Ward()


def kept(ward, *children, text="{name} danst.", photos=(), id=None):
    told = pieces.Told(id or uuid7(), MONDAY, text, photos)
    return pieces.keep(told, children or [ward.noor], by=ward.by, at=make.at(9))


def read_by(guardian):
    return list(sight.pieces_for(guardian.guardianships.all()))


def test_one_text_for_several_with_names_filled_in(ward):
    kept(ward, ward.noor, ward.finn)

    told = {one.words for one in Piece.objects.all()}
    assert told == {f"{one.first_name} danst." for one in (ward.noor, ward.finn)}


def test_a_draft_kept_twice_is_one_and_who_is_left_out_loses_it(ward):
    id = uuid7()
    kept(ward, ward.noor, ward.finn, id=id)
    kept(ward, ward.noor, ward.finn, id=id)
    assert Piece.objects.count() == 2

    kept(ward, ward.noor, text="{name} zingt.", id=id)
    assert Piece.objects.standing().get().child == ward.noor
    kept(ward, ward.noor, ward.finn, text="{name} zingt.", id=id)
    assert {one.child for one in Piece.objects.standing()} == {ward.noor, ward.finn}


def test_a_child_has_one_piece_a_week_and_what_was_sent_stays(ward):
    piece = kept(ward)[0]
    with pytest.raises(pieces.AlreadyWritten):
        kept(ward, ward.noor, ward.finn)
    pieces.send(piece.batch, by=ward.by, at=make.at(10))
    with pytest.raises(pieces.AlreadyWritten):
        kept(ward, id=piece.batch)
    assert Piece.objects.count() == 1


def test_a_colleague_neither_changes_nor_sends_a_draft(ward):
    piece, colleague = kept(ward)[0], make.caregiver(ward.frogs).actor(Kind.CAREGIVER)
    told = pieces.Told(piece.batch, MONDAY, "Iets anders.")
    with pytest.raises(pieces.NotTheirs):
        pieces.keep(told, [ward.noor], by=colleague, at=make.at(10))
    pieces.send(piece.batch, by=colleague, at=make.at(10))

    piece.refresh_from_db()
    assert (piece.text, piece.status) == ("{name} danst.", "draft")


@pytest.mark.parametrize("named", ["{naam}", "{ Naam }", "{NAME}"])
def test_the_name_is_filled_in_as_people_type_it(ward, named):
    assert kept(ward, text=f"{named} danst.")[0].words == f"{ward.noor.first_name} danst."


def test_nothing_said_is_nothing_kept(ward):
    with pytest.raises(noting.NothingSaid):
        kept(ward, text=" ")


def test_parents_read_it_once_it_is_published_and_nobody_else_does(ward):
    """S01 A draft is read by no parent; another household reads none."""
    piece = kept(ward)[0]
    assert not read_by(ward.mother)
    for _twice in range(2):
        pieces.send(piece.batch, by=ward.by, at=make.at(10))

    assert read_by(ward.mother) == [piece]
    assert read_by(ward.grandmother) == [piece]  # she reads the diary along
    assert not read_by(ward.finns)
    assert Event.objects.filter(verb="weekly_piece_published").count() == 1
    pieces.withdraw(piece, by=ward.by, at=make.at(11))
    assert not read_by(ward.mother)


def test_who_is_blocked_or_no_longer_a_guardian_reads_nothing(ward):
    """S01"""
    piece = kept(ward)[0]
    pieces.send(piece.batch, by=ward.by, at=make.at(10))
    ward.father.guardianships.update(ended_on=make.DAY - timedelta(days=1))
    ward.mother.guardianships.update(blocked_at=make.at(10), blocked_by=uuid7())

    assert not list(sight.pieces_for(ward.father.guardianships.in_force(make.DAY)))
    assert not read_by(ward.mother)


def test_where_a_manager_reads_first_it_waits(ward):
    pieces.choose(ward.location, needs_approval=True, by=ward.desk, at=make.at(8))
    piece = kept(ward)[0]
    pieces.send(piece.batch, by=ward.by, at=make.at(10))
    assert not read_by(ward.mother)
    assert list(Piece.objects.filter(status="waiting")) == [piece]

    pieces.publish(piece, by=ward.desk, at=make.at(11))
    assert read_by(ward.mother) == [piece]


def test_a_photo_stands_only_beside_the_piece_of_who_is_on_it(ward):
    """S02 S38 And only while nobody says no to it."""
    photo, id = make.photo([ward.noor]), uuid7()
    kept(ward, ward.noor, ward.finn, photos=(photo.pk,), id=id)
    assert not PiecePhoto.objects.exists()

    make.consent(ward.noor, own=True, now=make.at(6))
    kept(ward, ward.noor, ward.finn, photos=(photo.pk,), id=id)
    assert PiecePhoto.objects.get().piece.child == ward.noor


def test_the_reminder_names_who_was_there_and_has_none(ward):
    def lacking(week=MONDAY):
        return list(pieces.without_piece(Child.objects.all(), week, HERE))

    for child in (ward.noor, ward.finn):
        make.visit(child, arrived_at=make.at(9))
    assert set(lacking()) == {ward.noor, ward.finn}
    assert not lacking(MONDAY - timedelta(days=7))
    piece = kept(ward, ward.noor)[0]
    assert ward.noor in lacking(), "nobody reads a draft"
    pieces.send(piece.batch, by=ward.by, at=make.at(10))
    assert lacking() == [ward.finn]


def test_the_draft_of_a_colleague_keeps_nobody_from_writing(ward):
    """Eva is ill on Friday; Lot writes and sends. Of Eva's draft the other child still goes."""
    evas = kept(ward, ward.noor, ward.finn)[0].batch
    lot = make.caregiver(ward.frogs).actor(Kind.CAREGIVER)
    told = pieces.Told(uuid7(), MONDAY, "{name} zingt.")
    pieces.keep(told, [ward.noor], by=lot, at=make.at(10))
    pieces.send(told.id, by=lot, at=make.at(10))
    pieces.send(evas, by=ward.by, at=make.at(11))

    published = {one.child: one.words for one in Piece.objects.published()}
    assert published[ward.noor] == f"{ward.noor.first_name} zingt."
    assert published[ward.finn] == f"{ward.finn.first_name} danst."
    assert Piece.objects.published().count() == 2
    with pytest.raises(pieces.AlreadyWritten):
        kept(ward, ward.noor, id=evas)
