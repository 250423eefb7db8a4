"""The page of promises is true: every promise is there, and every test it names shows it."""

import re

from kiekeboe.testing import promises

# The list of this release, as agreed: ranges are written out here once more, on purpose.
AGREED = (
    {*range(1, 5), *range(9, 12), 13, *range(15, 33), *range(34, 46), 47, 49}
    | {50, 51, 53, 54, 57, 60, 61, 62, 64, 65, *range(72, 77), 82, 83},
    [1, 4, 5, *range(8, 17), 18, 20, 21, 22, 26, 27, *range(29, 33), *range(36, 44)],
    [5, 8, 22, 24, 27, 33],
    [*range(1, 11), 17, 18, 27, 30],
)


def test_every_promise_stands_on_the_page():
    security, use, operations, robust = AGREED
    agreed = (
        {f"S{number:02}" for number in security}
        | {f"U{number:02}" for number in use}
        | {f"O{number:02}" for number in operations}
        | {f"R{number:02}" for number in robust}
        | {"B1", "B2", "B3", "B4", "B5", "B6", "B16", "B18"}
    )
    assert agreed - promises.PROMISES.keys() == set()


def test_the_page_tells_which_promises_are_shown_and_which_are_not():
    """Otherwise: python -m kiekeboe.testing.promises"""
    told, _, silent = promises.TABLE.read_text().partition("## Not shown yet")
    assert set(rows(told)) == promises.shown().keys()
    assert set(rows(silent)) == promises.PROMISES.keys() - promises.shown().keys()


def rows(page):
    return re.findall(r"^\| ([RSUOB]\d+) \|", page, flags=re.MULTILINE)


def test_every_named_test_is_there_and_names_its_promise():
    told = promises.shown()
    for row in promises.TABLE.read_text().splitlines():
        if match := re.match(r"\| ([RSUOB]\d+) \| [^|]+ \| (.*) \|$", row):
            named = re.findall(r"`([^`]+::[^`]+)`", match[2])
            assert {f"kiekeboe/{name}" for name in named} <= set(told.get(match[1], named))


def test_what_is_not_shown_says_why():
    page = promises.TABLE.read_text()
    assert "no test yet" not in page
