"""The help centre opens for everybody, in their language."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

from kiekeboe.help import library
from kiekeboe.testing import stills
from kiekeboe.testing.recording import LARGEST

pytestmark = pytest.mark.django_db
DUTCH = Client(headers={"accept-language": "nl"})
ENGLISH = Client(headers={"accept-language": "en"})


def test_who_is_not_signed_in_reads_and_searches():
    """N1"""
    page = DUTCH.get("/help/").content.decode()
    assert "Je kind ziek melden" in page
    assert "Een tablet koppelen" in page
    found = DUTCH.get("/help/", {"q": "koorts"}).content.decode()
    assert 'id="found" role="status">1 antwoord<' in found
    assert "Je kind ziek melden, en weer beter" in found


def test_an_article_is_in_the_language_of_the_reader():
    assert "Ziek melden" in DUTCH.get("/help/report-sick/").content.decode()
    assert "Report sick" in ENGLISH.get("/help/report-sick/").content.decode()
    assert DUTCH.get("/help/no-such-thing/").status_code == 404


def test_nothing_found_is_said_and_the_list_stays():
    page = DUTCH.get("/help/", {"q": "<helikopter>"}).content.decode()
    assert "&lt;helikopter&gt;" in page
    assert "We vonden niets." in page
    assert "Je kind ziek melden" in page


def test_two_lines_of_help_stand_under_every_page():
    """N2 Questions about the child go to the nursery, about the product to these pages."""
    for address in ("/help/", "/help/messages/"):
        page = DUTCH.get(address).content.decode()
        assert 'href="/parent/help/"' in page
        assert 'href="/sign-in/"' in page
        assert "mailto:" not in page


def test_after_the_nursery_comes_who_keeps_it_running(settings):
    """N2 The nursery first; no address is shown that nobody set."""
    settings.HELP_CONTACT = "hulp@gastheer.example"
    for address in ("/help/", "/help/messages/"):
        page = DUTCH.get(address).content.decode()
        assert page.index('href="/parent/help/"') < page.index("mailto:hulp@gastheer.example")


@pytest.mark.parametrize("language", [DUTCH, ENGLISH], ids=["nl", "en"])
@pytest.mark.parametrize("slug", ["install-app", "see-the-day", "report-sick", "ask-for-days"])
def test_the_four_films_have_captions_and_are_told_in_words(language, slug):
    """N1 Who cannot hear, see or load a film reads the same."""
    page = language.get(f"/help/{slug}/").content.decode()
    assert '<track kind="captions"' in page
    assert 'preload="none"' in page
    words = re.search("<details>.*?</details>", page, re.S)[0]
    assert words.count("<li>") >= 4


def test_a_film_is_small_enough_to_load_on_a_train():
    """N1 At most 3 MB each."""
    films = list(library.FILMS.glob("*.mp4"))
    assert len(films) == 4 * len(library.LANGUAGES)
    assert max(one.stat().st_size for one in films) <= LARGEST


@pytest.mark.parametrize(
    ("reader", "room"), [("caregivers", "/group/"), ("office", "/office/"), ("parents", "/parent/")]
)
def test_who_came_from_a_screen_finds_its_own_answers_first_and_goes_back(reader, room):
    page = DUTCH.get("/help/", {"for": reader}).content.decode()
    first = next(one for one in library.articles("nl") if one.audience == reader)
    assert page.index("<h2>") < page.index(first.title) < page.index("</section>")
    assert f'href="{room}"' in page
    assert DUTCH.get("/help/", {"for": "nobody"}).status_code == 200


def test_an_article_without_a_film_shows_its_screen_and_says_what_is_on_it():
    """N1 In the language of the reader, and small."""
    for language in library.LANGUAGES:
        pictured = [one for one in library.articles(language) if one.seen]
        assert len(pictured) == 16
        for one in pictured:
            picture = Path(find(one.picture))
            assert picture.stat().st_size <= stills.LARGEST
            assert picture.read_bytes()[8:12] == b"WEBP"
    page = ENGLISH.get("/help/photos/").content.decode()
    assert re.search(r'<img src="[^"]*photos\.en[^"]*\.webp" alt="The screen with the photos', page)


def test_every_picture_stands_in_an_article():
    """Nothing is shipped that nobody sees."""
    shown = {one.picture for language in library.LANGUAGES for one in library.articles(language)
             if one.seen}  # fmt: skip
    folder = Path(find("help/pictures/photos.nl.webp")).parent
    assert {f"help/pictures/{one.name}" for one in folder.iterdir()} == shown
    assert {name.split("/")[-1].split(".")[0] for name in shown} == set(stills.EVERY)
