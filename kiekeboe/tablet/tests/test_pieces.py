"""A caregiver writes the weekly piece at the group (B9)."""

from datetime import timedelta

from django.utils import timezone

from kiekeboe.development import pieces
from kiekeboe.development.models import Piece
from kiekeboe.events.actors import Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair

PAGE = "/group/pieces/"


def words(answer):
    return " ".join(answer.content.decode().split())


def write(tablet, *children, **more):
    told = {"id": uuid7(), "text": "{name} danst.", "child": [one.pk for one in children]} | more
    return tablet.client.post(PAGE, told)


def elsewhere(noor):
    return make.child(make.group(noor.placements.get().group.location), first_name="Sem")


def test_one_text_for_two_is_kept_opened_again_and_sent(tablet, noor, mees):
    id = uuid7()
    for _twice in range(2):
        assert write(tablet, noor, mees, id=id).status_code == 302
    assert "{name} danst." in words(tablet.client.get(f"{PAGE}?id={id}"))
    assert not Piece.objects.published().exists()

    assert write(tablet, noor, mees, id=id, send="on").status_code == 302
    told = {one.words for one in Piece.objects.published().select_related("child")}
    assert told == {"Noor danst.", "Mees danst."}


def test_without_words_or_for_who_has_one_nothing_is_kept(tablet, noor):
    assert write(tablet, noor, text=" ").status_code == 422
    assert write(tablet, noor).status_code == 302
    assert write(tablet, noor, text="Nog een.").status_code == 422
    assert Piece.objects.get().text == "{name} danst."


def test_a_child_of_another_group_is_out_of_reach(tablet, noor):
    """S01"""
    sem = elsewhere(noor)

    assert write(tablet, sem).status_code == 422
    assert not Piece.objects.exists()
    assert "Sem" not in words(tablet.client.get(PAGE))


def test_a_trainee_finds_nothing_and_a_colleague_not_my_draft(tablet, noor, group):
    """S01"""
    id = uuid7()
    write(tablet, noor, id=id)
    trainee = pair(group, caregiver=make.caregiver(group, "trainee"))
    colleague = pair(group, caregiver=make.caregiver(group))

    assert trainee.client.get(PAGE).status_code == 404
    assert "{name} danst." not in words(colleague.client.get(f"{PAGE}?id={id}"))
    assert write(colleague, noor, id=id, text="Anders.").status_code == 422
    assert Piece.objects.get().text == "{name} danst."


def test_a_draft_of_friday_is_found_on_monday_and_stays_of_its_week(tablet, noor, mees):
    id, last = uuid7(), pieces.monday_of(timezone.localdate()) - pieces.WEEK
    by = tablet.caregiver.actor(Kind.CAREGIVER)
    pieces.keep(pieces.Told(id, last, "{name} danst."), [noor], by=by, at=timezone.now())

    assert f"/group/pieces/?id={id}" in words(tablet.client.get(PAGE))
    assert write(tablet, noor, mees, id=id, send="on").status_code == 302
    assert set(Piece.objects.published().values_list("monday", flat=True)) == {last}
    assert str(id) not in words(tablet.client.get(PAGE))


def test_beside_a_draft_of_last_week_stand_the_photos_of_that_week(tablet, noor):
    """Who goes on with it on Monday chooses from what was seen then."""
    id, last = uuid7(), pieces.monday_of(timezone.localdate()) - pieces.WEEK
    by = tablet.caregiver.actor(Kind.CAREGIVER)
    pieces.keep(pieces.Told(id, last, "{name} danst."), [noor], by=by, at=timezone.now())
    make.consent(noor, own=True)
    then = make.photo([noor], taken_at=make.at(10, day=last + timedelta(days=2)))

    assert str(then.pk) in words(tablet.client.get(f"{PAGE}?id={id}"))
    assert str(then.pk) not in words(tablet.client.get(PAGE))


def test_who_has_second_thoughts_takes_it_back_and_writes_on(tablet, noor, mees):
    """Families read it no more, and the same words stand ready."""
    id = uuid7()
    write(tablet, noor, mees, id=id, send="on")
    assert f"{PAGE}{id}/back/" in words(tablet.client.get(PAGE))

    answers = [tablet.client.post(f"{PAGE}{id}/back/") for _twice in range(2)]
    assert not Piece.objects.published().exists()
    (again,) = set(Piece.objects.standing().values_list("batch", flat=True))
    assert [one["Location"] for one in answers] == [f"{PAGE}?id={again}", PAGE]
    assert "{name} danst." in words(tablet.client.get(f"{PAGE}?id={again}"))
    write(tablet, noor, id=again, text="{name} zingt.", send="on")
    assert [one.words for one in Piece.objects.published()] == ["Noor zingt."]


def test_nobody_takes_back_what_a_colleague_sent(tablet, noor, group):
    """S01"""
    id = uuid7()
    write(tablet, noor, id=id, send="on")
    colleague = pair(group, caregiver=make.caregiver(group))
    trainee = pair(group, caregiver=make.caregiver(group, "trainee"))

    for other in (colleague, trainee):
        assert other.client.post(f"{PAGE}{id}/back/").status_code == 404
    assert tablet.client.post(f"{PAGE}{uuid7()}/back/").status_code == 404
    assert f"{PAGE}{id}/back/" not in words(colleague.client.get(PAGE))
    assert Piece.objects.published().count() == 1


def test_a_draft_that_comes_to_nothing_is_thrown_away(tablet, noor, group):
    """By who wrote it; a colleague and a wrong address find nothing."""
    id = uuid7()
    write(tablet, noor, id=id)
    assert f"{PAGE}{id}/drop/" in words(tablet.client.get(f"{PAGE}?id={id}"))
    colleague = pair(group, caregiver=make.caregiver(group))
    assert colleague.client.post(f"{PAGE}{id}/drop/").status_code == 404
    assert tablet.client.post(f"{PAGE}{uuid7()}/drop/").status_code == 404
    assert Piece.objects.standing().exists()

    for _twice in range(2):
        assert tablet.client.post(f"{PAGE}{id}/drop/").status_code == 302
    assert not Piece.objects.standing().exists()
    assert str(id) not in words(tablet.client.get(PAGE))


def test_what_was_sent_is_not_thrown_away_as_a_draft(tablet, noor):
    id = uuid7()
    write(tablet, noor, id=id, send="on")
    tablet.client.post(f"{PAGE}{id}/drop/")
    assert Piece.objects.published().count() == 1
