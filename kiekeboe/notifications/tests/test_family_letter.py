"""The letter to parents says what the settings of the location say, and goes to its families."""

from datetime import time

import pytest
from django.utils.translation import override

from kiekeboe.care.models import LogRule
from kiekeboe.chat.models import ChatPolicy
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.notifications import family_letter
from kiekeboe.notifications.family_letter import families_at, letter_of, mail_to_families, paper_of
from kiekeboe.notifications.tasks import send_family_letter
from kiekeboe.people.models import Guardian
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


@pytest.fixture
def place(noor):
    return noor.placements.get().group.location


def by_mail(child, email):
    """A parent who has no account yet."""
    one = make.guardian([child])
    Guardian.objects.filter(pk=one.pk).update(account=None, email=email)
    one.refresh_from_db()
    return one


def said(place, language="nl"):
    with override(language):
        parts = letter_of(place, make.DAY)
    return "\n".join(one for part in parts for one in (part.title, *part.listed, *part.sentences))


def test_the_letter_tells_what_is_logged_at_which_age(place):
    """N3 As the shipped ages say, until the location decides otherwise."""
    before = said(place)
    assert "Van 0 tot 6 maanden" in before or "Van 0 tot 12 maanden" in before
    assert "fles" in before

    LogRule.objects.create(organisation=place.organisation, location=place, kind="bottle",
                           level="hidden")  # fmt: skip
    assert "fles" not in said(place)


def test_who_comes_after_school_is_told_that_only_what_matters_is_logged(place):
    place.care_type = place.CareType.AFTER_SCHOOL
    assert "wat de moeite waard is" in said(place)
    assert "fles" not in said(place)


def test_a_rule_for_one_child_or_group_says_nothing_to_everybody(place, noor):
    LogRule.objects.create(organisation=place.organisation, location=place, kind="bottle",
                           level="hidden", child=noor)  # fmt: skip
    assert "fles" in said(place)


def test_the_hours_and_the_rule_of_messages_come_from_the_settings(place):
    """N3 F2"""
    assert "op elk moment" in said(place)
    ChatPolicy.objects.create(
        organisation=place.organisation, location=place, since=make.DAY, mode="urgent_only",
        opens_at=time(9), closes_at=time(15), written_at=make.at(7),
    )  # fmt: skip
    letter = said(place)
    assert "alleen een bericht als het dringend is" in letter
    assert "van 09:00 tot 15:00" in letter
    assert "op elk moment" not in letter


def test_the_letter_is_whole_in_english_too(place):
    assert "What we write down" in said(place, "en")
    assert "Wat we" not in said(place, "en")


def test_on_paper_it_is_tagged_and_has_a_language(place):
    """U28"""
    pdf = paper_of(place, make.DAY, language="nl")
    assert pdf == paper_of(place, make.DAY, language="nl")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    assert pdf != paper_of(place, make.DAY, language="en")


def test_every_family_of_the_place_gets_one_letter_and_nobody_else(place, noor, mailoutbox):
    """N3 Not who is blocked, not another location, and on one day not twice."""
    mother = by_mail(noor, "marit@thuis.test")
    by_mail(noor, "")
    blocked = by_mail(noor, "weg@thuis.test")
    blocked.guardianships.update(blocked_at=make.at(7), blocked_by=uuid7())
    by_mail(make.child(), "elders@thuis.test")
    office = make.office_member(place.organisation).actor()

    assert families_at(place, make.DAY) == [mother]
    assert mail_to_families(place, by=office, at=make.at(9)) == 1
    assert mail_to_families(place, by=office, at=make.at(10)) == 0

    asked = Assignment.objects.filter(job=send_family_letter.name)
    assert [one.arguments for one in asked] == [[str(mother.pk), str(place.pk)]]


def test_who_left_before_the_mail_goes_gets_none(place, noor, mailoutbox):
    mother = by_mail(noor, "marit@thuis.test")
    send_family_letter(str(mother.pk), str(place.pk))
    assert [one.to for one in mailoutbox] == [["marit@thuis.test"]]
    assert place.name in mailoutbox[0].subject
    assert "Hallo" in mailoutbox[0].body or "Hoi" in mailoutbox[0].body

    mother.guardianships.update(blocked_at=make.at(7), blocked_by=uuid7())
    send_family_letter(str(mother.pk), str(place.pk))
    assert len(mailoutbox) == 1
    assert family_letter.families_at(place, make.DAY) == []
