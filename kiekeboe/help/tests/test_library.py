"""Articles: whole in both languages, short, and in the words of the screens."""

import re
from pathlib import Path

import pytest

from kiekeboe.help import library
from kiekeboe.help.library import articles, search
from kiekeboe.testing.words import sentences

HOUSE = Path(library.__file__).parents[1]
EVERY = [one for language in library.LANGUAGES for one in articles(language)]
# Words of phones and browsers, and of an address: not ours to choose.
ELSEWHERE = {
    "Op een iPhone of iPad", "Op Android", "Zet op beginscherm", "Voeg toe", "App installeren",
    "Toevoegen aan startscherm", "Komt er geen mail?",
    "On an iPhone or iPad", "On Android", "Add to Home Screen", "Add", "Install app",
    "Add to home screen", "No mail?", "/group/",
}  # fmt: skip
ENTRY = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.M)


def name(one):
    return f"{one.slug}.{one.language}"


@pytest.fixture(scope="module")
def on_screens() -> dict[str, set[str]]:
    """What the screens say, in each language."""
    said = {"en": set(), "nl": set()}
    for file in HOUSE.glob("*/locale/nl/LC_MESSAGES/django.po"):
        for english, dutch in ENTRY.findall(file.read_text(encoding="utf-8")):
            said["en"].add(english)
            said["nl"].add(dutch.replace("'", "’"))
    return said


def test_every_article_is_there_in_dutch_and_in_english():
    """N1"""
    pairs = [{(one.slug, one.audience, one.order, one.film) for one in articles(language)}
             for language in library.LANGUAGES]  # fmt: skip
    assert pairs[0] == pairs[1]
    assert {audience for _, audience, _, _ in pairs[0]} == set(library.AUDIENCES)


@pytest.mark.parametrize("one", EVERY, ids=name)
def test_an_article_names_the_screens_by_their_own_words(one, on_screens):
    """N1 A button that changes its name breaks this, and not the trust of a parent."""
    named = re.findall("<strong>(.*?)</strong>", one.html)
    said = on_screens[one.language] | ELSEWHERE
    assert [each for each in named if each.replace("'", "’") not in said] == []
    assert "<ol>" in one.html


@pytest.mark.parametrize("one", articles("nl"), ids=name)
def test_a_dutch_article_is_read_without_effort(one):
    """U23 At most fifteen words in a sentence, ten on average."""
    lengths = [len(each.split()) for each in sentences(f"{one.title}.\n{one.plain}")]
    assert max(lengths) <= 15
    assert sum(lengths) / len(lengths) <= 10


def test_every_word_that_is_asked_must_be_there():
    dutch = articles("nl")
    assert search("ziek", dutch)[0].slug == "report-sick"
    assert search("RUILDAG extra", dutch)[0].slug == "ask-for-days"
    assert search("foto\N{RIGHT SINGLE QUOTATION MARK}s", dutch)
    assert search("ziek helikopter", dutch) == []
    assert search("  ?! ", dutch) == []
    assert search("invoíce", articles("en"))[0].slug in {"invoices", "make-invoices"}


def test_html_in_an_article_stays_text(tmp_path):
    """S40"""
    file = tmp_path / "x.nl.md"
    file.write_text("# X\nfor: parents\norder: 1\n\n<script>alert(1)</script> [a](javascript:b)\n")
    assert "<script" not in library.read(file).html
    assert 'href="javascript' not in library.read(file).html


@pytest.mark.parametrize("head", ["X\nfor: parents", "# X\nfor: cats\norder: 1"])
def test_an_article_without_a_whole_head_is_refused(tmp_path, head):
    file = tmp_path / "x.nl.md"
    file.write_text(f"{head}\n\nWords\n")
    with pytest.raises(ValueError):
        library.read(file)
