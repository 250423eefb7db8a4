"""C8: a parent asks staff to look at a photo; staff decide."""

import pytest
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.photos.models import Photo, Report
from kiekeboe.photos.reporting import report, settle, take_back
from kiekeboe.testing import make


@pytest.fixture
def noor(db):
    child = make.child(first_name="Noor")
    make.consent(child, own=True, together=True)
    return child


@pytest.fixture
def marit(noor):
    return noor.guardianships.first().guardian


@pytest.fixture
def photo(noor):
    return make.photo([noor])


@pytest.fixture
def eva(photo):
    return make.caregiver(photo.group)


def ask(photo, who, why="unfit", words="Noor heeft geen broek aan."):
    return report(photo, who, why, words, by=who.actor(), at=timezone.now())


def decide(asked, outcome, who):
    settle(asked, outcome, by=who.actor(), at=timezone.now())
    asked.refresh_from_db()
    return asked


def test_a_reported_photo_stays_until_staff_decide(photo, marit):
    asked = ask(photo, marit)
    assert (asked.why, asked.words, asked.outcome) == ("unfit", "Noor heeft geen broek aan.", "")
    assert Photo.objects.standing().filter(pk=photo.pk).exists()


def test_reporting_twice_is_one_question(photo, marit):
    assert ask(photo, marit) == ask(photo, marit, words="Nog een keer.")
    assert Event.objects.filter(verb="photo_reported").count() == 1


def test_the_record_holds_no_words_and_no_other_family_hears_of_it(photo, marit):
    ask(photo, marit)
    told = Event.objects.get(verb="photo_reported")
    assert told.payload == {"photo": str(photo.pk), "why": "unfit"}
    assert not told.mentions.exists()


def test_staff_take_the_photo_back_and_every_question_about_it_is_answered(photo, noor, marit, eva):
    mine, other = ask(photo, marit), ask(photo, make.guardian([noor]))
    decide(mine, Report.Outcome.WITHDRAWN, eva)
    other.refresh_from_db()
    assert not Photo.objects.standing().filter(pk=photo.pk).exists()
    assert {mine.outcome, other.outcome} == {"withdrawn"}
    assert mine.settled_by == eva.pk


def test_staff_leave_the_photo_and_the_other_question_still_waits(photo, noor, marit, eva):
    mine, other = ask(photo, marit), ask(photo, make.guardian([noor]))
    decide(mine, Report.Outcome.LEFT, eva)
    other.refresh_from_db()
    assert Photo.objects.standing().filter(pk=photo.pk).exists()
    assert (mine.outcome, other.outcome) == ("left", "")


def test_what_is_settled_stays_settled(photo, marit, eva):
    asked = decide(ask(photo, marit), Report.Outcome.LEFT, eva)
    decide(asked, Report.Outcome.WITHDRAWN, eva)
    take_back(asked, by=marit.actor(), at=timezone.now())
    assert asked.outcome == "left"
    assert Photo.objects.standing().filter(pk=photo.pk).exists()


def test_a_parent_takes_the_question_back_and_may_ask_again(photo, marit):
    asked = ask(photo, marit)
    take_back(asked, by=marit.actor(), at=timezone.now())
    assert asked.outcome == "undone"
    assert ask(photo, marit) != asked
