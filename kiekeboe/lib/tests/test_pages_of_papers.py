"""The first page of a PDF as a picture; what cannot be drawn has none, and harms nobody."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiekeboe.lib import papers
from kiekeboe.lib.images.preparing import page_of

LETTER = Path(__file__).parent.parent.parent / "notifications" / "typeset" / "family_letter"


def page(size=(595, 842), content=b"0 0 0 rg 0 0 595 421 re f"):
    """The smallest PDF of one page: black below, white above."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>endobj\n" % size,
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(content), content),
    ]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def drawn(pdf):
    found = page_of(pdf)
    picture = Image.open(BytesIO(found.content))
    assert picture.size == (found.width, found.height)
    return picture.convert("L")


def test_the_first_page_is_drawn_as_a_reader_would():
    picture = drawn(page())
    assert picture.size == (799, 1131)
    assert picture.getpixel((400, 100)) > 250
    assert picture.getpixel((400, 1000)) < 5


def test_a_paper_of_our_own_has_its_page_of():
    values = {"title": "Brief", "place": "Laan", "language": "nl", "about": "1 mei", "parts": []}
    (pdf,) = papers.typeset_each(LETTER, [values], at=datetime(2026, 5, 1, tzinfo=UTC))
    assert drawn(pdf).getextrema()[0] < 100  # there are letters on it


@pytest.mark.parametrize("size", [(14400, 3), (3, 14400), (14400, 14400), (1, 1)])
def test_a_page_of_any_measure_stays_within_its_bounds(size):
    found = page_of(page(size))
    assert max(found.width, found.height) <= 1200


@pytest.mark.parametrize(
    "pdf",
    [b"", b"%PDF-1.4\n%%EOF", b"no paper at all", page()[:80],
     page(content=b"q " * 200_000 + b"99999999 w 0 0 m 9e99 9e99 l S" * 2000)[:-40]],
)  # fmt: skip
def test_what_no_reader_opens_has_no_picture(pdf):
    found = page_of(pdf)
    assert found is None or max(found.width, found.height) <= 1200


def test_a_page_that_takes_for_ever_is_given_up():
    heavy = page(content=b"0 0 m " + b"".join(
        b"%d %d %d %d %d %d c " % (n % 595, n % 841, n % 13, n % 17, n % 401, n % 577)
        for n in range(400_000)
    ) + b"S")  # fmt: skip
    found = page_of(heavy)
    assert found is None or found.width <= 800
