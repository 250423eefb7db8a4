"""The talk about a child, from the draft to the answer."""

import pytest

from kiekeboe.development import noting, talks
from kiekeboe.development.models import Talk, TalkReading
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make


def test_a_draft_is_made_of_what_was_seen(ward):
    """What was taken back, and what another child did, is not in it."""
    ward.note(text="Ze zegt auto.", area="language")
    ward.note(ward.finn, text="Hij zegt bal.", area="language")
    noting.withdraw(ward.note(text="Vergissing.", area="language"), by=ward.by, at=make.at(11))

    talk = talks.draft(uuid7(), ward.noor, "yearly", by=ward.desk, at=make.at(12))

    said = {one.area: one.text for one in talk.parts.all()}
    assert "Ze zegt auto." in said["language"]
    assert "bal" not in said["language"]
    assert "Vergissing" not in said["language"]
    assert set(said) == {"social", "motor", "language", "play", "self"}
    assert said["motor"] == ""


def test_the_next_report_looks_back_from_the_last(ward):
    ward.note()
    first = ward.talk(shared=True)
    following = talks.draft(uuid7(), ward.noor, "other", by=ward.desk, at=make.at(15))

    assert following.first_day == first.last_day  # the same day: nothing before it is told twice
    assert Talk.objects.shared().count() == 1


def test_a_child_has_one_draft(ward):
    id = uuid7()
    for _twice in range(2):
        talks.draft(id, ward.noor, "yearly", by=ward.desk, at=make.at(12))
    with pytest.raises(talks.AlreadyDrafted):
        ward.talk()

    talks.drop(Talk.objects.get(), by=ward.desk, at=make.at(13))
    assert ward.talk().kind == "yearly"


def test_a_report_that_was_shared_stands(ward):
    talk = ward.talk(shared=True)
    talks.share(talk, by=ward.desk, at=make.at(14))

    with pytest.raises(talks.Closed):
        talks.write(talk, opening="Anders.", parts={}, by=ward.desk, at=make.at(14))
    talks.drop(talk, by=ward.desk, at=make.at(14))

    assert (talk.opening, talk.dropped_at) == ("Een fijn jaar.", None)
    assert Event.objects.filter(verb="mentor_talk_shared").count() == 1


def test_an_empty_report_is_not_shared(ward):
    talk = talks.draft(uuid7(), ward.noor, "yearly", by=ward.desk, at=make.at(12))
    with pytest.raises(talks.NothingSaid):
        talks.share(talk, by=ward.desk, at=make.at(13))


def test_parents_write_before_the_talk_and_not_after(ward):
    talk, mother = ward.talk(), ward.mother
    with pytest.raises(talks.Closed):
        talks.write_part(talk, mother, "Ze slaapt goed.", by=mother.actor(), at=make.at(12))
    talks.invite(talk, by=ward.desk, at=make.at(12))
    for text in ("Ze slaapt goed.", "Ze slaapt goed.", "Ze slaapt beter."):
        talks.write_part(talk, mother, text, by=mother.actor(), at=make.at(13))
    talks.share(talk, by=ward.desk, at=make.at(14))

    assert talk.parent_parts.get().text == "Ze slaapt beter."
    assert Event.objects.filter(verb="mentor_talk_part_written").count() == 2
    with pytest.raises(talks.Closed):
        talks.write_part(talk, mother, "Te laat.", by=mother.actor(), at=make.at(15))


def test_a_parent_signs_as_read_and_answers(ward):
    """The first moment stays; an answer may get other words."""
    talk, mother = ward.talk(shared=True), ward.mother
    for hour in (14, 15):
        talks.read(talk, mother, by=mother.actor(), at=make.at(hour))
    for text in ("Mooi.", "Heel mooi."):
        talks.answer(talk, mother, text, by=mother.actor(), at=make.at(16))

    row = TalkReading.objects.get()
    assert (row.read_at, row.answer, row.answered_at) == (make.at(14), "Heel mooi.", make.at(16))
    assert Event.objects.filter(verb="mentor_talk_read").count() == 1


def test_nobody_signs_a_draft(ward):
    talk, mother = ward.talk(invited=True), ward.mother
    with pytest.raises(talks.NotShared):
        talks.read(talk, mother, by=mother.actor(), at=make.at(14))
    with pytest.raises(talks.NotShared):
        talks.answer(talk, mother, "Mooi.", by=mother.actor(), at=make.at(14))
    with pytest.raises(talks.NotShared):
        talks.hold(talk, held_on=make.DAY, by=ward.desk, at=make.at(14))


def test_whether_the_school_may_read_it_is_dated_and_may_change(ward):
    talk, mother = ward.talk(kind="farewell", shared=True), ward.mother
    for hour, allowed in ((14, True), (15, True), (16, False)):
        talks.let_school_read(talk, mother, allowed, by=mother.actor(), at=make.at(hour))

    row = TalkReading.objects.get()
    assert (row.to_school, row.to_school_at) == (False, make.at(16))
    assert Event.objects.filter(verb="mentor_talk_school_answered").count() == 2


def test_what_was_agreed_is_added(ward):
    talk = ward.talk(shared=True)
    for _twice in range(2):
        talks.hold(talk, held_on=make.DAY, present="Moeder, Eva", agreements="Meer buiten.",
                   by=ward.desk, at=make.at(16))  # fmt: skip

    assert (talk.held_on, talk.agreements) == (make.DAY, "Meer buiten.")
    assert Event.objects.filter(verb="mentor_talk_held").count() == 1
