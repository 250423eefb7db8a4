"""How photos come to lie on the pages of a year book."""

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.photos import books

SHAPES = st.floats(0.2, 5)
PRINTS = st.lists(
    st.tuples(SHAPES, st.integers(0, 300), st.booleans()), min_size=1, max_size=40
).map(lambda found: [books.Print(at, *one) for at, one in enumerate(found)])


def placed(pages):
    return [one for page in pages for row in page.rows for one in row]


@given(PRINTS)
def test_every_photo_lies_once_and_in_the_order_of_time(prints):
    pages = books.pages_of(prints)

    assert [one.id for one in placed(pages)] == [one.id for one in prints]


@given(PRINTS)
def test_a_page_has_at_most_six_photos_and_nothing_falls_off_it(prints):
    pages = books.pages_of(prints)
    letters = {one.id: one.letters for one in prints}

    for page in pages:
        room = books.OPENING if page.opening else books.HEIGHT
        tall = books.GAP * (len(page.rows) - 1)
        for row in page.rows:
            assert sum(one.width for one in row) + books.GAP * (len(row) - 1) <= books.WIDTH + 0.01
            lines = max(books.caption_lines(letters[one.id], one.width) for one in row)
            tall += row[0].height + 2 + lines * books.LINE
        assert sum(len(row) for row in page.rows) <= books.MOST
        assert tall <= room + 0.01


@given(PRINTS)
def test_photos_keep_their_shape(prints):
    shapes = {one.id: one.shape for one in prints}

    for one in placed(books.pages_of(prints)):
        assert abs(one.width / one.height - shapes[one.id]) < 0.001


@given(PRINTS)
def test_only_the_first_page_of_a_month_is_its_opening(prints):
    pages = books.pages_of(prints)

    assert [page.opening for page in pages] == [at == 0 for at in range(len(pages))]


def test_a_month_without_photos_has_no_pages():
    assert books.pages_of([]) == []


def test_a_favourite_is_the_largest_of_its_page():
    prints = [books.Print(at, 4 / 3, favourite=at == 2) for at in range(6)]

    pages = books.pages_of(prints)
    [sizes] = [
        {one.id: one.width * one.height for one in placed([page])}
        for page in pages
        if 2 in {one.id for one in placed([page])}
    ]

    assert all(sizes[2] > sizes[other] for other in sizes if other != 2)
