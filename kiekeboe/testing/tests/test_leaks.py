"""A mark stands in every text of every family: nobody reads a mark that is not theirs to read."""

import json
from io import StringIO

import pytest

from kiekeboe.lib.logs import JsonLines
from kiekeboe.testing import matrix
from kiekeboe.testing.crawling import everything
from kiekeboe.testing.town import CHILDREN, TEXTS, mark, marks_in
from kiekeboe.testing.visitors import VISITORS

pytestmark = pytest.mark.django_db

FAMILY = {"name", "surname", "feeding", "allergy", "plan", "diary", "home", "taken"}
FAMILY |= {"fever", "relative"}
GROUP = {"name", "surname", "feeding", "allergy", "plan", "diary", "internal", "home", "taken"}
GROUP |= {"fever", "handover"}  # what colleagues of the group left for each other
CALL = {"parent", "phone"}
# What each visitor may read of the children in reach (S11). Names are in every list.
MAY_READ = {
    "parent": FAMILY
    | CALL
    | {"collector", "collectorphone", "medical", "street"}
    | {"wanted", "contact"},  # a number stays with the household that told it
    "without_authority": FAMILY | CALL | {"collector", "collectorphone", "medical", "contact"},
    "relative": {"name", "diary", "taken", "relative"},  # the diary and the photos (A6)
    "tablet": {"name", "surname", "allergy", "plan", "feeding"} | CALL,
    "trainee": GROUP | CALL | {"collector"},
    "caregiver": GROUP
    | CALL
    | {"collector", "collectorphone", "medical", "wanted", "contact", "contactphone"},
    "manager": TEXTS,
    "owner": TEXTS,
    "office": TEXTS,
    "finance": {"name", "surname", "allergy", "street", "collector", "collectorphone", "relative"}
    | {"contact", "contactphone"}
    | CALL,
    "inspector": {"name", "surname", "allergy", "parent"},  # the log tells who answered
}
SAME_AS = {
    "parent_of_finn": "parent",
    "parent_elsewhere": "parent",
    "parent_abroad": "parent",
    "caregiver_other_group": "caregiver",
    "caregiver_elsewhere": "caregiver",
    "caregiver_abroad": "caregiver",
    "manager_elsewhere": "manager",
    "owner_abroad": "owner",
}
# A tablet knows by name who else is in the house, for when it burns (B12, S34).
IN_THE_HOUSE = {"name", "surname"}


def may_read(name: str) -> set[tuple[str, str]]:
    texts = MAY_READ.get(SAME_AS.get(name, name), set())
    reached = matrix.REACH.get(name, ())
    mine = {(child, text) for child in reached for text in texts}
    if name not in matrix.AT_A_TABLET:
        return mine
    house = {other for child in reached for other in matrix.SAME_LOCATION.get(child, {child})}
    return mine | {(child, text) for child in house for text in IN_THE_HOUSE}


@pytest.mark.parametrize("name", VISITORS)
def test_nobody_reads_a_word_of_another_family_or_organisation(name, visit):
    """S03 S04 S11 S25"""
    read = {}
    for page in everything(visit(name)):
        for found in marks_in(page.text):
            read.setdefault(found, page.address)

    leaked = {found: read[found] for found in read.keys() - may_read(name)}
    assert not leaked, "\n".join(f"{found}: {at}" for found, at in sorted(leaked.items()))


@pytest.mark.parametrize("name", ["parent", "caregiver", "owner"])
def test_who_may_read_does_find_it(name, visit):
    """S11 The marks are there to be found: an empty page leaks nothing and shows nothing."""
    visitor = visit(name)
    read = set().union(*(marks_in(page.text) for page in everything(visitor)))

    expected = {"diary", "allergy", "name"}
    assert {("noor", text) for text in expected} <= read


def test_the_lines_of_the_log_name_nobody(visit, caplog):
    """S65 O27 What the house writes down while people work holds none of their texts."""
    caplog.set_level("DEBUG", logger="kiekeboe")
    for name in ("anonymous", "parent", "caregiver", "owner"):
        for _page in everything(visit(name)):
            pass

    formatter, written = JsonLines(), StringIO()
    for record in caplog.records:
        written.write(formatter.format(record) + "\n")
    lines = written.getvalue()
    assert [json.loads(line)["message"] for line in lines.splitlines()]
    assert marks_in(lines) == set()
    assert "example.test" not in lines
    assert [child for child in CHILDREN if mark(child, "").lower()[:-2] in lines.lower()] == []
