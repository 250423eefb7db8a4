"""C1 C2: the words of a consent question stand as they were published."""

import pytest

from kiekeboe.people import wordings
from kiekeboe.people.models import Channel, Consent, Purpose
from kiekeboe.testing import make

# What was asked in each version, for ever. A line here is never changed: other words are a new
# version with a new line.
DIGESTS = {
    "2026-1": "873d834f9f3bb845141e4efe417a36e7a2e48ef551d87d60e42e5ddf6b55d0c7",
}


def test_nobody_edits_a_published_question():
    """S38 What a parent said yes to stays what it was."""
    assert {version: wordings.digest(version) for version in wordings.PUBLISHED} == DIGESTS


def test_every_purpose_is_asked_in_both_languages_and_by_name():
    for version, purposes in wordings.PUBLISHED.items():
        assert set(purposes) <= set(Purpose.values)
        for purpose, spoken in purposes.items():
            assert set(spoken) == set(wordings.LANGUAGES), purpose
            for language in spoken:
                asked = wordings.wording(purpose, language, "Noor", version=version)
                assert "Noor" in asked.question
                assert "{" not in asked.said
    assert set(wordings.PUBLISHED[wordings.CURRENT]) == set(Purpose.values)


def test_a_name_with_braces_stays_a_name():
    assert "{name} X" in wordings.wording("website", "nl", "{name} X").question


def test_a_language_that_we_lack_is_asked_in_english():
    assert wordings.wording("press", "tr", "Noor") == wordings.wording("press", "en", "Noor")


@pytest.mark.django_db
def test_an_answer_keeps_the_words_the_channel_and_who():
    """C2"""
    child = make.child(first_name="Noor")
    parent = make.guardian([child])
    said = wordings.wording("own_portal", "en", "Noor").said
    asked = {
        "child": child, "guardian": parent, "purpose": "own_portal", "allowed": True,
        "wording": wordings.CURRENT, "said": said, "channel": Channel.PHONE,
        "by": parent.actor(), "at": make.at(9),
    }  # fmt: skip
    kept = Consent.objects.answer(**asked)
    again = Consent.objects.answer(**asked | {"at": make.at(10)})
    assert again == kept
    assert (kept.said, kept.channel) == (said, "phone")
    assert (kept.answered_by_kind, kept.answered_by) == ("guardian", parent.pk)


@pytest.mark.django_db
def test_an_answer_of_before_without_the_words_still_stands():
    child = make.child()
    parent = make.consent(child, own=True)
    Consent.objects.update(said="")
    assert Consent.objects.counting_on(make.DAY).get(guardian=parent).allowed
