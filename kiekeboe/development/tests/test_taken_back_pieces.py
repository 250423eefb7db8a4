"""A piece that was sent and taken back comes to no family by keeping it again."""

import pytest

from kiekeboe.development import pieces, sight
from kiekeboe.development.models import Piece
from kiekeboe.development.tests.ward import Ward
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def test_a_published_piece_that_was_taken_back_is_not_kept_again():
    ward, id = Ward(), uuid7()
    monday = pieces.monday_of(make.DAY)
    pieces.keep(pieces.Told(id, monday, "Een."), [ward.noor], by=ward.by, at=make.at(9))
    pieces.send(id, by=ward.by, at=make.at(10))
    pieces.withdraw(Piece.objects.get(), by=ward.desk, at=make.at(11))
    with pytest.raises(pieces.AlreadyWritten):
        pieces.keep(pieces.Told(id, monday, "Twee."), [ward.noor], by=ward.by, at=make.at(12))

    assert not sight.pieces_for(ward.mother.guardianships.all()).exists()
