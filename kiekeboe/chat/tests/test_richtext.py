"""Rich text of news: what stays, and what never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.chat.richtext import clean, marks_of, of_marks, of_plain, plain

BAD = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<a href='http://voorbeeld.nl'>x</a>",
    "<p style='position:fixed' class=x id=y onclick=z>x</p>",
    "<iframe src=//voorbeeld.nl></iframe>",
    "<svg><a xlink:href='javascript:x'>x</a></svg>",
    "<math><mtext></p><img src onerror=x>",
    "<style>*{display:none}</style>",
    "<form action=/x><input name=csrf><button>x</button></form>",
    "<base href=//voorbeeld.nl><meta http-equiv=refresh content=0>",
    "<p>x<!-- <img src=x onerror=x> --></p>",
    "<template><script>x</script></template>",
)


@pytest.mark.parametrize("text", BAD)
def test_nothing_that_acts_looks_elsewhere_or_hides_gets_through(text):
    told = clean(f"<p>Hoi</p>{text}")
    for word in ("script", "onerror", "onclick", "src", "style", "class", "data:", "http:",
                 "iframe", "form", "<base", "<meta", "<!--", "svg"):  # fmt: skip
        assert word not in told
    assert told.startswith("<p>Hoi</p>")


def test_what_a_letter_needs_stays():
    text = "<h3>Zomerfeest</h3><p>Kom je <strong>ook</strong>?<br>Neem <em>iets</em> mee:</p>"
    text += "<ul><li>taart</li></ul>"
    assert clean(text) == text
    link = clean('<a href="https://voorbeeld.nl/?a=1&amp;b=2" target="_blank">hier</a>')
    assert link == (
        '<a href="https://voorbeeld.nl/?a=1&amp;b=2" rel="noopener noreferrer nofollow">hier</a>'
    )


def test_the_same_in_plain_words():
    text = "<h3>Feest &amp; taart</h3><p>Kom  je ook?<br>Ja &lt;3</p><ul><li>een</li></ul>"
    assert plain(text) == "Feest & taart\nKom je ook?\nJa <3\neen"


def test_plain_words_become_paragraphs():
    assert of_plain("Hoi <b>\n\nTot\nmorgen") == "<p>Hoi &lt;b&gt;</p><p>Tot<br>morgen</p>"


pieces = st.one_of(
    st.text(max_size=12), st.sampled_from(BAD), st.sampled_from(["<p>", "</p>", "<", ">", "&", '"'])
)


@given(st.lists(pieces, max_size=8).map("".join))
def test_cleaning_again_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert "<script" not in once.lower()
    assert plain(once) == plain(text)


def test_what_people_type_becomes_paragraphs_headings_lists_and_links():
    told = of_marks(
        "## Koningsdag\n\nWe gaan **allemaal** naar _buiten_.\nKom in oranje.\n\n- appel\n- jas\n\n"
        "Lees https://example.test/dag."
    )
    assert "<h3>Koningsdag</h3>" in told
    assert (
        "<p>We gaan <strong>allemaal</strong> naar <em>buiten</em>.<br>Kom in oranje.</p>" in told
    )
    assert "<ul><li>appel</li><li>jas</li></ul>" in told
    assert 'href="https://example.test/dag"' in told


@given(st.text())
def test_typing_again_what_was_shown_changes_nothing(typed):
    """Also when somebody types elements: they stay words."""
    once = of_marks(typed)
    assert clean(once) == once
    assert "<script" not in once


def test_what_was_written_can_be_changed_in_a_plain_box():
    typed = "## Feest\n\nKom **op tijd**.\n\n- muts\n- jas\n\nTot dan"
    body = of_marks(typed)
    assert of_marks(marks_of(body)) == body
