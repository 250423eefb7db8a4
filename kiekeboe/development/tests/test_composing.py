"""The first draft of a report."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.development.composing import LONGEST, Line, mean_of, parts_of

AREAS = ("social", "motor")
LINES = st.lists(
    st.builds(
        Line, st.sampled_from(AREAS), st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        st.text("abc", min_size=1, max_size=1000),
    )
)  # fmt: skip


def test_every_area_is_there_and_the_oldest_comes_first():
    told = [
        Line("motor", date(2026, 5, 2), "Loopt."), Line("motor", date(2026, 1, 2), "Staat."),
    ]  # fmt: skip
    assert parts_of(told, AREAS, str) == {
        "social": "", "motor": "2026-01-02: Staat.\n2026-05-02: Loopt.",
    }  # fmt: skip


@given(LINES)
def test_a_part_fits_and_keeps_what_was_seen_last(lines):
    for area, text in parts_of(lines, AREAS, str).items():
        mine = sorted((one for one in lines if one.area == area), key=lambda one: one.seen_on)
        assert len(text) <= LONGEST
        assert not mine or text.endswith(f"{mine[-1].seen_on}: {mine[-1].text}")


def test_the_middle_of_a_scale_is_on_halves():
    assert mean_of([4, None, 5]) == 4.5
    assert mean_of([3, 4, 4]) == 3.5
    assert mean_of([None]) is None
