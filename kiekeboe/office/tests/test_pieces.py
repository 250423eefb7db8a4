"""Weekly pieces behind the desk: who has none, what waits, and who reads first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.development import pieces
from kiekeboe.development.models import Piece, PiecePhoto
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import Placement
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
LIST, QUERIES = "/office/pieces/", 9


@pytest.fixture
def eva(nursery):
    return make.caregiver(nursery.noor.placements.get().group, first_name="Eva")


@pytest.fixture
def waits(desk, nursery, eva):
    """A piece about Noor that was sent where the desk reads first."""
    desk.manager.post(f"{LIST}rules/{nursery.here.pk}/", {"first": "yes"})
    by = Actor(nursery.noor.organisation_id, Kind.CAREGIVER, eva.pk)
    told = pieces.Told(uuid7(), pieces.monday_of(timezone.localdate()), "{name} danst.")
    (piece,) = pieces.keep(told, [nursery.noor], by=by, at=timezone.now())
    pieces.send(piece.batch, by=by, at=timezone.now())
    piece.refresh_from_db()
    return piece


def text(answer):
    return answer.content.decode()


def test_a_piece_waits_until_a_manager_let_the_family_read_it(desk, nursery, waits):
    """B9"""
    assert waits.status == pieces.WAITING
    assert f"{LIST}{waits.pk}/" in text(desk.manager.get(LIST))
    assert f"{nursery.noor.first_name} danst." in text(desk.manager.get(f"{LIST}{waits.pk}/"))

    for _twice in range(2):
        assert desk.manager.post(f"{LIST}{waits.pk}/").status_code == 302
    waits.refresh_from_db()
    assert waits.status == pieces.PUBLISHED
    assert 'id="waits"' not in text(desk.manager.get(LIST))


def test_where_nobody_reads_first_a_piece_goes_at_once(desk, nursery, waits):
    desk.manager.post(f"{LIST}rules/{nursery.here.pk}/", {"first": "no"})
    assert not pieces.needs_approval(nursery.here.pk)


def test_who_was_there_and_has_no_piece_stands_on_the_list(desk, nursery, eva):
    """B9 A draft is no piece yet, and is named as a draft."""
    today = timezone.localdate()
    make.visit(nursery.noor, arrived_at=timezone.now() - timedelta(minutes=5))
    page = text(desk.manager.get(LIST))
    assert f"/office/children/{nursery.noor.pk}/" in page

    by = Actor(nursery.noor.organisation_id, Kind.CAREGIVER, eva.pk)
    told = pieces.Told(uuid7(), pieces.monday_of(today), "{name} danst.")
    pieces.keep(told, [nursery.noor], by=by, at=timezone.now())
    page = text(desk.manager.get(LIST))
    assert f'href="/office/children/{nursery.noor.pk}/"' not in page
    assert 'id="drafts"' in page
    assert desk.manager.get(LIST, {"week": "2026-13-45"}).status_code == 200


def test_another_location_or_role_finds_no_piece(desk, nursery, waits):
    """S02 S03"""
    for role in ("office", "finance", "inspector", "caregiver", "trainee", "parent"):
        assert getattr(desk, role).get(LIST).status_code == 404
        for path in ("", "back/"):
            assert getattr(desk, role).post(f"{LIST}{waits.pk}/{path}").status_code == 404
    assert Piece.objects.get().status == pieces.WAITING
    away = nursery.away.placements.get().group.location
    assert desk.manager.post(f"{LIST}rules/{away.pk}/", {"first": "no"}).status_code == 404
    Placement.objects.filter(child=nursery.noor).update(group=nursery.otters)
    for path in ("", "back/"):
        assert desk.manager.post(f"{LIST}{waits.pk}/{path}").status_code == 404


def test_the_page_asks_as_much_for_three_as_for_one(desk, nursery, waits, eva,
                                                     django_assert_num_queries):  # fmt: skip
    by = Actor(nursery.noor.organisation_id, Kind.CAREGIVER, eva.pk)
    desk.manager.get(LIST)
    with django_assert_num_queries(QUERIES):
        desk.manager.get(LIST)
    group = nursery.noor.placements.get().group
    more = [make.child(group=group) for _ in range(2)]
    told = pieces.Told(uuid7(), pieces.monday_of(timezone.localdate()), "{name} zingt.")
    (first, *_rest) = pieces.keep(told, more, by=by, at=timezone.now())
    pieces.send(first.batch, by=by, at=timezone.now())
    with django_assert_num_queries(QUERIES):
        desk.manager.get(LIST)


@pytest.mark.parametrize("read", [False, True], ids=["waits", "was read"])
def test_a_manager_gives_a_piece_back_and_its_writer_has_it_again(desk, nursery, waits, eva, read):
    """B9 With its words and photos; also after families could read it."""
    if read:
        desk.manager.post(f"{LIST}{waits.pk}/")
    photo = make.photo([nursery.noor])
    PiecePhoto.objects.create(organisation=nursery.noor.organisation, piece=waits, photo=photo)
    assert f"{LIST}{waits.pk}/back/" in text(desk.manager.get(f"{LIST}{waits.pk}/"))
    for _twice in range(2):
        assert desk.manager.post(f"{LIST}{waits.pk}/back/").status_code == 302

    again = Piece.objects.standing().get()
    assert (again.status, again.author, again.words) == (pieces.DRAFT, eva, waits.words)
    assert [one.photo for one in again.beside.all()] == [photo]
    assert f"{LIST}{waits.pk}/" not in text(desk.manager.get(LIST))
    assert desk.manager.get(f"{LIST}{waits.pk}/").status_code == 404


def test_families_may_read_what_stands_on_the_list_as_sent(desk, nursery, waits):
    desk.manager.post(f"{LIST}{waits.pk}/")
    page = text(desk.manager.get(LIST))
    assert 'id="sent"' in page
    assert f"{LIST}{waits.pk}/" in page
    shown = text(desk.manager.get(f"{LIST}{waits.pk}/"))
    assert f"{nursery.noor.first_name} danst." in shown
    assert "Laat het gezin" not in shown


def test_today_says_that_a_piece_waits_and_a_talk_is_due(desk, nursery, waits):
    """M2 To who may read it, and to nobody else."""
    assert "Weekverhalen om eerst te lezen" in text(desk.manager.get("/office/"))
    assert "Weekverhalen om eerst" not in text(desk.office.get("/office/"))
    desk.manager.post(f"{LIST}{waits.pk}/")
    today = text(desk.manager.get("/office/"))
    assert "Weekverhalen om eerst" not in today
    assert "Gesprekken en mentoren" in today, "Noor has no mentor yet"
