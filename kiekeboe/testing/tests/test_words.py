"""What the house says, it says in Dutch too: complete, in one way, and in the sector's words."""

import re
from collections import defaultdict

import pytest

from kiekeboe.testing import words
from kiekeboe.testing.words import HOLDER, TAG, sentences

SPOKEN = list(words.spoken())
TRANSLATIONS = list(words.translations())
# The word that is wrong here → the word of the glossary.
SYNONYMS = {
    r"leidsters?|peuterleidsters?|juf(fen|frouw)?|begeleid(st)?ers?": "collega's of medewerkers",
    r"cr[eè]ches?|kinderdagverblijf": "opvang, locatie",
    r"afhal(en|er)": "halen, ophaler",
    r"vakantiedag(en)?": "vrij",
    r"sync(t|en|hroniseren|hronisatie)?|upload(en|t)?|submit": "zonder systeemwoorden",
    r"errors?|server(fout)?|fout(code|melding)": "zonder systeemwoorden",
    r"invalide|ongeldige?": "zeg wat er is",
    r"wachtwoordzin|passkeys?\s?sleutel": "wachtwoord, passkey",
    r"gebruikers?naam|username": "e-mailadres",
    r"cli[eë]nt(en)?|klant(en)?": "ouder, kind",
    r"device|apparaat-id|timestamp": "tablet",
}
SAME_IN_BOTH = {"kiekeboe", "html", "cm", "ml", "lrk", "nederlands", "english", "taal", "language"}
SAME_IN_BOTH |= {"security", "txt"}
LONGEST = 15  # words in a sentence (DESIGN.md, chapter 5)


def test_every_text_has_its_dutch():
    known = {each.key for each in TRANSLATIONS if all(each.dutch) and not each.fuzzy}
    missing = sorted({(each.msgid, each.place) for each in SPOKEN if each.key not in known})
    assert not missing, "\n".join(f"{place}: {msgid}" for msgid, place in missing)


def test_no_dutch_is_a_guess_or_half_done():
    assert [each for each in TRANSLATIONS if each.fuzzy or not all(each.dutch)] == []


def test_the_dutch_fills_in_what_the_english_fills_in():
    wrong = [
        (each.msgid, each.dutch, each.place)
        for each in TRANSLATIONS
        for dutch in each.dutch
        if set(HOLDER.findall(dutch))
        not in (set(HOLDER.findall(each.msgid)), set(HOLDER.findall(each.plural or each.msgid)))
    ]
    assert wrong == []


def test_the_same_text_has_the_same_dutch_everywhere():
    said = defaultdict(set)
    for each in TRANSLATIONS:
        said[each.key, each.plural].add(each.dutch)
    assert {key: dutch for key, dutch in said.items() if len(dutch) > 1} == {}


def test_plurals_have_two_dutch_forms():
    plural = {each.key for each in SPOKEN if each.plural}
    two = {each.key for each in TRANSLATIONS if each.plural and len(each.dutch) == 2}
    assert plural - two == set()


def test_we_say_je():
    formal = re.compile(r"\b(uw|(?<!x )u|uzelf)\b", re.IGNORECASE)  # "2 u" is two hours
    assert [
        (each.msgid, each.dutch)
        for each in TRANSLATIONS
        if any(formal.search(HOLDER.sub("x", dutch)) for dutch in each.dutch)
    ] == []


@pytest.mark.parametrize("wrong", SYNONYMS)
def test_one_word_for_one_thing(wrong):
    """U42"""
    pattern = re.compile(rf"\b(?:{wrong})\b", re.IGNORECASE)
    found = [
        (e.dutch, e.place)
        for e in TRANSLATIONS
        for d in e.dutch
        if pattern.search(HOLDER.sub("x", d))
    ]
    assert found == [], f"say: {SYNONYMS[wrong]}"


def test_no_sentence_is_longer_than_fifteen_words():
    """U23"""
    long = [
        (len(sentence.split()), sentence)
        for each in TRANSLATIONS
        for dutch in each.dutch
        for sentence in sentences(dutch)
        if len(sentence.split()) > LONGEST
    ]
    assert long == []


def test_no_template_holds_words_that_nobody_can_translate():
    loose = []
    for path in words.sources():
        if path.suffix != ".html":
            continue
        text = path.read_text()
        for block in (
            r"{#.*?#}",
            r"{% comment.*?endcomment %}",
            r"{% blocktranslate.*?endblocktranslate %}",
            r"{% block (?:surface|html|shell_attributes) %}.*?{% endblock %}",
            r"<!--.*?-->",
            r"{%.*?%}",
            r"{{.*?}}",
        ):
            text = re.sub(block, " ", text, flags=re.DOTALL)
        shown = re.findall(r'\s(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
        shown.append(TAG.sub(" ", text))
        loose += [
            (path.name, word)
            for each in shown
            for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", each))
            if word.lower() not in SAME_IN_BOTH
        ]
    assert not loose, "\n".join(map(str, loose))


def test_every_catalogue_is_one_that_msgfmt_reads():
    """Each names its encoding and its plurals, otherwise names with an accent break."""
    for path in words.catalogues():
        text = path.read_text()
        assert ("charset=UTF-8" in text, "nplurals=2" in text) == (True, True), path
