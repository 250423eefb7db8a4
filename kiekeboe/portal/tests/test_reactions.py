"""Hearts and replies in the portal (D3): one tap, with and without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.care.models import Reaction
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def soon():
    """A moment ago that is today."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=2, microsecond=0)
    return max(midnight, timezone.now() - timedelta(minutes=5))


@pytest.fixture
def meal(noor):
    return make.entry(noor, kind="particular", details={"text": "At soep"}, started_at=soon())


def about(thing, child):
    what = "photos" if thing._meta.model_name == "photo" else "entries"
    return f"/parent/children/{child.pk}/{what}/{thing.pk}/reactions/"


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_heart_stands_on_the_day_and_goes_again(noor, meal, parent):
    day = f"/parent/children/{noor.pk}/"
    assert 'aria-pressed="false"' in text(parent.get(day))
    answer = parent.post(about(meal, noor), {"heart": "on", "back": "1"})
    assert answer["Location"].startswith(f"{day}days/")
    assert 'aria-pressed="true"' in text(parent.get(answer["Location"]))
    parent.post(about(meal, noor), {"heart": "off"})
    assert 'aria-pressed="true"' not in text(parent.get(day))


def test_a_script_gets_no_page(noor, meal, parent):
    answer = parent.post(about(meal, noor), {"heart": "on"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_the_day_is_told_again_only_when_somebody_reacted(noor, meal, parent):
    day = f"/parent/children/{noor.pk}/"
    tag = parent.get(day)["ETag"]
    known = {"If-None-Match": tag}
    assert parent.get(day, headers=known).status_code == 304
    parent.post(about(meal, noor), {"heart": "on"})
    assert parent.get(day, headers=known).status_code == 200


def test_a_reply_is_read_back_and_taken_back(noor, meal, parent):
    reply = {"id": str(uuid7()), "text": "Wat <fijn>!"}
    for _twice in range(2):
        assert parent.post(about(meal, noor), reply).status_code == 302
    shown = text(parent.get(about(meal, noor)))
    assert "Wat &lt;fijn&gt;!" in shown
    assert "Wat &lt;fijn&gt;!" in text(parent.get(f"/parent/children/{noor.pk}/"))
    parent.post(about(meal, noor), {"take_back": str(Reaction.objects.get().pk)})
    shown = text(parent.get(about(meal, noor)))
    assert "fijn" not in shown
    assert "Je nam een antwoord terug" in shown


def test_after_five_minutes_a_reply_stands(noor, meal, parent, marit):
    old = make.reaction(noor, marit, entry=meal, text="Mooi", now=soon() - timedelta(minutes=6))
    answer = parent.post(about(meal, noor), {"take_back": str(old.pk)})
    assert answer.status_code == 409
    assert "vijf minuten" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "a" * 501])
def test_what_cannot_be_said_stays_in_the_form(noor, meal, parent, typed):
    answer = parent.post(about(meal, noor), {"id": str(uuid7()), "text": typed})
    assert answer.status_code == 422
    assert typed.strip() in answer.content.decode()
    assert not Reaction.objects.exists()


def test_a_photo_has_its_own_heart(noor, parent, marit):
    make.consent(noor, guardian=marit, own=True)
    photo = make.photo([noor], taken_at=soon())
    parent.post(about(photo, noor), {"heart": "on"})
    assert 'aria-pressed="true"' in text(parent.get(about(photo, noor)))
    assert 'aria-pressed="true"' in text(parent.get(f"/parent/children/{noor.pk}/"))


def test_nobody_reacts_to_the_day_or_photo_of_another_child(noor, luuk, meal, parent):
    """S03"""
    theirs = make.entry(luuk, kind="particular", details={"text": "geheim"})
    photo = make.photo([luuk])
    for thing in (theirs, photo):
        for child in (noor, luuk):
            assert parent.get(about(thing, child)).status_code == 404
            assert parent.post(about(thing, child), {"heart": "on"}).status_code == 404
    internal = make.entry(noor, kind="care_note", note="voor ons")
    assert parent.post(about(internal, noor), {"heart": "on"}).status_code == 404
    assert not Reaction.objects.exists()


def test_nobody_takes_back_what_another_parent_said(noor, meal, parent):
    other = make.reaction(noor, make.guardian([noor]), entry=meal, text="Geheim", now=soon())
    assert parent.post(about(meal, noor), {"take_back": str(other.pk)}).status_code == 404
    shown = text(parent.get(about(meal, noor)))
    assert "Geheim" not in shown
    assert "Ook van iemand anders thuis" in shown


def test_the_names_of_another_family_on_a_photo_are_not_told(noor, luuk, parent, marit):
    """S35"""
    neighbour = luuk.guardianships.get().guardian
    make.consent(noor, guardian=marit, own=True, together=True)
    make.consent(luuk, guardian=neighbour, own=True, together=True)
    photo = make.photo([noor, luuk], taken_at=soon())
    make.reaction(luuk, neighbour, photo=photo, text="Wat lief van Luuk")
    make.reaction(luuk, neighbour, photo=photo)
    shown = text(parent.get(about(photo, noor)))
    assert "Wat lief" not in shown
    assert "iemand anders" not in shown
