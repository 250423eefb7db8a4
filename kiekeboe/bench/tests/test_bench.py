import json

import pytest
from django.utils import timezone

from kiekeboe.bench import writing
from kiekeboe.bench.rows import Row, write
from kiekeboe.care.models import Entry, Visit
from kiekeboe.people.families import Family
from kiekeboe.story import n40
from kiekeboe.tablet.access import DEVICE_COOKIE

pytestmark = pytest.mark.django_db


def test_n40_is_40_children_and_50_000_entries(monkeypatch):
    monkeypatch.setattr(n40, "DAYS", 3)  # the other days are the same
    now = timezone.now()

    nursery = n40.build(now)

    assert n40.CHILDREN * 125 * n40.A_DAY == 50_000
    assert Entry.objects.count() == 40 * 3 * 10
    assert Visit.objects.open().filter(group=nursery.groups[0]).count() == 16
    assert len(Family.of(nursery.parent, now.date()).children) == 2


def test_a_row_says_whether_its_goal_is_reached(tmp_path):
    fast, slow = Row("B1.cpu", "day", 1.9, 2, "ms"), Row("B1.cpu", "day", 2.1, 2, "ms")
    photos = Row("B7", "photos", 0.9, 0.75, "x", at_least=True)
    missing = Row("B4", "weight", None, 50, "KiB", why="no browser")

    write([fast, slow, photos, missing], tmp_path / "rows.json")

    rows = json.loads((tmp_path / "rows.json").read_text())
    assert [row["reached"] for row in rows] == [True, False, True, None]
    assert "NOT reached" in slow.line()
    assert "not run" in missing.line()


def test_every_log_action_brings_ids_of_its_own(monkeypatch):
    monkeypatch.setattr(n40, "DAYS", 1)
    pen = writing.pen(n40.build(timezone.now()))

    first, second = (json.loads(pen.four())["items"] for _ in range(2))

    said = [json.loads(one["body"]) for one in [*first, *second]]
    assert len({one["what"]["entry"] for one in said}) == len({one["id"] for one in said}) == 8
    assert len({one["what"]["child"] for one in said}) == 4


def test_a_day_without_internet_is_500_items_that_are_all_kept(monkeypatch):
    """B6"""
    monkeypatch.setattr(n40, "DAYS", 1)
    pen = writing.pen(n40.build(timezone.now()))

    pen.tablet.client.cookies[DEVICE_COOKIE] = n40.DEVICE_KEY
    day = pen.day()
    answers = [
        answer
        for start in range(0, 500, 100)
        for answer in pen.tablet.send(*day[start : start + 100]).json()["answers"]
    ]

    assert len(answers) == 500
    assert {answer["status"] for answer in answers} <= {200, 201}


def test_the_bare_views_are_no_part_of_the_installation(client):
    assert client.get("/bare/parent_day").status_code == 404
