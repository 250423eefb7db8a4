"""The real server, seen by a real browser."""

import pytest

pytestmark = pytest.mark.journey


def test_the_front_door_opens_without_one_complaint_of_the_browser(empty_house, window):
    """S47: nothing on the page is refused by our own content policy."""
    empty_house.data.mkdir()
    empty_house.run("migrate")
    empty_house.open("serve")
    page = window("phone")
    answer = page.goto(empty_house.origin)
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    page.wait_for_load_state("networkidle")
    assert page.problems == []
    assert not [line for line in empty_house.lines if "content policy" in line]
