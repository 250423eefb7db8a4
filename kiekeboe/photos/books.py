"""How the photos of a year come to lie on pages. Pure: plain values in, plain values out.

Photos lie in rows over the whole width, in the order of time, at most six on a page; nothing is
cut off. Of all ways to divide a month the one is taken that fills its pages best and gives
favourites the most room. All sizes are millimetres on A4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil

WIDTH = 178.0  # of what is printed
HEIGHT = 250.0  # of a page in a month
OPENING = 172.0  # of its first page, under the name of the month
GAP = 5.0
MOST = 6  # photos on a page
LINE = 4.4  # height of a line of a caption
LETTER = 1.75  # width of a letter of it, on the wide side
MOST_LINES = 6
TALLEST = 205.0
NARROWEST, WIDEST = 0.4, 2.6  # what counts as the shape of a photo


@dataclass(frozen=True)
class Print:
    """A photo as it is to be printed: `ratio` is width by height, `letters` of its caption."""

    id: object
    ratio: float
    letters: int = 0
    favourite: bool = False

    @property
    def shape(self) -> float:
        return min(max(self.ratio, NARROWEST), WIDEST)


@dataclass(frozen=True)
class Placed:
    """A photo on a page, and how large."""

    id: object
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """Rows of photos; `opening` is the page that begins the month."""

    rows: tuple[tuple[Placed, ...], ...]
    opening: bool = False


@dataclass
class Month:
    """One month of a book: photos, days and what was written (plain values, see book_making)."""

    number: int
    days: int = 0
    photos: list = field(default_factory=list)
    written: list = field(default_factory=list)


def pages_of(prints: Sequence[Print]) -> list[Page]:
    """The pages of one month. The first has less room, for its name stands on top."""
    prints = tuple(prints)

    @cache
    def best(start: int) -> tuple[float, tuple]:
        if start == len(prints):
            return 0.0, ()
        room = HEIGHT if start else OPENING
        found = []
        for many in range(1, min(MOST, len(prints) - start) + 1):
            last = start + many == len(prints)
            cost, rows = _page(prints[start : start + many], room, last)
            after, rest = best(start + many)
            found.append((cost + after, (rows, *rest)))
        return min(found, key=lambda one: one[0])

    for start in range(len(prints) - 1, -1, -1):  # from the end, so that nothing goes deep
        best(start)
    return [Page(rows, opening=not at) for at, rows in enumerate(best(0)[1])]


def _page(prints, room: float, last: bool) -> tuple[float, tuple]:
    """The best way to lay these photos in rows, and what it costs."""
    return min(
        (_cost(rows, prints, room, last) for rows in _divided(prints)), key=lambda one: one[0]
    )


@cache
def _splits(many: int) -> tuple[tuple[int, ...], ...]:
    """All ways to make rows of one to three of `many` photos."""
    if many == 0:
        return ((),)
    return tuple(
        (first, *rest) for first in range(1, min(3, many) + 1) for rest in _splits(many - first)
    )


def _divided(prints):
    for sizes in _splits(len(prints)):
        if len(sizes) > 3:
            continue
        rows, start = [], 0
        for size in sizes:
            rows.append(prints[start : start + size])
            start += size
        yield rows


def _cost(rows, prints, room, last):
    laid = [_row(row, WIDTH) for row in rows]
    gaps = GAP * (len(rows) - 1)
    tall = sum(height for _, height in laid) + gaps
    shrink = 1.0
    while tall > room:
        shrink *= max(0.8, min(0.98, room / tall))
        laid = [_row(row, WIDTH * shrink) for row in rows]
        tall = sum(height for _, height in laid) + gaps
    empty = (room - tall) / room
    cost = 1.0 + empty * empty * (4.0 if last else 6.0) + (1 - shrink) * 1.5
    placed = tuple(row for row, _ in laid)
    liked = {one.id for one in prints if one.favourite}
    shares = {one.id: one.width * one.height / (WIDTH * room) for row in placed for one in row}
    largest = max((share for key, share in shares.items() if key not in liked), default=0.0)
    for key, share in shares.items():
        if key in liked:
            cost += max(0.0, 0.45 - share) * 3.0 + (2.0 if share < largest * 1.2 else 0.0)
        elif share < 0.14:
            cost += (0.14 - share) * 8.0
    return cost, placed


def _row(row, width: float):
    """The photos of a row over `width`, and how tall the row is with its captions."""
    inner = width - GAP * (len(row) - 1)
    height = min(inner / sum(one.shape for one in row), TALLEST)
    placed = tuple(Placed(one.id, one.shape * height, height) for one in row)
    words = max(
        caption_lines(one.letters, place.width) for one, place in zip(row, placed, strict=True)
    )
    return placed, height + 2.0 + words * LINE


def caption_lines(letters: int, width: float) -> int:
    """Lines that a caption takes under its day and time."""
    if not letters:
        return 1
    return 1 + min(MOST_LINES, ceil(letters * LETTER / max(width, 12.0)) + (letters > 40))


def pixels(placed: Placed, *, per_inch: int = 220, most: int = 1200) -> int:
    """The long side that is enough to print a photo well."""
    return min(most, ceil(max(placed.width, placed.height) / 25.4 * per_inch))
